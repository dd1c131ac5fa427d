"""Every error's way to the wire: the tree's own, those of a request's shape, HTTP's and the database's."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ivr.domain.errors import NotSignedIn
from ivr.kit.errors import GatewayError
from ivr.web.errors import BadRequest, ChangedMeanwhile, HttpRefusal, MethodNotAllowed, NoSuchPage, StoreBusy, TooLarge
from ivr.web.language import chosen
from ivr.web.malformed import first_wrong
from ivr.web.problem import answer

_HTTP: dict[int, type[HttpRefusal]] = {404: NoSuchPage, 405: MethodNotAllowed}


def teach_refusals(app: FastAPI) -> None:
    """What is not listed here is a surprise, and ``guard`` answers it."""
    app.add_exception_handler(GatewayError, _gateway)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(IntegrityError, _changed)
    app.add_exception_handler(OperationalError, _busy)


def _tell(request: Request, error: GatewayError, headers: dict[str, str] | None = None) -> Response:
    return answer(error, chosen(request.headers.get("accept-language", "")), headers)


def _gateway(request: Request, error: Exception) -> Response:
    assert isinstance(error, GatewayError)  # noqa: S101 - Starlette's signature is wider than what it sends here
    return _tell(request, error, _challenge(error))


def _challenge(error: GatewayError) -> dict[str, str]:
    """RFC 9110, section 11.6.1: a 401 says how to sign in."""
    if not isinstance(error, NotSignedIn):
        return {}
    return {"WWW-Authenticate": "Bearer" if type(error) is NotSignedIn else "HMAC-SHA256"}


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return _tell(request, first_wrong(error.errors()))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    refusal = TooLarge(most=error.detail) if error.status_code == 413 else _HTTP.get(error.status_code, BadRequest)()
    return _tell(request, refusal, dict(error.headers or {}))


def _changed(request: Request, _error: Exception) -> Response:
    return _tell(request, ChangedMeanwhile())


def _busy(request: Request, _error: Exception) -> Response:
    return _tell(request, StoreBusy(), {"Retry-After": "2"})
