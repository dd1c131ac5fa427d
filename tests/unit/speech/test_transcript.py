"""What was heard is compared with what was to be said, by characters, syllables and tones."""

from dataclasses import astuple
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech import lexicon
from ivr.speech.alignment import error_rate
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.transcript import MandarinErrors, english_errors, mandarin_errors, missed


@pytest.fixture(scope="module")
def mandarin() -> Mandarin:
    return Mandarin(lexicon.load(Path(__file__).parents[3] / "prompts" / "lexicon", "zh-CN"))


@pytest.mark.parametrize(
    ("heard", "errors"),
    [
        ("请还款", (0, 0, 0)),
        ("请，还款。", (0, 0, 0)),
        ("情还款", (1 / 3, 0, 1 / 3)),
        ("您还款", (1 / 3, 1 / 3, 1 / 3)),
        ("还款", (1 / 3, 1 / 3, 1 / 3)),
        ("", (1, 1, 1)),
        ("请还款OK", (2 / 3, 2 / 3, 2 / 3)),
        ("请还款thank", (5 / 3, 1 / 3, 1 / 3)),
        ("[音]请还款", (1 / 3, 1 / 3, 1 / 3)),
    ],
)
def test_a_wrong_tone_is_told_from_a_wrong_syllable(
    heard: str, errors: tuple[float, float, float], mandarin: Mandarin
) -> None:
    assert astuple(mandarin_errors("请还款", (heard,), mandarin.words)) == pytest.approx(errors)


def test_another_character_of_the_same_sound_is_wrong_by_character_alone(mandarin: Mandarin) -> None:
    assert mandarin_errors("请听", ("请厅",), mandarin.words) == MandarinErrors(0.5, 0, 0)


def test_a_number_is_compared_as_it_is_spoken(mandarin: Mandarin) -> None:
    said = "请拨打12368"
    assert mandarin_errors(said, ("请拨打幺二三六八",), mandarin.words) == MandarinErrors(0, 0, 0)


@pytest.mark.parametrize("heard", ["12.368", "12,368", "123-68", "1-23-68"])
def test_how_a_recogniser_parts_the_digits_it_heard_is_no_mistake(heard: str, mandarin: Mandarin) -> None:
    assert mandarin_errors("请拨打12368", (f"请拨打{heard}",), mandarin.words) == MandarinErrors(0, 0, 0)
    assert english_errors("call 12368", f"call {heard}") == 0


def test_other_digits_than_those_said_are_mistakes_however_they_are_parted(mandarin: Mandarin) -> None:
    assert mandarin_errors("请拨打12368", ("请拨打12.369",), mandarin.words).tones > 0
    assert mandarin_errors("共125元", ("共12.5元",), mandarin.words).tones > 0
    assert mandarin_errors("共12.5元", ("共125元",), mandarin.words).tones > 0


@pytest.mark.parametrize("heard", ["一二三六八", "幺二三六八", "12368"])
def test_a_recogniser_may_write_either_sound_of_a_telephones_one(heard: str, mandarin: Mandarin) -> None:
    assert mandarin_errors("请拨打12368", (f"请拨打{heard}",), mandarin.words) == MandarinErrors(0, 0, 0)
    assert mandarin_errors("请拨打12368", ("请拨打一二三六",), mandarin.words).tones == pytest.approx(1 / 8)


def test_a_year_is_heard_with_its_own_one(mandarin: Mandarin) -> None:
    assert mandarin_errors("(2017)川1302执1234号", ("二零一七川幺三零二执幺二三四号",), mandarin.words).tones == 0
    assert mandarin_errors("(2017)川1302执1234号", ("二零幺七川幺三零二执幺二三四号",), mandarin.words).tones > 0


def test_a_syllable_is_wrong_that_nobody_heard_who_listened(mandarin: Mandarin) -> None:
    assert mandarin_errors("请还款", ("情还款", "请还管"), mandarin.words) == MandarinErrors(0, 0, 0)
    assert mandarin_errors("请还款", ("情还款", "情还管"), mandarin.words).tones == pytest.approx(1 / 3)
    assert mandarin_errors("请还款", ("情还款", "情还款"), mandarin.words).tones == pytest.approx(1 / 3)
    assert missed("请还款", ("情还款", "请还管"), mandarin.words) == []
    assert missed("请还款", ("情还款", "情还管"), mandarin.words) == [0]
    assert missed("请还款", ("还款吗",), mandarin.words) == [0]


def test_what_was_added_is_wrong_as_far_as_everybody_heard_it(mandarin: Mandarin) -> None:
    assert mandarin_errors("请还款", ("请你还款", "请还款"), mandarin.words).tones == 0
    assert mandarin_errors("请还款", ("请你快还款", "请还款吗"), mandarin.words).tones == pytest.approx(1 / 3)


def test_an_inline_reading_is_what_must_be_heard_and_no_character(mandarin: Mandarin) -> None:
    errors = mandarin_errors("单[shan4]", ("单",), mandarin.words)
    assert (errors.characters, errors.tones) == (0, 1)


def test_english_is_compared_by_words() -> None:
    assert english_errors("Pay the debt, now.", "pay the debt now") == 0
    assert english_errors("Pay the debt now", "pay a debt now") == 0.25


def test_nothing_to_say_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was to be said"):
        error_rate([], ["a"])
    with pytest.raises(ValueError, match="nobody listened"):
        error_rate(["a"])


_TEXT = st.lists(st.sampled_from("abc"), max_size=8)


@given(_TEXT.filter(bool), _TEXT)
def test_of_one_listener_it_is_the_fewest_changes(said: list[str], heard: list[str]) -> None:
    @cache
    def changes(left: int, right: int) -> int:
        if not left or not right:
            return left + right
        same = changes(left - 1, right - 1) + (said[left - 1] != heard[right - 1])
        return min(changes(left - 1, right) + 1, changes(left, right - 1) + 1, same)

    assert error_rate(said, heard) == changes(len(said), len(heard)) / len(said)


@given(_TEXT.filter(bool), _TEXT, _TEXT)
def test_a_second_listener_makes_nothing_worse(said: list[str], heard: list[str], other: list[str]) -> None:
    assert error_rate(said, heard, other) <= min(error_rate(said, heard), error_rate(said, other))
    assert error_rate(said, heard, heard) == error_rate(said, heard)
    assert error_rate(said, heard, said) == 0
