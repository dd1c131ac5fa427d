"""Against lost updates: a strong ETag with what is read, and ``If-Match`` with the step that rests on it (RFC 9110)."""

import hashlib
from typing import Annotated, Any, Final

from fastapi import Depends, Header
from pydantic import BaseModel
from starlette.responses import Response

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.view_enrolment import view_enrolment
from ivr.web.api.enrolment_shapes import tell_all
from ivr.web.api.shape import EnrolmentId
from ivr.web.auth import Signed
from ivr.web.errors import NoPrecondition, PreconditionFailed
from ivr.web.parts import Given

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=400,
        description="the ETag of what you looked at: the step is refused when that has changed since",
    ),
]
TAGGED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": {"ETag": {"description": "changes with anything told here", "schema": {"type": "string"}}}}
}
"""What a resource documents of its answer."""


def etag(told: BaseModel) -> str:
    """A digest of all that is told, so a payment that came in or a node's proof changes it too."""
    return f'"{hashlib.sha256(told.model_dump_json().encode()).hexdigest()[:32]}"'


def tag(response: Response, told: BaseModel) -> None:
    response.headers["ETag"] = etag(told)


def require_current(given: str, told: BaseModel) -> None:
    """Raises PreconditionFailed. Compared strongly, so a weak tag fits nothing; ``*`` fits whatever exists."""
    if given.strip() != "*" and etag(told) not in [one.strip() for one in given.split(",")]:
        raise PreconditionFailed


def _when_given(enrolment_id: EnrolmentId, parts: Given, _signed: Signed, match: IfMatch = None) -> None:
    """After the asker is known: to look that up is no part of the step."""
    if match is not None:
        parts.desk.first = lambda work: _check(work, enrolment_id, match)


def _always(enrolment_id: EnrolmentId, parts: Given, _signed: Signed, match: IfMatch = None) -> None:
    parts.desk.first = lambda work: _check(work, enrolment_id, match)


def _check(work: Work, enrolment_id: str, match: str | None) -> None:
    """In the transaction of the step itself, with the row held: nothing comes in between."""
    require(work.actor, "read_cases")
    work.scope.locked(Enrolment, enrolment_id)
    if match is None:
        raise NoPrecondition
    require_current(match, tell_all(view_enrolment(work, enrolment_id)))


MayMatch = Depends(_when_given)
"""For steps: each is decided anew from where the enrolment stands, so a late one is refused at worst."""
MustMatch = Depends(_always)
"""Where a whole is replaced: what somebody else wrote in between would be gone without a trace."""
