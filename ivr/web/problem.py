"""Problem details (RFC 9457): how every refusal looks on the wire."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ivr.domain.errors import BadInput, NotFound, NotPermitted, NotSignedIn, RuleBroken, TooManyTries, Unsafe
from ivr.kit.errors import GatewayError, Language
from ivr.kit.openid.errors import BadIdentity
from ivr.speech.errors import BadRecording, BadWording, MasteringError
from ivr.store.errors import Clash
from ivr.web.errors import HttpRefusal

MEDIA_TYPE: Final = "application/problem+json"

STATUS: Final[tuple[tuple[type[GatewayError], int], ...]] = (
    (BadInput, 422),
    (BadWording, 422),
    (BadRecording, 422),
    (MasteringError, 422),
    (RuleBroken, 409),
    (Unsafe, 409),
    (NotPermitted, 403),
    (NotSignedIn, 401),
    (NotFound, 404),
    (TooManyTries, 429),
    (BadIdentity, 401),
    (Clash, 409),
)


class Problem(BaseModel):
    """What went wrong, in RFC 9457's members and three of our own: ``code``, ``field`` and ``retry``."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:ivr:bad-input",
                    "title": "Unprocessable Entity",
                    "status": 422,
                    "detail": "Field number is wrong: write a telephone number, digits only, "
                    "for example +8615400001234",
                    "code": "bad-input",
                    "field": "number",
                    "retry": False,
                }
            ]
        }
    )

    type: str = Field(description="urn:ivr: and the code")
    title: str
    status: int
    detail: str = Field(description="what is wrong and what to do, in the language asked for")
    code: str = Field(description="stable, for programs")
    field: str | None = Field(None, description="the input at fault, where there is one")
    retry: bool = Field(False, description="whether the same request may succeed later")


def status_of(error: GatewayError) -> int:
    """By branch of the error tree; 500, or 503 for what may pass, when it is on none of them."""
    if isinstance(error, HttpRefusal):
        return error.status
    other = 503 if error.retry else 500
    return next((status for branch, status in STATUS if isinstance(error, branch)), other)


def answer(
    error: GatewayError,
    language: Language,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """``more`` are extension members. What UTF-8 cannot carry is escaped."""
    status = status_of(error)
    body = {
        "type": f"urn:ivr:{error.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error.text(language),
        "code": error.code,
        "field": error.field,
        "retry": error.retry,
        **(more or {}),
    }
    named = {"Content-Language": language, **(headers or {})}
    return Response(json.dumps(body, ensure_ascii=False).encode(errors="backslashreplace"), status, named, MEDIA_TYPE)
