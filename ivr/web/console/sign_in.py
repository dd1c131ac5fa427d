"""The page for signing in, step by step, and for looking after one's own account."""

import os
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from ivr.domain.errors import NotSignedIn, StepMissing
from ivr.domain.session import Needs
from ivr.flows.change_password import Change, change_password
from ivr.flows.enrol_totp import confirm_totp, offer_totp
from ivr.flows.open_session import Signed
from ivr.flows.own_events import own_events
from ivr.flows.own_sessions import end_own_session, own_sessions
from ivr.flows.second_factor import second_factor
from ivr.flows.sign_in_password import Credentials, sign_in_password
from ivr.flows.sign_out import sign_out
from ivr.kit.errors import GatewayError
from ivr.web.console.draw import draw, language_of
from ivr.web.console.form import Fields, InForm, page_route, signed_or_none
from ivr.web.cookie import drop_cookie, keep_cookie
from ivr.web.parts import Given, Parts, given_parts

PATH = "/sign-in"


async def _refused(request: Request, error: GatewayError, status: int) -> Response:
    """The page as it stands, with what was wrong; who comes too late, or with another step, sees which one is next."""
    if isinstance(error, StepMissing) or type(error) is NotSignedIn:
        return RedirectResponse(PATH, 303)
    return await run_in_threadpool(_page, request, given_parts(request), status, error)


router = APIRouter(prefix=PATH, include_in_schema=False, route_class=page_route(_refused))


@router.get("")
def show(request: Request, parts: Given) -> Response:
    return _page(request, parts)


@router.post("")
def start(given: Fields, parts: Given) -> Response:
    credentials = Credentials(given.get("login", ""), given.get("password", ""))
    return _next(parts, sign_in_password(parts.desk, parts.passwords, credentials, parts.new_token()))


@router.post("/code")
def code(given: Fields, parts: Given, signed: InForm) -> Response:
    return _next(parts, second_factor(parts.desk, signed, given.get("code", ""), parts.new_token()))


@router.post("/password")
def password(given: Fields, parts: Given, signed: InForm) -> Response:
    change = Change(given.get("current", ""), given.get("new", ""))
    return _next(parts, change_password(parts.desk, parts.passwords, signed, change, parts.new_token()))


@router.post("/totp")
def offer(request: Request, parts: Given, signed: InForm) -> Response:
    """Told only now, so it is shown at once and not behind a redirection."""
    offered = offer_totp(parts.desk, signed)
    return draw(request, "totp", csrf=signed.csrf, secret=offered.secret, uri=offered.uri)


@router.post("/totp/confirm")
def confirm(request: Request, given: Fields, parts: Given, signed: InForm) -> Response:
    opened, codes = confirm_totp(parts.desk, signed, given.get("code", ""), parts.new_token(), os.urandom)
    response = draw(request, "recovery", codes=codes)
    keep_cookie(response, parts.site, opened)
    return response


@router.post("/end")
def end(given: Fields, parts: Given, signed: InForm) -> Response:
    end_own_session(parts.desk, signed, given.get("session", ""))
    return RedirectResponse(PATH, 303)


@router.post("/out")
def out(given: Fields, parts: Given, signed: InForm) -> Response:
    sign_out(parts.desk, signed, everywhere="everywhere" in given)
    response = RedirectResponse(PATH, 303)
    drop_cookie(response, parts.site)
    return response


def _next(parts: Parts, signed: Signed) -> Response:
    """Behind a redirection, so that going back or loading anew sends no password again."""
    response = RedirectResponse(PATH, 303)
    keep_cookie(response, parts.site, signed)
    return response


def _page(request: Request, parts: Parts, status: int = 200, error: GatewayError | None = None) -> Response:
    signed = signed_or_none(request, parts)
    shown: dict[str, Any] = {"refusal": error.text(language_of(request)) if error else None}
    if signed is None:
        return draw(request, "sign-in", status, openid=parts.openid is not None, **shown)
    shown |= {"csrf": signed.csrf, "person": signed.person}
    if signed.session.needs is not None:
        return draw(request, _STEPS[signed.session.needs], status, **shown)
    with parts.desk.read(signed.actor) as work:
        shown |= {"events": own_events(work), "local": signed.session.method == "password"}
    return draw(request, "account", status, sessions=own_sessions(parts.desk, signed), **shown)


_STEPS = {Needs.SECOND_FACTOR: "code", Needs.NEW_PASSWORD: "password", Needs.ENROLMENT: "totp-offer"}
