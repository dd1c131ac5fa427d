"""Objections and what is due, as they are handed in and told."""

from datetime import date

from pydantic import Field

from ivr.domain.duty import Duty
from ivr.domain.objection import Objection, Stage
from ivr.domain.reasons import CORRECTED_FOR, EndedFor
from ivr.flows.list_due import DueTask
from ivr.flows.list_objections import ObjectionView
from ivr.web.api.shape import Asked, Text, Told, example


class NewObjection(Asked):
    model_config = example(words="我不是被执行人，同名同姓。", received_on="2026-03-02")

    words: Text = Field(description="what the person says; it is sealed")
    received_on: Text = Field(description="the day on which it came in writing: the 15 days run from it")


class Ruling(Asked):
    model_config = example(upheld=True, on="2026-03-06", reason="wrong-person")

    upheld: bool = Field(description="true: the entry was wrong, and the enrolment ends as corrected")
    on: Text = Field(description="the day of the decision; for a refusal, of its service")
    reason: Text = Field(EndedFor.WRONG_ENTRY, description=", ".join(sorted(CORRECTED_FOR)))


class Received(Asked):
    model_config = example(received_on="2026-03-09")

    received_on: Text


class Cleared(Asked):
    model_config = example(on="2026-03-09")

    on: Text = Field(description="the day on which the court deleted or corrected the listing itself")


class DueTold(Told):
    day: date
    certain: bool = Field(description="false: the holidays of that year are not known yet, Monday to Friday are taken")


class ObjectionTold(Told):
    id: str
    enrolment_id: str
    stage: Stage
    received_on: date
    decided_on: date | None
    reconsider_on: date | None
    reconsidered_on: date | None
    due: DueTold | None = Field(description="when the court must decide; while refused, until when the person may ask")


class ObjectionRead(ObjectionTold):
    words: str | None = Field(description="what the person wrote; null once it is erased")


class TaskTold(Told):
    duty: Duty
    enrolment_id: str | None = Field(description="null: it is about money that waits for people")
    objection_id: str | None
    payment_id: str | None
    due: DueTold
    late: bool


def tell_objection(objection: Objection) -> ObjectionTold:
    return ObjectionTold.model_validate(objection)


def tell_words(view: ObjectionView) -> ObjectionRead:
    return ObjectionRead(**tell_objection(view.objection).model_dump(), words=view.words)


def tell_task(found: DueTask) -> TaskTold:
    return TaskTold(
        duty=found.task.duty,
        enrolment_id=found.task.enrolment_id,
        objection_id=found.task.objection_id,
        payment_id=found.task.payment_id,
        due=DueTold.model_validate(found.task.due),
        late=found.late,
    )
