"""Every error's way to the wire: the tree's own, those of a request's shape, and HTTP's."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ivr.domain.errors import NotSignedIn, TooManyTries
from ivr.feeds.errors import BadSignature, Stale
from ivr.flows.answer_once import StillRunning
from ivr.kit.errors import GatewayError
from ivr.kit.openid.errors import BadIdentity
from ivr.web.errors import BadRequest, HttpRefusal, MethodNotAllowed, NoSuchPage, TooLarge
from ivr.web.language import chosen
from ivr.web.malformed import first_wrong
from ivr.web.problem import answer, status_of

_HTTP: dict[int, type[HttpRefusal]] = {404: NoSuchPage, 405: MethodNotAllowed}


def teach_refusals(app: FastAPI) -> None:
    """What is not listed here is a surprise, and ``guard`` answers it."""
    app.add_exception_handler(GatewayError, _gateway)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)


def _tell(request: Request, error: GatewayError, headers: dict[str, str] | None = None) -> Response:
    return answer(error, chosen(request.headers.get("accept-language", "")), headers)


def _gateway(request: Request, error: Exception) -> Response:
    assert isinstance(error, GatewayError)  # noqa: S101 - Starlette's signature is wider than what it sends here
    return _tell(request, error, _headers(error))


def _headers(error: GatewayError) -> dict[str, str]:
    """A 401 says how to sign in, a 429 or 503 when to come back (RFC 9110, sections 11.6.1 and 10.2.3)."""
    if isinstance(error, NotSignedIn):
        return {"WWW-Authenticate": "HMAC-SHA256" if isinstance(error, BadSignature | Stale) else "Bearer"}
    if isinstance(error, BadIdentity):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, TooManyTries):
        return {"Retry-After": str(error.facts["seconds"])}
    if isinstance(error, StillRunning):
        return {"Retry-After": "1"}
    return {"Retry-After": "2"} if status_of(error) == 503 else {}


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return _tell(request, first_wrong(error.errors()))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    refusal = TooLarge(most=error.detail) if error.status_code == 413 else _HTTP.get(error.status_code, BadRequest)()
    return _tell(request, refusal, dict(error.headers or {}))
