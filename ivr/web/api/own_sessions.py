"""Where one is signed in, and what has happened to one's own account."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from ivr.flows.own_events import own_events
from ivr.flows.own_sessions import end_own_session, own_sessions
from ivr.web.api.page import Limit
from ivr.web.api.shape import Told, Utc, refusals
from ivr.web.auth import InSession, Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/session", tags=["session"])

SessionId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]


class SessionShown(Told):
    id: str
    method: str
    started_at: Utc
    seen_at: Utc = Field(description="to within a minute")
    ends_at: Utc = Field(description="at the latest")
    current: bool = Field(description="the one that asks")


class EventTold(Told):
    at: Utc
    action: str
    reason: str = Field(description="how, or what was wrong")
    origin: str = Field(description="a network address, cli or system")
    by_somebody_else: bool = Field(description="an administrator, or whoever tried to sign in")


@router.get("/all", responses=refusals())
def show_all(parts: Given, signed: InSession) -> list[SessionShown]:
    """Where you are signed in, the newest first."""
    return [SessionShown.model_validate(one) for one in own_sessions(parts.desk, signed)]


@router.delete("/all/{session_id}", responses=refusals(403, 404))
def end(session_id: SessionId, parts: Given, signed: InSession) -> SessionShown:
    """End one of your sessions, from this or another one."""
    return SessionShown.model_validate(end_own_session(parts.desk, signed, session_id))


@router.get("/events", responses=refusals())
def show_events(parts: Given, actor: Signed, limit: Limit = 20) -> list[EventTold]:
    """Sign-ins to your account and changes of its password and second factor, the newest first."""
    with parts.desk.read(actor) as work:
        return [EventTold.model_validate(one) for one in own_events(work, limit)]
