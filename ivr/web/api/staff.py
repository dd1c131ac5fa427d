"""People who work with the gateway."""

from fastapi import APIRouter
from pydantic import Field

from ivr.flows.add_staff import add_staff
from ivr.web.api.shape import Asked, Slug, Text, Told, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/staff", tags=["staff"])


class NewStaff(Asked):
    model_config = example(name="Li Wen", role="clerk", court="shunqing")

    name: Text
    role: Text = Field(description="clerk, approver, operator or bank")
    court: Slug | None = Field(None, description="for clerks and approvers only")


class StaffTold(Told):
    id: str
    name: str
    role: str
    court: str | None
    token: str = Field(description="told this once; only its digest is kept")


@router.post("", status_code=201, responses=refusals(403, 404))
def add(new: NewStaff, parts: Given, actor: Signed) -> StaffTold:
    """Add somebody (operator). The answer is the only one with the token in it."""
    token = parts.new_token()
    with parts.desk.work(actor) as work:
        staff = add_staff(work, new.name, new.role, new.court, token)
        return StaffTold(id=staff.id, name=staff.name, role=staff.role, court=staff.court_id, token=token)
