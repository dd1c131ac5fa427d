"""Whose number it is: the carrier's answers to the court, and what carriers report by themselves."""

from fastapi import APIRouter
from pydantic import Field

from ivr.domain.line import LineEvent
from ivr.domain.moment import day, moment
from ivr.flows.prove_holder import CarrierAnswer, prove_holder
from ivr.flows.report_line import Reported, report_line
from ivr.web.api.enrolment_shapes import EnrolmentTold, tell
from ivr.web.api.shape import Asked, EnrolmentId, Text, Told, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(route_class=Route)


class NewReport(Asked):
    """In a body, because a number does not belong into an address that is logged on the way."""

    model_config = example(number="+8615400001234", event="ported-out", at="2026-03-01T09:30:00+08:00")

    number: Text
    event: Text = Field(description=", ".join(LineEvent))
    at: Text = Field(description="when it happened, with its zone")


class ReportTold(Told):
    id: str


class NewProof(Asked):
    model_config = example(
        proven_on="2026-03-01", reference="川移核〔2026〕99号", holder_id_number="511302198001010013"
    )

    proven_on: Text
    reference: Text = Field(description="of the carrier's answer")
    holder_id_number: Text = Field(description="the ID number in that answer")
    proven_until: Text | None = Field(None, description="without it, 30 days from the answer")

    def answer(self) -> CarrierAnswer:
        until = None if self.proven_until is None else day(self.proven_until, "proven_until")
        return CarrierAnswer(day(self.proven_on, "proven_on"), self.reference, self.holder_id_number, until)


class ProvenTold(Told):
    matched: bool = Field(description="false: the number is somebody else's, and is suspended")
    enrolment: EnrolmentTold


@router.post("/enrolments/{enrolment_id}/holder", tags=["steps"], responses=refusals(403, 404, 409))
def prove(enrolment_id: EnrolmentId, new: NewProof, parts: Given, actor: Signed) -> ProvenTold:
    """The carrier was asked again whose number it is."""
    answer = new.answer()
    with parts.desk.work(actor) as work:
        proven = prove_holder(work, enrolment_id, answer)
        return ProvenTold(matched=proven.matched, enrolment=tell(proven.enrolment))


@router.post("/lines/reports", status_code=202, tags=["carriers"], responses=refusals(403, 409))
def report(new: NewReport, parts: Given, actor: Signed) -> ReportTold:
    """A number was ported out, closed, or has another holder (carrier): whatever plays on it is silent at once.

    The answer is the same whether or not a court has named the number.
    """
    told = Reported(new.number, new.event, moment(new.at, "at"))
    with parts.desk.work(actor) as work:
        return ReportTold(id=report_line(work, told))
