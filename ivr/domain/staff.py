"""Who acts: people of a court, and the operator of the gateway; and the one table of who may do what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ivr.domain.errors import NotPermitted, OutOfScope, SamePerson


class Role(StrEnum):
    CLERK = "clerk"
    APPROVER = "approver"
    PRESIDENT = "president"
    """The president's office."""
    AUDITOR = "auditor"
    COURT_ADMIN = "court-admin"
    OPERATOR = "operator"
    CARRIER = "carrier"
    BANK = "bank"


OF_A_COURT = frozenset({Role.CLERK, Role.APPROVER, Role.PRESIDENT, Role.AUDITOR, Role.COURT_ADMIN})
"""These belong to exactly one court, the others to none."""


@dataclass
class Staff:
    """One person, or a bank's or carrier's system. ``court_id`` is None for those who belong to no court.

    ``issuer`` and ``subject`` name the person at an OpenID provider, where there is one.
    """

    id: str
    court_id: str | None
    name: str
    role: Role
    ended_at: datetime | None = None
    issuer: str | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Actor:
    """On whose behalf a step is taken. The gateway itself acts as ``system`` (a payment, a term that ran out).

    ``actions`` narrows what the role may do to what the token was issued for; None does not narrow it.
    """

    id: str
    role: str
    court_id: str | None
    actions: frozenset[str] | None = None


SYSTEM = Actor("system", "system", None)

_DECIDES = frozenset({Role.APPROVER, Role.PRESIDENT})
_WORKS = _DECIDES | {Role.CLERK}
_SEES = _WORKS | {Role.AUDITOR}
_HIRES = frozenset({Role.COURT_ADMIN, Role.OPERATOR})
_EVERYBODY = frozenset(Role)

PERMITTED: dict[str, frozenset[str]] = {
    # The gateway: its operator holds no right to a name, a number or a case.
    "rotate_keys": frozenset({Role.OPERATOR}),
    "sweep": frozenset({Role.OPERATOR, "system"}),
    "set_retention": _HIRES,
    "set_enquiry": _HIRES,
    "set_languages": _HIRES,
    "set_online_voice": frozenset({Role.COURT_ADMIN}),
    "audit_export": _HIRES | {Role.AUDITOR},
    "read_audit": _HIRES | {Role.AUDITOR},
    "subscribe": _HIRES,
    "set_court_code": frozenset({Role.OPERATOR}),
    "add_court": frozenset({Role.OPERATOR}),
    "confirm_plan": frozenset({Role.OPERATOR}),
    "collect_prompts": frozenset({Role.OPERATOR, "system"}),
    "publish_notice": frozenset({Role.OPERATOR, Role.APPROVER}),
    # People: a court's administrator for the own court only.
    "add_staff": _HIRES,
    "manage_staff": _HIRES,
    "issue_token": _EVERYBODY,
    "claim_token": _EVERYBODY,
    # An enrolment's life.
    "draft": frozenset({Role.CLERK}),
    "amend": frozenset({Role.CLERK}),
    "submit": frozenset({Role.CLERK}),
    "send_back": _WORKS,
    "withdraw": frozenset({Role.CLERK}),
    "restore": frozenset({Role.CLERK}),
    "approve": _DECIDES,
    "warn": _WORKS | {"system"},
    "tell_again": _WORKS | {"system"},
    "tell_ended": _WORKS | {"system"},
    "activate": _WORKS | {"system"},
    "suspend": _WORKS | {"system"},
    "resume": _WORKS,
    "decide_resume": _DECIDES,
    "remove": _WORKS | {"system"},
    "expire": frozenset({"system"}),
    "object": _WORKS | {"system"},
    "decide_objection": _DECIDES,
    "clear_listing": _WORKS,
    "prove_holder": _WORKS,
    "correct": _DECIDES,
    "issue_certificate": _WORKS,
    # Decisions about money.
    "propose": _WORKS,
    "decide_proposal": _DECIDES,
    "pass_on_payment": frozenset({Role.OPERATOR}),
    # Looking: reads of personal data are written into the audit trail by the flow that makes them.
    "reveal": _SEES,
    "read": _SEES | _HIRES | {"system"},
    "read_cases": _SEES | {"system"},
    "read_figures": _SEES | _HIRES,
    "verify_audit": _SEES | _HIRES | {"system"},
    # Other houses.
    "record_payment": frozenset({Role.BANK, "system"}),
    "send_statement": frozenset({Role.BANK, "system"}),
    "read_statements": frozenset({Role.BANK, Role.OPERATOR, "system"}),
    "read_again": frozenset({Role.OPERATOR}),
    "set_columns": frozenset({Role.OPERATOR}),
    "read_feed": frozenset({Role.CARRIER}),
    "report_line": frozenset({Role.CARRIER}),
}


def require(actor: Actor, action: str) -> None:
    """Raises NotPermitted unless the actor's role may take that action, OutOfScope when only its token may not."""
    if actor.role not in PERMITTED[action]:
        raise NotPermitted(role=actor.role, action=action)
    if actor.actions is not None and action not in actor.actions:
        raise OutOfScope(role=actor.role, action=action, scope=action)


def actions_of(role: str) -> frozenset[str]:
    """Everything that a role may do."""
    return frozenset(action for action, roles in PERMITTED.items() if role in roles)


def require_second(actor: Actor, first_id: str | None, action: str) -> None:
    """Raises SamePerson when the actor is the one who prepared the step (safeguard 2)."""
    if actor.id == first_id:
        raise SamePerson(action=action)
