"""People who work with the gateway."""

import os
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from ivr.domain.staff import Role
from ivr.flows.add_staff import add_staff
from ivr.flows.end_staff import end_staff
from ivr.flows.link_subject import link_subject
from ivr.flows.list_staff import list_staff
from ivr.flows.open_account import one_time_password, open_account
from ivr.web.api.page import LINKED, Paged, by_id
from ivr.web.api.shape import Asked, Slug, Text, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.errors import NoOpenId
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(prefix="/staff", tags=["staff"], route_class=Route)

StaffId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]


class NewStaff(Asked):
    model_config = example(name="Li Wen", role="clerk", court="shunqing")

    name: Text
    role: Text = Field(description=", ".join(Role))
    court: Slug | None = Field(None, description="for people of a court only")


class StaffTold(Told):
    id: str
    name: str
    role: str
    court: str | None
    token: str = Field(description="told this once; only its digest is kept")


class PersonTold(Told):
    id: str
    name: str
    role: str
    court_id: str | None
    ended_at: Utc | None


class NewAccount(Asked):
    model_config = example(login="li.wen")

    login: Text
    new_factor: bool = Field(False, description="also forget the second factor: telephone and recovery codes are lost")


class AccountTold(Told):
    login: str
    password: str = Field(description="one-time, told only now; to be changed at the first sign-in, within a day")
    until: Utc


class Subject(Asked):
    model_config = example(subject="248289761001")

    subject: Text = Field(description="the claim that names the person at the identity provider")


@router.post("", status_code=201, responses=refusals(403, 404))
def add(new: NewStaff, parts: Given, actor: Signed) -> StaffTold:
    """Add somebody (operator, or the court's administrator). The answer is the only one with the token in it."""
    token = parts.new_token()
    with parts.desk.work(actor) as work:
        staff = add_staff(work, new.name, new.role, new.court, token)
        return StaffTold(id=staff.id, name=staff.name, role=staff.role, court=staff.court_id, token=token)


@router.get("", responses={**LINKED, **refusals(403)})
def show_all(page: Paged, parts: Given, actor: Signed) -> list[PersonTold]:
    """The people whom you manage."""
    with parts.desk.read(actor) as work:
        found = page.cut(list_staff(work, page.behind, page.most), by_id)
        return [PersonTold.model_validate(one) for one in found]


@router.post("/{staff_id}/end", responses=refusals(403, 404, 409))
def end(staff_id: StaffId, parts: Given, actor: Signed) -> PersonTold:
    """Somebody leaves: all tokens and sessions end at once."""
    with parts.desk.work(actor) as work:
        return PersonTold.model_validate(end_staff(work, staff_id))


@router.post("/{staff_id}/account", status_code=201, responses=refusals(403, 404, 409))
def give_account(staff_id: StaffId, new: NewAccount, parts: Given, actor: Signed) -> AccountTold:
    """Give a local account, or a new one-time password for it."""
    password = one_time_password(os.urandom)
    hashed = parts.passwords.hashed(password)
    with parts.desk.work(actor) as work:
        account = open_account(work, staff_id, new.login, hashed, new_factor=new.new_factor)
        return AccountTold.model_validate(
            {"login": account.login, "password": password, "until": account.one_time_until}
        )


@router.post("/{staff_id}/subject", responses=refusals(403, 404, 409))
def set_subject(staff_id: StaffId, who: Subject, parts: Given, actor: Signed) -> PersonTold:
    """Say who somebody is at the identity provider."""
    if parts.openid is None:
        raise NoOpenId
    with parts.desk.work(actor) as work:
        return PersonTold.model_validate(link_subject(work, staff_id, parts.openid.client.issuer, who.subject))
