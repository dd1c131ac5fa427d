"""Who acts: people of a court, and the operator of the gateway."""

from dataclasses import dataclass
from enum import StrEnum

from ivr.domain.errors import NotPermitted, SamePerson


class Role(StrEnum):
    CLERK = "clerk"
    APPROVER = "approver"
    OPERATOR = "operator"
    BANK = "bank"


@dataclass
class Staff:
    """One person (or one bank's system). ``court_id`` is None for those who belong to no court."""

    id: str
    court_id: str | None
    name: str
    role: Role
    token_digest: str


@dataclass(frozen=True)
class Actor:
    """On whose behalf a step is taken. The gateway itself acts as ``system`` (a payment, a term that ran out)."""

    id: str
    role: str
    court_id: str | None


SYSTEM = Actor("system", "system", None)

PERMITTED: dict[str, frozenset[str]] = {
    "add_court": frozenset({Role.OPERATOR}),
    "add_staff": frozenset({Role.OPERATOR}),
    "publish_notice": frozenset({Role.OPERATOR, Role.APPROVER}),
    "confirm_plan": frozenset({Role.OPERATOR}),
    "draft": frozenset({Role.CLERK}),
    "approve": frozenset({Role.APPROVER}),
    "warn": frozenset({Role.CLERK, Role.APPROVER}),
    "activate": frozenset({Role.CLERK, Role.APPROVER, "system"}),
    "suspend": frozenset({Role.CLERK, Role.APPROVER, "system"}),
    "resume": frozenset({Role.CLERK, Role.APPROVER}),
    "remove": frozenset({Role.CLERK, Role.APPROVER, "system"}),
    "record_payment": frozenset({Role.BANK, "system"}),
    "reveal": frozenset({Role.CLERK, Role.APPROVER}),
    "read": frozenset({Role.CLERK, Role.APPROVER, Role.OPERATOR, "system"}),
    "audit_export": frozenset({Role.OPERATOR}),
    "rotate_keys": frozenset({Role.OPERATOR}),
    "set_retention": frozenset({Role.OPERATOR}),
    "sweep": frozenset({Role.OPERATOR, "system"}),
}


def require(actor: Actor, action: str) -> None:
    """Raises NotPermitted unless the actor's role may take that action."""
    if actor.role not in PERMITTED[action]:
        raise NotPermitted(role=actor.role, action=action)


def require_second(actor: Actor, first_id: str | None, action: str) -> None:
    """Raises SamePerson when the actor is the one who prepared the step (safeguard 2)."""
    if actor.id == first_id:
        raise SamePerson(action=action)
