import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import pinyin_dict
from pypinyin.contrib.tone_convert import to_tone3

from ivr.speech import lexicon, readings
from ivr.speech.errors import BadLexicon, BadReading, NoReading
from ivr.speech.lexicon import Lexicon
from ivr.speech.phonemes import pinyin
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.phonemes.vocabulary import SYMBOLS

LISTS = Path(__file__).parents[3] / "prompts" / "lexicon"
SYLLABIC_CONSONANTS_AND_CRIES = ("hm", "hng", "m", "n", "ng", "ê", "wong")


@pytest.fixture(scope="module")
def mandarin() -> Mandarin:
    return Mandarin(lexicon.load(LISTS, "zh-CN"))


def flat(mandarin: Mandarin, text: str) -> str:
    return " ".join(syllable for word in mandarin.words(text) for syllable in word)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("请尽快还款", "qing3 jin3 kuai4 huan2 kuan3"),
        ("尚未还清", "shang4 wei4 huan2 qing1"),
        ("未还", "wei4 huan2"),
        ("还本付息", "huan2 ben3 fu4 xi1"),
        ("列为", "lie4 wei2"),
        ("调解书", "tiao2 jie3 shu1"),
        ("阆中市人民法院", "lang4 zhong1 shi4 ren2 min2 fa3 yuan4"),
        ("单[shan4]县人民法院", "shan4 xian4 ren2 min2 fa3 yuan4"),
        ("曾仇[zeng1 qiu2]", "zeng1 qiu2"),
        ("失信被执行人", "shi1 xin4 bei4 zhi2 xing2 ren2"),
        ("履行", "lv3 xing2"),
        ("重庆", "chong2 qing4"),
    ],
)
def test_a_word_that_is_often_misread_is_read_right(mandarin: Mandarin, text: str, reading: str) -> None:
    assert flat(mandarin, text) == reading


def test_the_lexicon_decides_and_not_the_dictionary(mandarin: Mandarin) -> None:
    assert flat(Mandarin(Lexicon({"还款": "hai2 kuan3"})), "还款") == "hai2 kuan3"
    assert flat(mandarin, "还款") == "huan2 kuan3"


def test_every_word_of_the_lists_is_read_as_listed_inside_a_sentence(mandarin: Mandarin) -> None:
    for word, reading in lexicon.load(LISTS, "zh-CN").words.items():
        assert reading in flat(mandarin, f"您好，{word}。")


def test_words_stand_apart_and_pauses_are_kept(mandarin: Mandarin) -> None:
    assert mandarin.symbols("法院，您好·单[shan4]。") == "fa↓ɥɛ↘n, ni↗nxau↓  ʂa↘n."


def test_every_mandarin_syllable_has_symbols_that_the_model_knows() -> None:
    syllables = {
        to_tone3(reading, neutral_tone_with_five=True)
        for readings_of_one in pinyin_dict.pinyin_dict.values()
        for reading in readings_of_one.split(",")
    }
    spoken = [one for one in syllables if one[:-1] not in SYLLABIC_CONSONANTS_AND_CRIES]
    assert len(spoken) > 1300
    for syllable in spoken:
        assert set(pinyin.symbols(syllable)) <= set(SYMBOLS)


@pytest.mark.parametrize(
    ("syllable", "symbols"),
    [("huan2", "xwa↗n"), ("shi4", "ʂɨ↘"), ("zi1", "ʦɨ→"), ("jun1", "ʨy→n"), ("lv3", "ly↓"), ("de5", "tɤ"),
     ("er4", "ɚ↘"), ("yuan4", "ɥɛ↘n"), ("bo1", "pwo→"), ("xing2", "ɕi↗ŋ"), ("liu4", "ljou↘")],
)  # fmt: skip
def test_a_syllable_in_the_models_transcription(syllable: str, symbols: str) -> None:
    assert pinyin.symbols(syllable) == symbols


@given(st.text(max_size=8))
def test_what_is_no_syllable_is_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert set(pinyin.symbols(text)) <= set(SYMBOLS)


def test_the_model_has_114_symbols() -> None:
    assert len(SYMBOLS) == len(set(SYMBOLS.values())) == 114
    assert (SYMBOLS[";"], SYMBOLS["ꭧ"], SYMBOLS["↘"], SYMBOLS["ᵻ"]) == (1, 23, 173, 177)


@pytest.mark.parametrize(
    "text", ["[shan4]单", "a[shan4]", "单[shan]", "单县[shan4 xian4 x]", "单[]", "单[shan4 xian4]"]
)
def test_a_reading_that_does_not_fit_its_characters_is_refused(text: str) -> None:
    with pytest.raises(BadReading) as refusal:
        list(readings.pieces(text, "zh-CN", "court"))
    assert refusal.value.field == "court"


def test_a_character_nobody_can_read_is_refused_and_not_left_out(mandarin: Mandarin) -> None:
    with pytest.raises(NoReading, match="2017"):
        mandarin.words("法院2017")


def test_an_english_reading_replaces_the_word_before_it() -> None:
    found = list(readings.pieces("Shunqing[Shoon-ching] Court", "en"))
    assert [(piece.text, piece.reading) for piece in found] == [("Shunqing", "Shoon-ching"), (" Court", None)]


@pytest.mark.parametrize("line", ["还款", "还款\t", "还款\thuan2", "还款\thuan2 kuan", "\thuan2"])
def test_a_bad_lexicon_line_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "zh-CN.tsv").write_text(f"# words\n\n{line}\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"zh-CN\.tsv, line 3"):
        lexicon.load(tmp_path, "zh-CN")


def test_another_reading_is_another_lexicon_version() -> None:
    assert Lexicon({"单": "shan4"}).version != Lexicon({"单": "dan1"}).version
