"""What was heard of a prompt, against its text: by syllables in Mandarin, by words in English, else written down."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.speech import lexicon
from ivr.speech.chain import Chain
from ivr.speech.codecs import wav
from ivr.speech.errors import NoPrompt
from ivr.speech.hearing import Hearing, Listener, compared, faults
from ivr.speech.library import PromptLibrary
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.recogniser import Clearness
from ivr.speech.wording import Wording
from tests.unit.speech.voices import Hum


@pytest.fixture(scope="module")
def mandarin() -> Mandarin:
    return Mandarin(lexicon.load(Path(__file__).parents[3] / "prompts" / "lexicon", "zh-CN"))


class Dictated:
    """Hears what the test says; keeps what it was given."""

    def __init__(self, *texts: str) -> None:
        self.texts, self.given = texts, list[tuple[int, str]]()

    def heard(self, files: Sequence[tuple[Path, str]]) -> list[tuple[str, ...]]:
        self.given += [(wav.decode(path.read_bytes()).rate, language) for path, language in files]
        return [(text,) for text in self.texts]

    def clear(self, pairs: Sequence[tuple[Path, Path]]) -> list[Clearness]:
        """As like as their lengths are."""
        return [
            Clearness(min(sizes) / max(sizes), 4.0)
            for sizes in ((a.stat().st_size, b.stat().st_size) for a, b in pairs)
        ]


@pytest.mark.parametrize(
    ("language", "said", "heard", "fault"),
    [
        ("zh-CN", "请督促其尽快履行义务。", "请督促其尽快旅行义务", False),
        ("zh-CN", "请督促其尽快履行义务。", "请告诉他早点回家吃饭", True),
        ("zh-CN", "请督促其尽快履行义务。", "", True),
        ("en", "Please urge this person to perform.", "please urge this person to reform", False),
        ("en", "Please urge this person to perform.", "Thanks for watching!", True),
        ("bo", "ཁྲིམས་ཁང་།", "", False),
    ],
)
def test_another_sentence_is_told_and_a_slip_of_the_recogniser_is_not(
    language: str, said: str, heard: str, fault: bool, mandarin: Mandarin
) -> None:
    assert bool(faults(compared("k", language, said, (heard,), mandarin.words))) is fault


def test_it_listens_to_what_a_caller_hears_in_the_language_of_the_prompt(mandarin: Mandarin, tmp_path: Path) -> None:
    library, dictated = PromptLibrary(tmp_path), Dictated("请还款", "Pay.")
    keys = [
        library.build(Wording("甲", language, text), Chain([Hum()])).key
        for language, text in (("zh-CN", "请还款，请还款。"), ("en", "Pay, please, pay."))
    ]
    first, second = Listener(library, dictated, mandarin.words).hear(keys)
    assert dictated.given == [(8000, "zh-CN"), (8000, "en")]
    assert (first.key, first.syllables, first.tones, first.words) == (keys[0], 0.5, 0.5, None)
    assert len(first.missed) == 3
    assert replace(second, words=None) == Hearing(keys[1], "en", "Pay.", stoi=1.0, pesq=4.0)
    assert second.words == pytest.approx(2 / 3)


def test_what_is_hard_to_understand_is_told() -> None:
    assert faults(Hearing("k", "bo", "", stoi=0.87)) == []
    (fault,) = faults(Hearing("k", "bo", "", stoi=0.62))
    assert "0.62" in fault.en
    assert faults(Hearing("k", "bo", "", pesq=4.02)) == []
    (fault,) = faults(Hearing("k", "bo", "", pesq=2.41))
    assert "2.41" in fault.zh


def test_what_is_not_there_is_not_listened_to(mandarin: Mandarin, tmp_path: Path) -> None:
    with pytest.raises(NoPrompt):
        Listener(PromptLibrary(tmp_path), Dictated(), mandarin.words).hear(["0" * 32])
