"""Lists of words with the reading each must have, down to the tone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.speech import lexicon
from ivr.speech.phonemes import pinyin
from ivr.speech.phonemes.mandarin import Mandarin

LISTS = Path(__file__).parent / "readings"
COURT = "人民法院", "ren2 min2 fa3 yuan4"
UNSEEN_READ_RIGHT = 0.9
"""Measured: 83 of 89."""


@pytest.fixture(scope="module")
def mandarin() -> Mandarin:
    return Mandarin(lexicon.load(Path(__file__).parents[3] / "prompts" / "lexicon", "zh-CN"))


def listed(name: str) -> Iterator[tuple[str, str]]:
    for line in (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, _, reading = line.partition("\t")
            yield word, reading


def read(mandarin: Mandarin, text: str) -> str:
    return " ".join(syllable for word in mandarin.words(text) for syllable in word if syllable[0].isalpha())


@pytest.mark.parametrize(("name", "fewest"), [("legal", 300), ("places", 400), ("divisions", 2_900)])
def test_every_word_of_a_list_is_read_as_listed(mandarin: Mandarin, name: str, fewest: int) -> None:
    words = list(listed(name))
    assert len(words) >= fewest
    assert [(word, read(mandarin, word)) for word, reading in words if read(mandarin, word) != reading] == []


@pytest.mark.parametrize("name", ["legal", "places"])
def test_the_words_of_a_list_reach_the_model_in_its_own_symbols(mandarin: Mandarin, name: str) -> None:
    for word, reading in listed(name):
        assert mandarin.symbols(word).replace(" ", "") == "".join(map(pinyin.symbols, reading.split()))


def test_a_division_keeps_its_reading_in_the_name_of_its_court(mandarin: Mandarin) -> None:
    court, court_reading = COURT
    for name, reading in listed("divisions"):
        assert read(mandarin, f"您好，{name}{court}提醒您") == f"nin2 hao3 {reading} {court_reading} ti2 xing3 nin2"


def test_a_listed_word_is_not_found_across_the_border_of_two_likelier_ones(mandarin: Mandarin) -> None:
    assert read(mandarin, "相应县级法院").startswith("xiang1 ying4 xian4 ji2")
    assert read(mandarin, "增长治理").startswith("zeng1 zhang3 zhi4 li3")
    assert read(mandarin, "长治市应县").startswith("chang2 zhi4 shi4 ying4 xian4")


def test_words_that_nobody_tuned_for_are_mostly_read_right(mandarin: Mandarin) -> None:
    words = list(listed("held_out"))
    right = sum(read(mandarin, word) == reading for word, reading in words)
    assert right / len(words) >= UNSEEN_READ_RIGHT
