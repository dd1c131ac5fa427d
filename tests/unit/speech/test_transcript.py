"""What was heard is compared with what was to be said, by characters, syllables and tones."""

from pathlib import Path

import pytest

from ivr.speech import lexicon
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.transcript import MandarinErrors, english_errors, error_rate, mandarin_errors


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
    assert mandarin_errors("请还款", heard, mandarin.words) == MandarinErrors(*map(pytest.approx, errors))


def test_another_character_of_the_same_sound_is_wrong_by_character_alone(mandarin: Mandarin) -> None:
    assert mandarin_errors("请听", "请厅", mandarin.words) == MandarinErrors(0.5, 0, 0)


def test_a_number_is_compared_as_it_is_spoken(mandarin: Mandarin) -> None:
    said = "请拨打12368"
    assert mandarin_errors(said, "请拨打幺二三六八", mandarin.words) == MandarinErrors(0, 0, 0)


@pytest.mark.parametrize("heard", ["12.368", "12,368", "123-68", "1-23-68"])
def test_how_a_recogniser_parts_the_digits_it_heard_is_no_mistake(heard: str, mandarin: Mandarin) -> None:
    assert mandarin_errors("请拨打12368", f"请拨打{heard}", mandarin.words) == MandarinErrors(0, 0, 0)
    assert english_errors("call 12368", f"call {heard}") == 0


def test_other_digits_than_those_said_are_mistakes_however_they_are_parted(mandarin: Mandarin) -> None:
    assert mandarin_errors("请拨打12368", "请拨打12.369", mandarin.words).tones > 0
    assert mandarin_errors("共125元", "共12.5元", mandarin.words).tones > 0
    assert mandarin_errors("共12.5元", "共125元", mandarin.words).tones > 0


def test_an_inline_reading_is_what_must_be_heard_and_no_character(mandarin: Mandarin) -> None:
    errors = mandarin_errors("单[shan4]", "单", mandarin.words)
    assert (errors.characters, errors.tones) == (0, 1)


def test_english_is_compared_by_words() -> None:
    assert english_errors("Pay the debt, now.", "pay the debt now") == 0
    assert english_errors("Pay the debt now", "pay a debt now") == 0.25


def test_nothing_to_say_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was to be said"):
        error_rate([], ["a"])
