"""Who asks: a bearer token (RFC 6750) becomes an actor."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from ivr.domain.errors import NotSignedIn
from ivr.domain.staff import SYSTEM, Actor
from ivr.flows.sign_in import sign_in
from ivr.web.parts import Given

_bearer = HTTPBearer(auto_error=False, description="The token that was told once, when the person was added.")


def _signed_in(parts: Given, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Actor:
    if credentials is None:
        raise NotSignedIn
    with parts.desk.read(SYSTEM) as work:
        return sign_in(work.session, credentials.credentials)


Signed = Annotated[Actor, Depends(_signed_in)]
