"""The life of an enrolment: one number under one court's order, and the explicit machine of its states.

::

    drafted ──approve──▶ approved ──warn──▶ warned ──activate──▶ active
        └───────────────────┴──────suspend──────┴───────┬───────────┘
                                          suspended ◀───┘   (resume goes back to where it stood)
    any of them ──remove──▶ removed        any of them ──expire──▶ expired
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from ivr.domain.errors import TooEarly, WrongState


class State(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"
    WARNED = "warned"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    EXPIRED = "expired"


class Action(StrEnum):
    APPROVE = "approve"
    WARN = "warn"
    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    REMOVE = "remove"
    EXPIRE = "expire"


LIVING = frozenset({State.DRAFTED, State.APPROVED, State.WARNED, State.ACTIVE, State.SUSPENDED})

ALLOWED: dict[Action, frozenset[State]] = {
    Action.APPROVE: frozenset({State.DRAFTED}),
    Action.WARN: frozenset({State.APPROVED}),
    Action.ACTIVATE: frozenset({State.WARNED}),
    Action.SUSPEND: frozenset({State.DRAFTED, State.APPROVED, State.WARNED, State.ACTIVE}),
    Action.RESUME: frozenset({State.SUSPENDED}),
    Action.REMOVE: LIVING,
    Action.EXPIRE: LIVING,
}


@dataclass
class Enrolment:
    """One number under one order, times in UTC. Past ``expires_at`` the node is silent by itself (safeguard 4).

    ``ended_seq`` is the place of its end in the order of registrations: what a node must reach to prove the silence.
    """

    id: str
    court_id: str
    order_id: str
    person_id: str
    obligation_id: str
    number: str
    state: State
    drafted_by: str
    drafted_at: datetime
    expires_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    warned_at: datetime | None = None
    warning_text: str | None = None
    grace_ends_at: datetime | None = None
    activated_at: datetime | None = None
    suspended_at: datetime | None = None
    suspended_for: str | None = None
    resume_asked_by: str | None = None
    ended_at: datetime | None = None
    ended_for: str | None = None
    ended_seq: int | None = None


def step(enrolment: Enrolment, action: Action) -> None:
    """Raises WrongState unless the machine allows this action now."""
    if enrolment.state not in ALLOWED[action]:
        raise WrongState(state=enrolment.state, action=action)


def approve(enrolment: Enrolment, by: str, now: datetime) -> None:
    step(enrolment, Action.APPROVE)
    enrolment.state, enrolment.approved_by, enrolment.approved_at = State.APPROVED, by, now


def warn(enrolment: Enrolment, text: str, sent_at: datetime, grace: timedelta) -> None:
    """The person has been told; the grace period runs from the moment of sending (safeguard 3)."""
    step(enrolment, Action.WARN)
    enrolment.state, enrolment.warning_text, enrolment.warned_at = State.WARNED, text, sent_at
    enrolment.grace_ends_at = sent_at + grace


def ready(enrolment: Enrolment, now: datetime) -> None:
    """Raises TooEarly inside the grace period, WrongState when the enrolment is not warned or its time is over."""
    step(enrolment, Action.ACTIVATE)
    if enrolment.grace_ends_at is None or now < enrolment.grace_ends_at:
        raise TooEarly(until=enrolment.grace_ends_at)
    if now >= enrolment.expires_at:
        raise WrongState(state=State.EXPIRED, action=Action.ACTIVATE)


def activate(enrolment: Enrolment, now: datetime) -> None:
    """Callers hear the court from now on. Raises what ``ready`` raises."""
    ready(enrolment, now)
    enrolment.state, enrolment.activated_at = State.ACTIVE, now


def suspend(enrolment: Enrolment, reason: str, now: datetime) -> None:
    step(enrolment, Action.SUSPEND)
    enrolment.state, enrolment.suspended_at, enrolment.suspended_for = State.SUSPENDED, now, reason
    enrolment.resume_asked_by = None


def resume(enrolment: Enrolment) -> None:
    """Goes back to where it stood; that two people decided it is the flow's to see (safeguard 5)."""
    step(enrolment, Action.RESUME)
    enrolment.state = stood(enrolment)
    enrolment.suspended_at = enrolment.suspended_for = enrolment.resume_asked_by = None


def stood(enrolment: Enrolment) -> State:
    """The state an enrolment had before it was suspended, read from what had happened to it."""
    if enrolment.activated_at:
        return State.ACTIVE
    if enrolment.warned_at:
        return State.WARNED
    return State.APPROVED if enrolment.approved_at else State.DRAFTED


def end(enrolment: Enrolment, action: Action, reason: str, now: datetime) -> None:
    """Removed or expired: there is no way back."""
    step(enrolment, action)
    enrolment.state = State.REMOVED if action is Action.REMOVE else State.EXPIRED
    enrolment.ended_at, enrolment.ended_for = now, reason


def announces(enrolment: Enrolment, now: datetime) -> bool:
    """Whether callers should hear a notice at this moment (I3: approved, warned, unexpired, unsuspended)."""
    return enrolment.state is State.ACTIVE and now < enrolment.expires_at


def earliest_end(days: list[date | None], zone: tzinfo) -> datetime:
    """The end of the earliest of these days, in the court's own time zone (safeguard 4)."""
    first = min(day for day in days if day is not None)
    return datetime.combine(first + timedelta(days=1), time(), zone)
