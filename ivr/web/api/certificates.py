"""Certificates that a notice is over: issued to court staff, checked by anybody."""

from datetime import date

from fastapi import APIRouter, Response
from pydantic import Field

from ivr.flows.check_certificate import check_certificate
from ivr.flows.issue_certificate import issue_certificate
from ivr.web.api.shape import Asked, EnrolmentId, Text, Told, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

router = APIRouter(tags=["certificates"], route_class=Route)
PDF = "application/pdf"


class Pdf(Response):
    media_type = PDF


class Code(Asked):
    model_config = example(code="04HMA-SW9NF-6YY09-38NK7")

    code: Text = Field(description="as it is printed; case, gaps and look-alikes (O, I, L) do not matter")


class CheckedTold(Told):
    court: str
    court_en: str
    case_number: str
    ended_on: date
    holds: bool = Field(description="false once a later order has put a notice on the same person for the same debt")


@router.get(
    "/enrolments/{enrolment_id}/certificate",
    response_class=Pdf,
    responses={200: {"content": {PDF: {}}}, **refusals(403, 404, 409)},
)
def issue(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> Pdf:
    """The signed certificate that the notice is over, once every node is proven silent. Written into the trail."""
    with parts.desk.work(actor) as work:
        attested = issue_certificate(work, enrolment_id)
    named = {"Content-Disposition": f'attachment; filename="certificate-{enrolment_id}.pdf"'}
    return Pdf(parts.certify(attested), headers=named)


@router.post("/check", responses=refusals(404, 429))
@looks_only
def check(asked: Code, parts: Given) -> CheckedTold:
    """Check a certificate's code; nobody needs to sign in. There is a page for it at `/check`."""
    return CheckedTold.model_validate(check_certificate(parts.desk, asked.code, parts.desk.origin))
