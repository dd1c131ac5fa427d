"""Who asks: a bearer token (RFC 6750) or a session's cookie becomes an actor."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from ivr.domain.errors import NotSignedIn
from ivr.domain.staff import Actor
from ivr.flows.open_session import Signed as OpenedSession
from ivr.flows.open_session import find_session
from ivr.flows.sign_in import sign_in
from ivr.web.cross_site import HEADER, refuse_forged
from ivr.web.parts import Given

_bearer = HTTPBearer(auto_error=False, description="An access token; it was told once, when it was issued.")
_cookie = APIKeyCookie(
    name="__Host-ivr",
    auto_error=False,
    description=f"A browser's session; requests that change something also carry {HEADER}. On loopback: `ivr`.",
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def _session(request: Request, parts: Given, _documented: Annotated[str | None, Depends(_cookie)]) -> OpenedSession:
    signed = find_session(parts.desk, request.cookies.get(parts.site.cookie, ""))
    refuse_forged(request, parts.site, signed.csrf)
    return signed


def _signed_in(request: Request, parts: Given, credentials: Bearer) -> Actor:
    """Nothing else may be sent with a cookie than what its own page sent."""
    if credentials is not None:
        return sign_in(parts.desk, credentials.credentials)
    if parts.site.cookie not in request.cookies:
        raise NotSignedIn
    return _session(request, parts, None).actor


Signed = Annotated[Actor, Depends(_signed_in)]
InSession = Annotated[OpenedSession, Depends(_session)]
"""A session, open or not yet."""
