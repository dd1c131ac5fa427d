"""The frame takes a language that none of our voices speaks: a court has it recorded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from ivr.domain.court import Court
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.prompt import Prompt
from ivr.domain.wording import WordingVersion
from ivr.speech import wording
from ivr.speech.chain import Chain
from ivr.speech.codecs import wav
from ivr.speech.engines.edge import Edge
from ivr.speech.errors import BadWording, ForbiddenCharacter, NobodySpoke, NotACourt, NoWording, PersonalFact
from ivr.speech.library import PromptLibrary
from ivr.speech.sound import Sound
from ivr.speech.studio import CourtStudio
from tests.unit.speech.voices import Hum

PROMPTS = Path(__file__).parents[3] / "prompts"
NAMES = {
    "bo": "ནག་ཆུ་གྲོང་ཁྱེར་མི་དམངས་ཁྲིམས་ཁང",
    "ug": "خوتەن شەھەرلىك خەلق سوت مەھكىمىسى",
    "yue": "廣州市越秀區人民法院",
}
TEXTS = {
    "bo": "{court}། ཁ་པར་{enquiry}།",
    "ug": "{court}، تېلېفون {enquiry}.",
    "yue": "{court}提醒你，請督促機主履行義務。查詢{enquiry}。",
}
COURT = Court("naqu", "那曲市人民法院", "Nagqu City People's Court", "0896-12368", 3, "zh-CN,bo", "Asia/Shanghai")
NAQU = replace(COURT, names={"bo": NAMES["bo"]})


@pytest.fixture
def own() -> dict[str, WordingVersion]:
    return {}


@pytest.fixture
def studio(tmp_path: Path, own: Mapping[str, WordingVersion]) -> CourtStudio:
    return CourtStudio(PROMPTS, PromptLibrary(tmp_path), lambda _court: Chain([Hum()]), lambda _court: own)


def recorded(seconds: float = 6) -> bytes:
    hummed = Hum().speak("字" * round(seconds * 10), "bo").samples * np.float32(0.5)
    return wav.encode(Sound(np.concatenate([hummed, np.full(12_000, 0.0005, np.float32)]), 24_000))


def accepted(prompt: Prompt, text: str) -> WordingVersion:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    said = (prompt.language, text, "", prompt.text, prompt.key, prompt.seconds, prompt.engine)
    return WordingVersion("1" * 16, COURT.id, *said, "clerk", at, at)


@pytest.mark.parametrize("language", sorted(NAMES))
def test_it_is_written_with_the_letters_and_marks_of_its_own(language: str) -> None:
    made = wording.fill(TEXTS[language], court=NAMES[language], enquiry="0896-12368", language=language)
    assert made.shown.startswith(NAMES[language])
    assert "0896-12368" in made.shown


@pytest.mark.parametrize("language", sorted(NAMES))
@pytest.mark.parametrize(
    ("mark", "error"), [("Д", ForbiddenCharacter), ("\u202e", ForbiddenCharacter), ("7000", PersonalFact)]
)
def test_what_no_notice_may_hold_is_refused_in_it_too(language: str, mark: str, error: type[BadWording]) -> None:
    with pytest.raises(error) as refused:
        wording.fill(TEXTS[language] + mark, court=NAMES[language], enquiry="0896-12368", language=language)
    assert refused.value.field == "text"


@pytest.mark.parametrize("language", sorted(NAMES))
def test_nobody_but_a_court_speaks_in_it(language: str) -> None:
    name = NAMES[language].removesuffix("ཁྲིམས་ཁང").replace("سوت", "").replace("法院", "")
    with pytest.raises(NotACourt):
        wording.fill(TEXTS[language], court=name, enquiry="0896-12368", language=language)


def test_a_language_that_no_rule_is_known_of_is_written_as_its_court_writes_it() -> None:
    made = wording.fill(
        "{court}: {enquiry}.", court="연변조선족자치주 중급인민법원", enquiry="0433-12368", language="ko"
    )
    assert made.shown.startswith("연변")


def test_a_court_has_it_recorded_and_that_is_what_callers_hear(
    studio: CourtStudio, own: dict[str, WordingVersion]
) -> None:
    assert studio.text_in_force(NAQU, "bo") == ""
    with pytest.raises(NoWording, match="wording draft"):
        studio.build_prompt(NAQU, "bo")
    prompt = studio.try_recording(NAQU, "bo", TEXTS["bo"], recorded())
    own["bo"] = accepted(prompt, TEXTS["bo"])
    assert studio.text_in_force(NAQU, "bo") == TEXTS["bo"]
    assert studio.build_prompt(NAQU, "bo") == prompt
    assert prompt.text.startswith(NAMES["bo"])


def test_a_recording_that_gives_a_number_which_is_the_courts_no_more_is_asked_for_anew(
    studio: CourtStudio, own: dict[str, WordingVersion]
) -> None:
    own["bo"] = accepted(studio.try_recording(NAQU, "bo", TEXTS["bo"], recorded()), TEXTS["bo"])
    with pytest.raises(RuleBroken, match="12368"):
        studio.build_prompt(replace(NAQU, enquiry="12368"), "bo")


def test_the_other_language_is_spoken_short_and_does_not_wait_for_it(
    studio: CourtStudio, own: dict[str, WordingVersion]
) -> None:
    before = studio.build_prompt(NAQU, "zh-CN")
    own["bo"] = accepted(studio.try_recording(NAQU, "bo", TEXTS["bo"], recorded()), TEXTS["bo"])
    assert studio.build_prompt(NAQU, "zh-CN") == before
    assert before.text != studio.build_prompt(replace(NAQU, languages="zh-CN"), "zh-CN").text


def test_without_a_voice_for_it_a_recording_is_asked_for(tmp_path: Path) -> None:
    studio = CourtStudio(PROMPTS, PromptLibrary(tmp_path), lambda _court: Chain([Edge()]), lambda _court: {})
    with pytest.raises(NobodySpoke, match="hand in a recording"):
        studio.try_wording(NAQU, "bo", TEXTS["bo"])


def test_a_language_that_the_court_does_not_speak_is_refused(studio: CourtStudio) -> None:
    for ask in (
        lambda: studio.text_in_force(NAQU, "ug"),
        lambda: studio.build_prompt(NAQU, "ug"),
        lambda: studio.try_wording(NAQU, "ug", TEXTS["ug"]),
    ):
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "language"
