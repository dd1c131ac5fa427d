"""What is due in a court, by what it is about."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, select, text

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.message import REACHED, UNDELIVERED, WAITING, Message, Purpose
from ivr.domain.objection import Objection, Stage
from ivr.domain.payment import Payment
from ivr.domain.review import FOR_PEOPLE
from ivr.store.find import Scope
from ivr.store.message_tables import UNTOLD_END, messages
from ivr.store.objection_tables import objections
from ivr.store.payments import waits
from ivr.store.tables import UNTOLD, enrolments, payments


class Concerned(NamedTuple):
    """What of an enrolment its duties rest on."""

    id: str
    court_id: str
    drafted_at: datetime
    expires_at: datetime
    ended_at: datetime | None


def open_objections(scope: Scope, stage: Stage, since: date, limit: int) -> list[Objection]:
    """In one stage, entered on that day or later; the longest waiting first."""
    entered = _ENTERED[stage]
    return scope.earliest(Objection, entered, objections.c.stage == stage, entered >= since, limit=limit)


def of_enrolment(scope: Scope, enrolment_id: str) -> list[Objection]:
    return scope.all(Objection, objections.c.enrolment_id == enrolment_id)


def listings_to_clear(scope: Scope, limit: int) -> list[Concerned]:
    return _concerned(scope, enrolments.c.listing_due_on, enrolments.c.listing_due_on >= date.min, limit=limit)


def of_obligation_to_clear(scope: Scope, obligation_id: str) -> list[Enrolment]:
    mine = (enrolments.c.obligation_id == obligation_id, enrolments.c.listing_due_on.is_not(None))
    return scope.all(Enrolment, *mine)


def proofs_that_end(scope: Scope, state: State, before: datetime, limit: int) -> list[Concerned]:
    """What announces, or did until its proof ran out (suspended), and could go on with a new one."""
    soon = (enrolments.c.expires_at < before, enrolments.c.ends_at > enrolments.c.expires_at)
    lapsed = [enrolments.c.suspended_for.contains("proof-over")] if state is State.SUSPENDED else []
    return _concerned(scope, enrolments.c.expires_at, enrolments.c.state == state, *soon, *lapsed, limit=limit)


def letters_needed(scope: Scope, limit: int) -> list[Concerned]:
    """Those whose message failed, with none that arrived and none on its way."""
    mine = messages.c.enrolment_id == enrolments.c.id
    failed = exists().where(mine, messages.c.state.in_(UNDELIVERED))
    on_the_way = exists().where(mine, messages.c.state.in_(WAITING))
    return _concerned(scope, enrolments.c.approved_at, text(UNTOLD), failed, ~on_the_way, limit=limit)


def untold_ends(scope: Scope, since: datetime, limit: int) -> list[Concerned]:
    """Those whose person could not be told of the end: the message failed, or has been waiting since before then."""
    other = messages.alias()
    mine = (other.c.enrolment_id == messages.c.enrolment_id, other.c.purpose == Purpose.ENDED)
    told = exists().where(*mine, other.c.state.in_(REACHED))
    late = messages.c.state.in_(UNDELIVERED) | (messages.c.queued_at <= since)
    about = ("enrolment_id",)
    found = scope.earliest_of(Message, about, messages.c.queued_at, text(UNTOLD_END), late, ~told, limit=limit)
    # By their ids alone: with a court or a state besides, SQLite takes that for the narrower and goes through it all.
    # The messages were the court's own, and so are the enrolments that they are about.
    ids = [one.enrolment_id for one in found]
    columns = [enrolments.c[name] for name in (*Concerned._fields, "erased_at")]
    kept = scope.session.execute(select(*columns).where(enrolments.c.id.in_(ids)))
    ended = {one.id: Concerned._make(one[:-1]) for one in kept if one.erased_at is None}
    return [ended[key] for key in ids if key in ended]


def money_to_claim(scope: Scope, limit: int) -> list[tuple[str, str | None, datetime]]:
    """Id, court (None: no court's yet) and time of booking."""
    names = ("id", "court_id", "booked_at")
    found = scope.earliest_of(Payment, names, payments.c.booked_at, waits(FOR_PEOPLE), limit=limit)
    return [(row.id, row.court_id, row.booked_at) for row in found]


def _concerned(scope: Scope, by: ColumnElement[Any], *where: Any, limit: int) -> list[Concerned]:
    return [Concerned._make(one) for one in scope.earliest_of(Enrolment, Concerned._fields, by, *where, limit=limit)]


_ENTERED = {
    Stage.REVIEW: objections.c.received_on,
    Stage.REFUSED: objections.c.decided_on,
    Stage.RECONSIDERATION: objections.c.reconsider_on,
}
