"""Courts' own wordings: drafted and spoken, compared, listened to; a second person's decision is a proposal's."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Path, Response
from pydantic import Field, StringConstraints

from ivr.domain.staff import require
from ivr.domain.wording import Change, WordingVersion, difference
from ivr.flows.draft_wording import draft_wording
from ivr.flows.hear_wording import hear_wording
from ivr.flows.list_courts import view_court
from ivr.flows.list_wordings import list_wordings, view_wording
from ivr.web.api.courts import Spoken
from ivr.web.api.encoded import decoded
from ivr.web.api.page import LINKED, Paged
from ivr.web.api.shape import Asked, CourtId, Text, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

WordingId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]

router = APIRouter(tags=["wordings"], route_class=Route)


MOST_ENCODED: Final = 28_000_000
"""A recording of 20 MB (``speech/upload.py``) in base64."""


class NewWording(Asked):
    model_config = example(
        language="zh-CN", text="{court}提醒您，该号码机主已被列入失信被执行人名单，请督促其履行义务。详询{enquiry}。"
    )

    language: Spoken
    text: Text = Field(description="with the slots {court}, which comes first, and {enquiry}")
    recording: Annotated[str, StringConstraints(min_length=1, max_length=MOST_ENCODED)] | None = Field(
        None, description="the text as a person has recorded it (WAV, FLAC, MP3 or Opus), in base64; else we speak it"
    )


class WordingTold(Told):
    id: str
    court_id: str
    language: str
    text: str
    shown: str = Field(description="what is said, with its slots filled")
    prompt: str
    seconds: float
    engine: str
    drafted_by: str
    drafted_at: Utc
    in_force_since: Utc | None


class WordingDrafted(WordingTold):
    proposal: str = Field(description="the proposal that another person accepts, once that person has listened")


class PartTold(Told):
    change: Change
    text: str


class WordingShown(WordingTold):
    difference: list[PartTold] = Field(description="from the text that was in force when this one was drafted")


@router.post("/courts/{court_id}/wordings", status_code=201, responses=refusals(403, 404))
def draft(court_id: CourtId, new: NewWording, parts: Given, actor: Signed) -> WordingDrafted:
    """Draft a text of the court's own: spoken now, or recorded, and proposed. What callers hear does not change yet."""
    require(actor, "propose")
    with parts.desk.read(actor) as work:
        court = view_court(work, court_id).court
    before = parts.studio.text_in_force(court, new.language)
    if new.recording is None:
        prompt = parts.studio.try_wording(court, new.language, new.text)
    else:
        content = decoded(new.recording, "recording")
        prompt = parts.studio.try_recording(court, new.language, new.text, content)
    with parts.desk.work(actor) as work:
        wording, proposal = draft_wording(work, court_id, new.text, prompt, before)
        return WordingDrafted(**_told(wording).model_dump(), proposal=proposal.id)


@router.get("/courts/{court_id}/wordings", responses={**LINKED, **refusals(403, 404)})
def show_all(court_id: CourtId, page: Paged, parts: Given, actor: Signed) -> Sequence[WordingTold]:
    """The court's own texts, the newest first."""
    with parts.desk.read(actor) as work:
        found = list_wordings(work, court_id, page.most, page.since)
    return [_told(one) for one in page.cut(found, lambda one: (one.drafted_at.isoformat(), one.id))]


@router.get("/wordings/{wording_id}", responses=refusals(403, 404))
def show(wording_id: WordingId, parts: Given, actor: Signed) -> WordingShown:
    """One, with its difference from what it replaces."""
    with parts.desk.read(actor) as work:
        wording = view_wording(work, wording_id)
    changes = [PartTold.model_validate(part) for part in difference(wording.replaces, wording.text)]
    return WordingShown(**_told(wording).model_dump(), difference=changes)


@router.post(
    "/wordings/{wording_id}/hearings",
    response_class=Response,
    responses={200: {"content": {"audio/wav": {}}}, **refusals(403, 404)},
)
@looks_only
def hear(wording_id: WordingId, parts: Given, actor: Signed) -> Response:
    """Its sound, as callers will hear it. That you were given it is written down; accepting it asks for that."""
    with parts.desk.work(actor) as work:
        prompt = hear_wording(work, wording_id).prompt
        return Response(parts.studio.sound(prompt), media_type="audio/wav")


def _told(wording: WordingVersion) -> WordingTold:
    return WordingTold.model_validate(wording)
