"""Sign in through the OpenID provider: two addresses that a browser visits."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field

from ivr.flows.open_session import Signed
from ivr.flows.sign_in_openid import LASTS, Returned, begin_openid, finish_openid
from ivr.kit.openid.errors import BadIdentity
from ivr.kit.openid.provider import Provider
from ivr.web.api.session import SessionTold
from ivr.web.api.shape import refusals
from ivr.web.console.draw import draw
from ivr.web.cookie import keep_cookie
from ivr.web.errors import NoOpenId
from ivr.web.parts import Given, Parts
from ivr.web.site import Site

router = APIRouter(prefix="/session/openid", tags=["session"])

RETURN_PATH = "/api/v1/session/openid/return"


class Answer(BaseModel):
    """What a provider adds to the address; members that we do not know are passed over."""

    state: str = Field("", max_length=200)
    code: str = Field("", max_length=4000)
    iss: str | None = Field(None, max_length=255, description="RFC 9207")


@router.get("", status_code=303, response_class=RedirectResponse, responses=refusals(404))
def begin(parts: Given) -> Response:
    """Go to the provider's own sign-in page."""
    begun = begin_openid(parts.desk, _provider(parts))
    response = RedirectResponse(begun.url, 303)
    # Lax, as the browser comes back from another site; it proves only that this browser was sent.
    response.set_cookie(
        _cookie(parts.site),
        begun.browser,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        secure=not parts.site.local,
        samesite="lax",
        path="/",
    )
    return response


@router.get("/return", response_model=SessionTold, responses=refusals(404))
def come_back(request: Request, parts: Given, answer: Annotated[Answer, Query()]) -> Response:
    """Where the provider sends the browser back to. A browser is shown a page, and goes on from there."""
    provider = _provider(parts)
    if answer.iss not in {None, provider.client.issuer}:
        raise BadIdentity(reason="iss")
    back = Returned(answer.state, answer.code, request.cookies.get(_cookie(parts.site), ""))
    signed = finish_openid(parts.desk, provider, back, parts.new_token())
    response = _welcome(request, signed)
    keep_cookie(response, parts.site, signed)
    response.delete_cookie(_cookie(parts.site), path="/", secure=not parts.site.local, httponly=True)
    return response


def _welcome(request: Request, signed: Signed) -> Response:
    """No redirection: behind one that began at another site the browser keeps our strict cookie to itself."""
    if "text/html" in request.headers.get("accept", ""):
        return draw(request, "welcome")
    return JSONResponse(SessionTold(needs=None, csrf=signed.csrf).model_dump())


def _cookie(site: Site) -> str:
    return f"{site.cookie}-openid"


def _provider(parts: Parts) -> Provider:
    if parts.openid is None:
        raise NoOpenId
    return parts.openid
