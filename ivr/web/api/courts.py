"""Courts and their notices."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, StringConstraints

from ivr.domain.court import LANGUAGE, ONLINE_VOICES, Court
from ivr.domain.moment import MAINLAND
from ivr.domain.staff import require
from ivr.flows.add_court import add_court
from ivr.flows.list_courts import CourtView, list_courts, view_court
from ivr.flows.publish_notice import publish_notice
from ivr.flows.published_notice import published_notice
from ivr.flows.set_court_code import set_court_code
from ivr.flows.set_enquiry import set_enquiry
from ivr.flows.set_languages import set_languages
from ivr.flows.set_online_voice import set_online_voice
from ivr.flows.set_retention import set_retention
from ivr.web.api.page import LINKED, Paged
from ivr.web.api.shape import Asked, CourtId, Text, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(prefix="/courts", tags=["courts"], route_class=Route)

Spoken = Annotated[str, StringConstraints(pattern=f"^{LANGUAGE.pattern}$")]


class NewCourt(Asked):
    model_config = example(
        id="shunqing",
        name="南充市顺庆区人民法院",
        name_en="Shunqing District People's Court",
        enquiry="0817-12368",
        code="川1302",
        grace_days=3,
        languages=["zh-CN", "en"],
    )

    id: Text
    name: Text
    name_en: Text
    enquiry: Text = Field(description="the number that the notice tells people to ask at")
    code: Text | None = Field(None, description="in its case numbers: money that names it, and no debt, is shown there")
    grace_days: int = 3
    retention_days: int = Field(365, description="after an enrolment's end personal data is kept so long, then erased")
    languages: Annotated[list[Spoken], Field(min_length=1, max_length=2)] = Field(["zh-CN"], description="as they play")
    names: dict[Spoken, Text] = Field({}, max_length=2, description="in each language besides zh-CN and en")


class Retention(Asked):
    model_config = example(days=365)

    days: int


class Code(Asked):
    model_config = example(code="川1302")

    code: Text


class Enquiry(Asked):
    model_config = example(enquiry="0817-12368")

    enquiry: Text


class Languages(Asked):
    model_config = example(languages=["zh-CN", "en"])

    languages: Annotated[list[Spoken], Field(min_length=1, max_length=2)] = Field(description="as they play")
    names: dict[Spoken, Text] = Field({}, max_length=2, description="in each language besides zh-CN and en")


class Voice(Asked):
    model_config = example(voice="gtts")

    voice: Text | None = Field(None, description=f"one of {', '.join(ONLINE_VOICES)}; null: the offline voices only")


class NewNotice(Asked):
    model_config = example(language="zh-CN")

    language: Spoken
    fallback: bool = Field(default=False, description="Also by a voice that stands in for the court's.")


class NoticeTold(Told):
    language: str
    text: str
    prompt: str
    seconds: int
    published_at: Utc


class CourtTold(Told):
    id: str
    name: str
    name_en: str
    enquiry: str
    code: str | None
    grace_days: int
    retention_days: int
    online_voice: str | None
    names: dict[str, str]
    languages: list[str]
    zone: str
    notices: list[NoticeTold]


@router.post("", status_code=201, responses=refusals(403, 409))
def add(new: NewCourt, parts: Given, actor: Signed) -> CourtTold:
    """Add a court (operator)."""
    court = Court(**new.model_dump(exclude={"languages"}), languages=",".join(new.languages), zone=MAINLAND.key)
    with parts.desk.work(actor) as work:
        return _told(CourtView(add_court(work, court), []))


@router.get("", responses={**LINKED, **refusals(403)})
def show_all(page: Paged, parts: Given, actor: Signed) -> list[CourtTold]:
    """The courts you may see: your own, or every one for an operator."""
    with parts.desk.read(actor) as work:
        found = page.cut(list_courts(work, page.behind, page.most), lambda view: (view.court.id,))
        return [_told(view) for view in found]


@router.put("/{court_id}/retention", responses=refusals(403, 404))
def retain(court_id: CourtId, new: Retention, parts: Given, actor: Signed) -> Retention:
    """Set for how many days after an enrolment's end personal data is kept (court admin, operator)."""
    with parts.desk.work(actor) as work:
        return Retention(days=set_retention(work, court_id, new.days).retention_days)


@router.put("/{court_id}/online-voice", responses=refusals(403, 404))
def set_voice(court_id: CourtId, new: Voice, parts: Given, actor: Signed) -> Voice:
    """Turn an online voice on for your court, or off (court admin). It is sent the notice's text, outside the mainland.

    `gtts` is spoken by Google, `edge-tts` by Microsoft. The text is the court's name and telephone number, and never
    anything about a person. It holds for what is spoken from now on, where this installation allows online voices.
    """
    with parts.desk.work(actor) as work:
        return Voice(voice=set_online_voice(work, court_id, new.voice).online_voice)


@router.put("/{court_id}/code", responses=refusals(403, 404, 409))
def set_code(court_id: CourtId, new: Code, parts: Given, actor: Signed) -> Code:
    """Say which code its case numbers have (operator): money that names it, and no debt, is shown to this court."""
    with parts.desk.work(actor) as work:
        return Code(code=str(set_court_code(work, court_id, new.code).code))


@router.put("/{court_id}/enquiry", responses=refusals(403, 404))
def change_enquiry(court_id: CourtId, new: Enquiry, parts: Given, actor: Signed) -> Enquiry:
    """Say at which number people ask (court admin, operator). Callers hear it once the notice is published anew."""
    with parts.desk.work(actor) as work:
        return Enquiry(enquiry=set_enquiry(work, court_id, new.enquiry).enquiry)


@router.put("/{court_id}/languages", responses=refusals(403, 404))
def change_languages(court_id: CourtId, new: Languages, parts: Given, actor: Signed) -> Languages:
    """Say in which languages the notice is heard, in order (court admin, operator).

    A new one is heard once it is published; one that is left out falls silent at once.
    """
    with parts.desk.work(actor) as work:
        court = set_languages(work, court_id, ",".join(new.languages), new.names)
        return Languages(languages=court.spoken, names=dict(court.names))


@router.post("/{court_id}/notices", status_code=201, responses=refusals(403, 404, 409))
def publish(court_id: CourtId, new: NewNotice, parts: Given, actor: Signed) -> NoticeTold:
    """Speak the court's notice and publish it: what its callers hear from now on.

    A voice that stands in for the court's is refused, and callers hear what they heard, unless ``fallback`` is true.
    """
    with parts.desk.read(actor) as work:
        require(actor, "publish_notice")
        court = view_court(work, court_id).court
    prompt = parts.studio.build_prompt(court, new.language)
    with parts.desk.work(actor) as work:
        return NoticeTold.model_validate(publish_notice(work, court_id, prompt, new.fallback))


@router.get(
    "/{court_id}/notices/{language}",
    response_class=Response,
    responses={200: {"content": {"audio/wav": {}}}, **refusals(403, 404)},
)
def hear(court_id: CourtId, language: Spoken, parts: Given, actor: Signed) -> Response:
    """The sound of the published notice, as callers hear it now."""
    with parts.desk.read(actor) as work:
        prompt = published_notice(work, court_id, language).prompt
    return Response(parts.studio.sound(prompt), media_type="audio/wav")


def _told(view: CourtView) -> CourtTold:
    court = view.court
    notices = [NoticeTold.model_validate(notice) for notice in view.notices]
    return CourtTold(**{**vars(court), "languages": court.spoken, "notices": notices})
