"""One number under one court's order, and what each step of its life writes down (``transitions.py`` has the machine).

::

    drafted ──submit──▶ submitted ──approve──▶ approved ──warn──▶ warned ──activate──▶ active
       ▲                    │ send_back            │
       └────────────────────┴──────────────────────┘
    any of them ──suspend──▶ suspended ──resume──▶ where it stood
    any of them ──remove──▶ removed     ──expire──▶ expired     ──correct──▶ corrected
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from ivr.domain.errors import TooEarly, WrongState
from ivr.domain.moment import local
from ivr.domain.transitions import LIVING, Action, State, require_from

__all__ = ["LIVING", "Action", "Enrolment", "State"]

_ENDS = {Action.REMOVE, Action.EXPIRE, Action.CORRECT, Action.WITHDRAW}


@dataclass
class Enrolment:
    """One number under one order, times in UTC. Past ``expires_at`` the node is silent by itself (safeguard 4).

    ``ends_at`` is when the listing or the order ends; ``expires_at`` is that, or earlier the end of the holder's proof.
    ``suspended_for``: its reasons, joined by ``+``. ``listing_due_on``: until when the court must
    clear the listing itself, as long as it has not. ``ended_seq`` is the place of its end in the order of
    registrations: what a node must reach to prove the silence; ``silent_at`` is when the last node had proven it.
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
    ends_at: datetime
    batch_id: str | None = None
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    sent_back_for: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    answers: str | None = None
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
    silent_at: datetime | None = None
    listing_due_on: date | None = None
    listing_cleared_on: date | None = None
    erased_at: datetime | None = None


def step(enrolment: Enrolment, action: Action) -> None:
    """Raises WrongState unless the machine allows this action now."""
    require_from(enrolment.state, action)


def submit(enrolment: Enrolment, by: str, now: datetime) -> None:
    step(enrolment, Action.SUBMIT)
    enrolment.state, enrolment.submitted_by, enrolment.submitted_at = State.SUBMITTED, by, now
    enrolment.sent_back_for = None


def send_back(enrolment: Enrolment, reason: str) -> None:
    """To be corrected; an approval that was given is taken back with it. ``reason`` is sealed."""
    step(enrolment, Action.SEND_BACK)
    enrolment.state, enrolment.sent_back_for = State.DRAFTED, reason
    enrolment.submitted_by = enrolment.submitted_at = None
    enrolment.approved_by = enrolment.approved_at = enrolment.answers = None
    enrolment.warned_at = enrolment.warning_text = enrolment.grace_ends_at = None


def approve(enrolment: Enrolment, by: str, now: datetime) -> None:
    step(enrolment, Action.APPROVE)
    enrolment.state, enrolment.approved_by, enrolment.approved_at = State.APPROVED, by, now


def warn(enrolment: Enrolment, action: Action, text: str, sent_at: datetime) -> None:
    """The person has been told, for the first time or again (safeguard 3). From when the grace period runs, the
    messages say."""
    step(enrolment, action)
    if action is Action.WARN:
        enrolment.state = State.WARNED
    note_warning(enrolment, text, sent_at)


def note_warning(enrolment: Enrolment, text: str, sent_at: datetime) -> None:
    enrolment.warning_text, enrolment.warned_at = text, enrolment.warned_at or sent_at


def ready(enrolment: Enrolment, now: datetime) -> None:
    """Raises TooEarly inside the grace period, WrongState when the enrolment is not warned or its time is over."""
    step(enrolment, Action.ACTIVATE)
    until = enrolment.grace_ends_at
    if until is None or now < until:
        raise TooEarly(until=until and local(until))
    if now >= enrolment.expires_at:
        raise WrongState(state=State.EXPIRED, action=Action.ACTIVATE)


def activate(enrolment: Enrolment, now: datetime) -> None:
    """Callers hear the court from now on. Raises what ``ready`` raises."""
    ready(enrolment, now)
    enrolment.state, enrolment.activated_at = State.ACTIVE, now


def suspend(enrolment: Enrolment, reason: str, now: datetime) -> None:
    """Once suspended, a further reason is added, and whoever asked to resume did not know it: that is asked anew."""
    step(enrolment, Action.SUSPEND)
    reasons = enrolment.suspended_for.split("+") if enrolment.suspended_for else []
    enrolment.suspended_for = "+".join(dict.fromkeys([*reasons, reason]))
    enrolment.suspended_at = enrolment.suspended_at or now
    enrolment.state, enrolment.resume_asked_by = State.SUSPENDED, None


def resume(enrolment: Enrolment) -> None:
    """Goes back to where it stood; that two people decided it is the flow's to see (safeguard 5)."""
    step(enrolment, Action.RESUME)
    enrolment.state = stood(enrolment)
    enrolment.suspended_at = enrolment.suspended_for = enrolment.resume_asked_by = None


def stood(enrolment: Enrolment) -> State:
    """The state an enrolment had before it was suspended, read from what had happened to it."""
    happened = (
        (enrolment.activated_at, State.ACTIVE),
        (enrolment.warned_at, State.WARNED),
        (enrolment.approved_at, State.APPROVED),
        (enrolment.submitted_at, State.SUBMITTED),
    )
    return next((state for at, state in happened if at), State.DRAFTED)


def end(enrolment: Enrolment, action: Action, reason: str, now: datetime) -> None:
    """Removed, expired or corrected: there is no way back. Only a withdrawn draft can be restored."""
    if action not in _ENDS:
        raise ValueError(action)
    enrolment.state = State(require_from(enrolment.state, action).target)
    enrolment.ended_at, enrolment.ended_for, enrolment.resume_asked_by = now, reason, None


def restore(enrolment: Enrolment) -> None:
    """A withdrawn draft is a draft again."""
    step(enrolment, Action.RESTORE)
    enrolment.state = State.DRAFTED
    enrolment.ended_at = enrolment.ended_for = enrolment.ended_seq = None
    enrolment.submitted_by = enrolment.submitted_at = None


def announces(enrolment: Enrolment, now: datetime) -> bool:
    """Whether callers should hear a notice at this moment (I3: approved, warned, unexpired, unsuspended)."""
    return enrolment.state is State.ACTIVE and now < enrolment.expires_at


def earliest_end(days: list[date | None], zone: tzinfo) -> datetime:
    """The end of the earliest of these days, in the court's own time zone (safeguard 4)."""
    first = min(day for day in days if day is not None)
    return datetime.combine(first + timedelta(days=1), time(), zone)
