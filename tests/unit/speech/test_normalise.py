import re
from pathlib import Path

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech import lexicon, readings
from ivr.speech.characters import TEXT_MARKS
from ivr.speech.normalise import counts, spoken
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.phonemes.vocabulary import SYMBOLS

CASE_COURTS = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵"
ONE_BY_ONE = str.maketrans("0123456789", "零幺二三四五六七八九")
NUMBERS = st.integers(0, 10**15 - 1)


@pytest.fixture(scope="module")
def mandarin() -> Mandarin:
    return Mandarin(lexicon.load(Path(__file__).parents[3] / "prompts" / "lexicon", "zh-CN"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(2017)川1302执1234号", "二零一七，川幺三零二执幺二三四号"),
        ("（2017）川1302执恢21号", "二零一七，川幺三零二执恢二幺号"),
        ("〔2021〕藏0102执5号之一", "二零二一，藏零幺零二执五号之一"),
        ("(2020)最高法执5号", "二零二零，最高法执五号"),
        ("(2020)京73民初1、2号", "二零二零，京七三民初幺、二号"),
        ("(2015)顺庆执字第123号", "二零一五，顺庆执字第幺二三号"),
        ("法释〔2017〕7号", "法释，二零一七，七号"),
        ("电话0817-2222111", "电话零八幺七，二二二二幺幺幺"),
        ("电话+86 13800138000", "电话幺三八零零幺三八零零零"),
        ("0086-13800138000", "幺三八零零幺三八零零零"),
        ("138 0013 8000", "幺三八，零零幺三，八零零零"),
        ("(0817)2222111转801", "零八幺七，二二二二幺幺幺转八零幺"),
        ("咨询电话：12368。", "咨询电话：幺二三六八。"),
        ("请拨打12368人工服务", "请拨打幺二三六八人工服务"),
        ("请拨打110", "请拨打幺幺零"),
        ("12368、12348", "幺二三六八、幺二三四八"),
        ("400-810-1234", "四零零，八幺零，幺二三四"),
        ("2017年3月15日", "二零一七年三月十五日"),
        ("2017-03-15", "二零一七年三月十五日"),
        ("2017/3/5", "二零一七年三月五日"),
        ("2017-2019年", "二零一七至二零一九年"),
        ("8:30-17:05", "八点三十分至十七点零五分"),
        ("14:00", "十四点"),
        ("9时30分", "九时三十分"),
        ("第2次", "第二次"),
        ("第3-5条", "第三至五条"),
        ("1,234.50元", "一千二百三十四点五零元"),
        ("¥1,234.50", "一千二百三十四点五零元"),
        ("￥5万", "五万元"),
        ("1.2亿元", "一点二亿元"),
        ("1000-2000元", "一千至二千元"),
        ("12368元", "一万二千三百六十八元"),
        ("12.5%", "百分之十二点五"),
        ("0.0175％", "百分之零点零一七五"),
        ("3%-5%", "百分之三至百分之五"),
        ("5‰", "千分之五"),
        ("1/3", "三分之一"),
        ("3-5天", "三至五天"),
        ("120㎡", "一百二十平方米"),
        ("5km", "五公里"),
        ("3.5", "三点五"),
        ("15号", "十五号"),
        ("1302号1001室", "幺三零二号幺零零幺室"),
        ("１２个", "十二个"),
        ("12个", "十二个"),
        ("名单", "名单"),
        ("#9*", "，九，"),
    ],
)
def test_mandarin_numbers_are_said_as_a_clerk_says_them(written: str, said: str) -> None:
    assert spoken(written, "zh-CN").strip("，") == said.strip("，")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("call 0817-2200", "call zero eight one seven, two two zero zero"),
        ("call +86 12368", "call one two three six eight"),
        ("(2017) Chuan 1302 Zhi No. 12", "two zero one seven, Chuan one three zero two Zhi number twelve"),
        ("Beijing No. 1 Court", "Beijing number one Court"),
        ("15 March 2017", "March fifteenth, twenty seventeen"),
        ("March 1, 2005", "March first, two thousand five"),
        ("2017-03-22", "March twenty-second, twenty seventeen"),
        ("March 1999", "March nineteen ninety-nine"),
        ("3-5 days", "three to five days"),
        ("at 8:30, 17:05 and 9:00", "at eight thirty, seventeen oh five and nine o'clock"),
        ("the 12th and 20th", "the twelfth and twentieth"),
        ("12.5%", "twelve point five percent"),
        ("RMB 1,234.50", "one thousand two hundred thirty-four point five zero yuan"),
        ("5 million yuan", "five million yuan"),
        ("A1", "A one"),
    ],
)
def test_english_numbers_are_said_as_a_clerk_says_them(written: str, said: str) -> None:
    assert spoken(written, "en") == said


@pytest.mark.parametrize(("written", "names"), [("VIP", "微爱批"), ("App", "诶批批"), ("A座", "诶座")])
def test_latin_letters_are_said_by_their_names(mandarin: Mandarin, written: str, names: str) -> None:
    said = spoken(written, "zh-CN")
    assert readings.plain(said) == names
    assert len(mandarin.words(said)) >= len(written.rstrip("座"))


@given(st.text(max_size=60), st.sampled_from(["zh-CN", "en"]))
def test_no_text_is_too_strange_and_no_digit_or_sign_is_left(text: str, language: str) -> None:
    unmarked = text.replace("[", "").replace("]", "")
    said = readings.plain(spoken(unmarked, language))
    assert not re.search(r"[\d%‰¥+=#*/~<>@^&|$_]", said)


@given(
    st.text(alphabet="0123456789 -()（）+.,，:：%％¥/年月日元号川执电话第室点转至aéA", max_size=60),
    st.sampled_from(["zh-CN", "en"]),
)
def test_no_digit_is_left_among_what_stands_beside_numbers(text: str, language: str) -> None:
    assert not re.search(r"\d", readings.plain(spoken(text, language)))


@given(text=st.text(alphabet=TEXT_MARKS.translate(str.maketrans("", "", "[]{}")) + "法院川执拨打元ABC", max_size=40))
def test_whatever_a_wording_may_hold_has_sounds(mandarin: Mandarin, text: str) -> None:
    assert set(mandarin.symbols(spoken(text, "zh-CN"))) <= set(SYMBOLS)


@given(
    st.sampled_from(["", "电话", "请拨打", "致电："]),
    st.from_regex(r"0[1-9][0-9]{1,2}-[0-9]{7,8}|[48]00-[0-9]{3}-[0-9]{4}|1[3-9][0-9]{9}|1[0-9]{4}", fullmatch=True),
    st.sampled_from(["", "。", "咨询", "人工服务"]),
)
def test_every_digit_of_a_telephone_number_is_said_once_and_in_order(before: str, number: str, behind: str) -> None:
    said = spoken(f"{before}{number}{behind}", "zh-CN").removeprefix(before).removesuffix(behind)
    assert said.replace("，", "") == number.replace("-", "").translate(ONE_BY_ONE)


@given(
    st.integers(2016, 2039),
    st.sampled_from(CASE_COURTS),
    st.from_regex(r"([0-9]{2}([0-9]{2})?)?", fullmatch=True),
    st.sampled_from(["执", "执恢", "执异", "民初", "行终", "刑更"]),
    st.integers(1, 99999),
)
def test_every_digit_of_a_case_number_is_said_once_and_in_order(
    year: int, court: str, code: str, kind: str, serial: int
) -> None:
    said = spoken(f"({year}){court}{code}{kind}{serial}号", "zh-CN")
    assert said == f"{str(year).translate(ONE_BY_ONE).replace('幺', '一')}，{court}{code.translate(ONE_BY_ONE)}" + (
        f"{kind}{str(serial).translate(ONE_BY_ONE)}号"
    )


def test_the_character_of_every_province_is_read_right_in_a_case_number(mandarin: Mandarin) -> None:
    named = (
        "jing1 jin1 ji4 jin4 nei4 liao2 ji2 hei1 hu4 su1 zhe4 wan3 min3 gan4 lu3 yu4 e4 xiang1 yue4 gui4 qiong2 "
        + ("yu2 chuan1 qian2 yun2 zang4 shan3 gan1 qing1 ning2 xin1 bing1")
    )
    for court, reading in zip(CASE_COURTS, named.split(), strict=True):
        for number in (f"(2017){court}0102执恢12号", f"(2020){court}执3号", f"(2020){court}01民终3号"):
            syllables = [one for word in mandarin.words(spoken(number, "zh-CN")) for one in word]
            assert syllables[5] == reading


@given(NUMBERS, st.from_regex(r"[0-9]{1,4}", fullmatch=True))
def test_a_mandarin_count_says_its_number(whole: int, parts: str) -> None:
    said, _, behind = counts.mandarin(f"{whole:,}.{parts}").partition("点")
    assert cn2an.cn2an(said, "smart") == whole
    assert behind == parts.translate(ONE_BY_ONE).replace("幺", "一")


@given(NUMBERS)
def test_an_english_count_says_its_number(number: int) -> None:
    assert value(counts.english(f"{number:,}")) == number


def value(words: str) -> int:
    """The number that English ``words`` say, found by another road than they were made."""
    units = {counts.english(str(n)): n for n in [*range(20), *range(20, 100, 10)]}
    total = group = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in (steps := {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}):
            total, group = total + group * steps[word], 0
        else:
            group += units[word]
    return total + group


def test_the_tone_in_a_reading_is_no_number() -> None:
    assert spoken("单[shan4]县2次", "zh-CN") == "单[shan4]县二次"


def test_a_language_without_rules_is_left_as_it_is() -> None:
    assert spoken("12", "bo") == "12"
