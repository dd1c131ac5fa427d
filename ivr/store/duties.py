"""What is due in a court, by what it is about."""

from datetime import datetime

from sqlalchemy import exists, or_

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.message import UNDELIVERED, WAITING
from ivr.domain.objection import OPEN, Objection
from ivr.store.find import Scope
from ivr.store.message_tables import messages
from ivr.store.objection_tables import objections
from ivr.store.tables import enrolments


def open_objections(scope: Scope, limit: int) -> list[Objection]:
    return scope.all(Objection, objections.c.stage.in_(OPEN), limit=limit)


def of_enrolment(scope: Scope, enrolment_id: str) -> list[Objection]:
    return scope.all(Objection, objections.c.enrolment_id == enrolment_id)


def listings_to_clear(scope: Scope, limit: int) -> list[Enrolment]:
    return scope.all(Enrolment, enrolments.c.listing_due_on.is_not(None), limit=limit)


def of_obligation_to_clear(scope: Scope, obligation_id: str) -> list[Enrolment]:
    mine = (enrolments.c.obligation_id == obligation_id, enrolments.c.listing_due_on.is_not(None))
    return scope.all(Enrolment, *mine)


def proofs_that_end(scope: Scope, before: datetime, limit: int) -> list[Enrolment]:
    """What announces, or did until its proof ran out, and could go on with a new one."""
    lapsed = (enrolments.c.state == State.SUSPENDED) & enrolments.c.suspended_for.contains("proof-over")
    soon = (enrolments.c.expires_at < before, enrolments.c.ends_at > enrolments.c.expires_at)
    return scope.all(Enrolment, *soon, or_(enrolments.c.state == State.ACTIVE, lapsed), limit=limit)


def letters_needed(scope: Scope, limit: int) -> list[Enrolment]:
    """Those whose message failed, with none that arrived and none on its way."""
    mine = messages.c.enrolment_id == enrolments.c.id
    failed = exists().where(mine, messages.c.state.in_(UNDELIVERED))
    on_the_way = exists().where(mine, messages.c.state.in_(WAITING))
    waits = enrolments.c.state.in_({State.APPROVED, State.WARNED, State.SUSPENDED})
    untold = (enrolments.c.approved_at.is_not(None), enrolments.c.grace_ends_at.is_(None))
    return scope.all(Enrolment, waits, *untold, failed, ~on_the_way, limit=limit)
