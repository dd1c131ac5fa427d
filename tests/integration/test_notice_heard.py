"""A notice in the default voice, heard by a real caller through the gateway's own dialplan, is the master's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest

from ivr.carrier.audio import similarity
from ivr.domain.prompt import Prompt
from ivr.domain.registration import node_key
from ivr.kit.debs import Tree
from ivr.speech import lexicon, recogniser, wording
from ivr.speech.codecs import wav
from ivr.speech.hearing import MOST_WRONG
from ivr.speech.install import install
from ivr.speech.library import PromptLibrary
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.mastering.loudness import TARGET_DBOV
from ivr.speech.mastering.silence import TAIL_SECONDS, trimmed
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.sound import Sound
from ivr.speech.speaker import speaker
from ivr.speech.transcript import english_errors, mandarin_errors
from tests.servers.node import Node, running_node

pytestmark = pytest.mark.alone

ROOT = Path(__file__).parents[2]
NUMBERS = {"zh-CN": "+8615400001234", "en": "+8615400001235"}
COURTS = {"zh-CN": "阆中市人民法院", "en": "Langzhong City People's Court"}
RATE = 8000
A_SLIP = 0.06
"""Of two times that one sound is heard: the last bit of a sample may turn one word in twenty (measured)."""


@pytest.fixture(scope="module")
def node(tools: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with running_node(tools, tmp_path_factory.mktemp("node")) as running:
        yield running


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PromptLibrary:
    return PromptLibrary(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def prompts(tools: Tree, library: PromptLibrary) -> dict[str, Prompt]:
    install(ROOT / "var/speech")
    voices = speaker(ROOT / "var/speech", ROOT / "prompts", tools.command("usr/bin/espeak-ng"))
    return {language: library.build(_notice(language), voices) for language in NUMBERS}


def _notice(language: str) -> wording.Wording:
    text = wording.load(ROOT / "prompts", language)
    return wording.fill(text, court=COURTS[language], enquiry="0817-12368", language=language)


@pytest.fixture(scope="module")
def heard(node: Node, library: PromptLibrary, prompts: dict[str, Prompt]) -> dict[str, Sound]:
    """What a caller heard of each notice: from its first sample on, for as long as it is to last."""
    until = datetime.now(UTC) + timedelta(hours=1)
    for prompt in prompts.values():
        copyfile(library.path(prompt.key, "alaw"), node.prompts / f"{prompt.key}.alaw")
    with node.connect() as asterisk:
        values = {language: f"{int(until.timestamp())}:{one.key}:{'b' * 16}" for language, one in prompts.items()}
        asterisk.apply([(node_key(NUMBERS[language]), value) for language, value in values.items()], [])
        asterisk.lease(until)
    return {language: _called(node, library, one.key, NUMBERS[language]) for language, one in prompts.items()}


def _called(node: Node, library: PromptLibrary, key: str, number: str) -> Sound:
    early = node.call(number).early.samples
    published = wav.decode(library.sound(key))
    like = similarity(early, (published.samples * 32768).astype(np.int16))
    assert like.peak > 0.999
    begins = max(0, round(like.offset_s * RATE))
    ends = begins + len(published.samples) - round(TAIL_SECONDS / 2 * RATE)  # the callee may be ringing by then
    return Sound((early[begins:ends] / 32768).astype(np.float32), RATE)


@pytest.mark.parametrize("language", sorted(NUMBERS))
def test_it_is_as_loud_as_the_master(heard: dict[str, Sound], language: str) -> None:
    sound = heard[language]
    assert active_speech_level(sound.samples, sound.rate) == pytest.approx(TARGET_DBOV, abs=0.5)


@pytest.mark.parametrize("language", sorted(NUMBERS))
def test_it_is_as_long_as_the_master(
    heard: dict[str, Sound], library: PromptLibrary, prompts: dict[str, Prompt], language: str
) -> None:
    master = wav.decode(library.path(prompts[language].key, "wav").read_bytes())
    assert trimmed(heard[language]).seconds == pytest.approx(trimmed(master).seconds, abs=0.06)


@pytest.mark.listens
def test_it_says_what_the_master_says(
    heard: dict[str, Sound], library: PromptLibrary, prompts: dict[str, Prompt], tmp_path: Path
) -> None:
    recogniser.install(ROOT / "var/recogniser")
    files = []
    for language, one in prompts.items():
        for name, content in (("published", library.sound(one.key)), ("heard", wav.encode(heard[language]))):
            files.append((tmp_path / f"{language}.{name}.wav", language))
            files[-1][0].write_bytes(content)
    mandarin, same_mandarin, (english,), (same_english,) = recogniser.Programs(ROOT / "var/recogniser").heard(files)
    read = Mandarin(lexicon.load(ROOT / "prompts/lexicon", "zh-CN")).words
    # Where it is unsure of a word it guesses anew each time: the guesses are not compared with each other.
    said = prompts["zh-CN"].text
    wrong = [mandarin_errors(said, text, read).tones for text in (mandarin, same_mandarin)]
    assert wrong[1] < wrong[0] + A_SLIP, (mandarin, same_mandarin)
    assert english_errors(english, same_english) < A_SLIP
    assert wrong[1] < MOST_WRONG["zh-CN"]
    assert english_errors(prompts["en"].text, same_english) < MOST_WRONG["en"]
