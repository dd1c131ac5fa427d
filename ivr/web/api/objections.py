"""Objections, and what is due in a court."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path

from ivr.domain.moment import day
from ivr.flows.clear_listing import clear_listing
from ivr.flows.decide_objection import ask_reconsideration, decide_objection, withdraw_objection
from ivr.flows.list_due import MOST, list_due
from ivr.flows.list_objections import list_objections, read_objection
from ivr.flows.object import object_to
from ivr.web.api.enrolment_shapes import EnrolmentTold, Reason, tell
from ivr.web.api.objection_shapes import (
    Cleared,
    NewObjection,
    ObjectionRead,
    ObjectionTold,
    Received,
    Ruling,
    TaskTold,
    tell_objection,
    tell_task,
    tell_words,
)
from ivr.web.api.page import Limit
from ivr.web.api.shape import EnrolmentId, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

ObjectionId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]

router = APIRouter(tags=["objections"], responses=refusals(403, 404, 409), route_class=Route)


@router.post("/enrolments/{enrolment_id}/objections", status_code=201)
def add(enrolment_id: EnrolmentId, new: NewObjection, parts: Given, actor: Signed) -> ObjectionTold:
    """Somebody objects: the number is silent at once, and the court has 15 days."""
    received_on = day(new.received_on, "received_on")
    with parts.desk.work(actor) as work:
        return tell_objection(object_to(work, enrolment_id, new.words, received_on))


@router.get("/enrolments/{enrolment_id}/objections")
def show_all(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> Sequence[ObjectionTold]:
    """The objections to an enrolment, without the persons' words."""
    with parts.desk.read(actor) as work:
        return [tell_objection(one.objection) for one in list_objections(work, enrolment_id)]


@router.post("/objections/{objection_id}/words")
@looks_only
def show_words(objection_id: ObjectionId, why: Reason, parts: Given, actor: Signed) -> ObjectionRead:
    """What the person wrote. The reason for reading it is written into the audit trail."""
    with parts.desk.work(actor) as work:
        return tell_words(read_objection(work, objection_id, why.reason))


@router.post("/objections/{objection_id}/decide")
def decide(objection_id: ObjectionId, ruling: Ruling, parts: Given, actor: Signed) -> ObjectionTold:
    """Uphold or refuse (approver, president's office); in reconsideration, what the court above decided."""
    on = day(ruling.on, "on")
    with parts.desk.work(actor) as work:
        return tell_objection(decide_objection(work, objection_id, ruling.upheld, on, ruling.reason))


@router.post("/objections/{objection_id}/reconsider")
def reconsider(objection_id: ObjectionId, asked: Received, parts: Given, actor: Signed) -> ObjectionTold:
    """The person asks the court above, within ten days of the refusal's service."""
    received_on = day(asked.received_on, "received_on")
    with parts.desk.work(actor) as work:
        return tell_objection(ask_reconsideration(work, objection_id, received_on))


@router.post("/objections/{objection_id}/withdraw")
def withdraw_it(objection_id: ObjectionId, parts: Given, actor: Signed) -> ObjectionTold:
    """The person takes it back."""
    with parts.desk.work(actor) as work:
        return tell_objection(withdraw_objection(work, objection_id))


@router.post("/enrolments/{enrolment_id}/listing-cleared")
def clear(enrolment_id: EnrolmentId, done: Cleared, parts: Given, actor: Signed) -> EnrolmentTold:
    """The court has deleted or corrected the listing itself, as the law asks within three working days."""
    on = day(done.on, "on")
    with parts.desk.work(actor) as work:
        return tell(clear_listing(work, enrolment_id, on))


@router.get("/due")
def show_due(parts: Given, actor: Signed, limit: Limit = MOST) -> Sequence[TaskTold]:
    """What your court has to do and until when, what is late first; of each kind so many."""
    with parts.desk.read(actor) as work:
        return [tell_task(one) for one in list_due(work, limit)]
