"""Sign in with a local account, step by step, and sign out."""

import os
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from ivr.domain.staff import Actor, Staff, actions_of
from ivr.flows.change_password import Change, change_password
from ivr.flows.enrol_totp import confirm_totp, offer_totp
from ivr.flows.open_session import Signed as OpenedSession
from ivr.flows.second_factor import second_factor
from ivr.flows.sign_in_password import Credentials, sign_in_password
from ivr.flows.sign_out import sign_out
from ivr.flows.who import who
from ivr.web.api.shape import Asked, Text, Told, example, refusals
from ivr.web.auth import InSession, Signed
from ivr.web.cookie import drop_cookie, keep_cookie
from ivr.web.cross_site import refuse_other_sites
from ivr.web.parts import Given, Parts

router = APIRouter(prefix="/session", tags=["session"])


class SignIn(Asked):
    model_config = example(login="li.wen", password="a long sentence of one's own")  # noqa: S106 - an example

    login: Text
    password: Text


class Code(Asked):
    model_config = example(code="492039")

    code: Text = Field(description="six digits, or a recovery code where one is accepted")


class NewPassword(Asked):
    model_config = example(current="a long sentence of one's own", new="another sentence, longer still")

    current: Text = Field("", description="not asked for right after a one-time password")
    new: Text = Field(description="12 to 128 characters of any kind")


class SessionTold(Told):
    needs: str | None = Field(description="second-factor, new-password or totp-enrolment; null once it is open")
    csrf: str = Field(description="to be sent in X-CSRF-Token with every request that changes something")


class OfferTold(Told):
    secret: str = Field(description="for an authenticator program; told only now")
    uri: str = Field(description="the same as otpauth URI, for a QR code")


class OpenTold(SessionTold):
    recovery_codes: list[str] = Field(description="each is good once, instead of a code; told only now")


class WhoTold(Told):
    id: str
    name: str
    role: str
    court: str | None
    actions: list[str]


@router.post("", status_code=201, responses=refusals(400, 403, 413, 429))
def start(given: SignIn, request: Request, response: Response, parts: Given) -> SessionTold:
    """Sign in with name and password. The answer says which step is next."""
    refuse_other_sites(request, parts.site)
    credentials = Credentials(given.login, given.password)
    return _kept(response, parts, sign_in_password(parts.desk, parts.passwords, credentials, parts.new_token()))


@router.post("/second-factor", responses=refusals(400, 403, 413, 429))
def show_code(given: Code, response: Response, parts: Given, signed: InSession) -> SessionTold:
    """Show a code of the authenticator program, or a recovery code."""
    return _kept(response, parts, second_factor(parts.desk, signed, given.code, parts.new_token()))


@router.post("/password", responses=refusals(400, 403, 413, 429))
def set_password(given: NewPassword, response: Response, parts: Given, signed: InSession) -> SessionTold:
    """Change the password. All other sessions of yours end."""
    change = Change(given.current, given.new)
    return _kept(response, parts, change_password(parts.desk, parts.passwords, signed, change, parts.new_token()))


@router.post("/totp", responses=refusals(403))
def offer(parts: Given, signed: InSession) -> OfferTold:
    """Get a secret for an authenticator program. It counts once its first code is confirmed."""
    return OfferTold.model_validate(offer_totp(parts.desk, signed))


@router.post("/totp/confirm", responses=refusals(400, 403, 413))
def confirm(given: Code, response: Response, parts: Given, signed: InSession) -> OpenTold:
    """Confirm the secret by its first code. The session is open then."""
    opened, codes = confirm_totp(parts.desk, signed, given.code, parts.new_token(), os.urandom)
    keep_cookie(response, parts.site, opened)
    return OpenTold(needs=None, csrf=opened.csrf, recovery_codes=codes)


@router.get("/state", responses=refusals())
def state(signed: InSession) -> SessionTold:
    """Which step is next, after a page was loaded anew."""
    return _told(signed)


@router.get("", responses=refusals())
def who_am_i(parts: Given, actor: Signed) -> WhoTold:
    """Who asks, by token or by session, and what that allows."""
    with parts.desk.read(actor) as work:
        return _who(who(work), actor)


@router.delete("", status_code=204, responses=refusals(403))
def end(
    response: Response,
    parts: Given,
    signed: InSession,
    everywhere: Annotated[bool, Query(description="all of your sessions")] = False,
) -> None:
    """Sign out."""
    sign_out(parts.desk, signed, everywhere=everywhere)
    drop_cookie(response, parts.site)


def _kept(response: Response, parts: Parts, signed: OpenedSession) -> SessionTold:
    keep_cookie(response, parts.site, signed)
    return _told(signed)


def _told(signed: OpenedSession) -> SessionTold:
    return SessionTold(needs=signed.session.needs, csrf=signed.csrf)


def _who(person: Staff, actor: Actor) -> WhoTold:
    actions = sorted(actions_of(person.role) if actor.actions is None else actor.actions)
    return WhoTold(id=person.id, name=person.name, role=person.role, court=person.court_id, actions=actions)
