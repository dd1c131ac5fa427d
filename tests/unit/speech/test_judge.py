"""What is out of bounds in a prompt's file is found and named; what was just built is within them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ivr.speech.bounds import Measured, faults, measure
from ivr.speech.chain import Chain
from ivr.speech.codecs import CODECS, alaw
from ivr.speech.errors import NoPrompt
from ivr.speech.judge import judge
from ivr.speech.library import PromptLibrary
from ivr.speech.sound import Sound
from ivr.speech.wording import Wording
from tests.unit.speech.voices import Hum

GOOD = Measured("alaw", 12.0, -26.1, -5.0, 0.42, 0.2, -40.0)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PromptLibrary:
    return PromptLibrary(tmp_path_factory.mktemp("prompts"))


@pytest.fixture(scope="module")
def key(library: PromptLibrary) -> str:
    return library.build(Wording("甲", "zh-CN", "甲法院提醒您。请拨打一二三。"), Chain([Hum()])).key


def test_what_was_built_is_within_all_bounds_in_every_codec(library: PromptLibrary, key: str) -> None:
    judged = judge(library, key)
    assert {one.codec for one in judged.files} == set(CODECS)
    assert judged.faults == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"dbov": -27.0}, "level"),
        ({"peak": -0.5}, "peak"),
        ({"seconds": 21.0}, "lasts"),
        ({"lead": 0.1}, "begins"),
        ({"tail": 1.0}, "ends"),
        ({"low_db": -10.0}, "below 200 Hz"),
    ],
)
def test_each_bound_is_kept_and_named_in_both_languages(change: dict[str, float], word: str) -> None:
    assert faults(GOOD) == []
    (fault,) = faults(replace(GOOD, **change))  # type: ignore[arg-type]
    assert word in fault.en
    assert fault.zh.startswith("alaw：")


def test_a_file_that_was_made_louder_without_its_silences_is_found(library: PromptLibrary, key: str) -> None:
    sound = alaw.decode(library.path(key, "alaw").read_bytes())
    louder = Sound((sound.samples[4000:] * np.float32(2)).astype(np.float32), sound.rate)
    told = " ".join(fault.en for fault in faults(measure("alaw", louder)))
    assert "its level is" in told
    assert "it begins with" in told


def test_a_damaged_prompt_is_said_and_a_missing_one_refused(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    key = library.build(Wording("甲", "zh-CN", "甲法院。"), Chain([Hum()])).key
    path = library.path(key, "g722")
    path.write_bytes(path.read_bytes()[::-1])
    assert "g722" in judge(library, key).faults[0].en
    path.unlink()
    assert "g722" in judge(library, key).faults[0].en
    with pytest.raises(NoPrompt):
        judge(library, "0" * 32)
