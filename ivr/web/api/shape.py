"""What all requests and answers have in common."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from ivr.web.problem import MEDIA_TYPE, Problem

LONGEST = 1000
"""Longer than any rule allows: beyond it a text is refused before it is looked at."""

Text = Annotated[str, StringConstraints(max_length=LONGEST)]
Slug = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9-]{1,40}$")]
EnrolmentId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
CourtId = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{1,40}$", examples=["shunqing"])]
NodeId = Annotated[str, Path(pattern="^[A-Za-z0-9._-]{1,40}$", examples=["node-1"])]
Digest = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]


class Asked(BaseModel):
    """A request: exact JSON types (an amount is a string, never a number), and no field that is not known."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Told(BaseModel):
    """An answer, read from a domain value's attributes."""

    model_config = ConfigDict(from_attributes=True)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Utc = Annotated[datetime, AfterValidator(_utc)]
"""Whatever zone a value came in, it is told in UTC."""


def example(**given: Any) -> ConfigDict:
    """A model's configuration with an example for the documentation."""
    return ConfigDict(json_schema_extra={"examples": [given]})


_MEANINGS = {
    400: "The body cannot be read.",
    401: "No token or session, or one that is not valid.",
    403: "The role may not do that.",
    404: "No such thing in this court.",
    409: "A rule forbids the step as things stand; with `retry`, the same request is being worked on.",
    412: "What you looked at has changed meanwhile.",
    428: "`If-Match` is missing.",
    429: "Too many tries; `Retry-After` says how long to wait.",
    413: "The body is too large.",
    422: "A field is wrong: `field` names it.",
    500: "Unexpected; `detail` has a number to quote.",
    503: "The database does not answer; try again.",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documented refusals of a route: those that any can give, and these."""
    return {
        status: {
            "description": _MEANINGS[status],
            "model": Problem,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted({401, 422, 500, 503, *statuses})
    }
