import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech.normalise import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(2017)川1302执1234号", "二零一七，川幺三零二执幺二三四号"),
        ("（2017）川1302执恢21号", "二零一七，川幺三零二执恢二幺号"),
        ("(2020)最高法执5号", "二零二零，最高法执五号"),
        ("电话0817-2222111", "电话零八幺七，二二二二幺幺幺"),
        ("电话+86 13800138000", "电话幺三八零零幺三八零零零"),
        ("请拨打12368", "请拨打幺二三六八"),
        ("请拨打110", "请拨打幺幺零"),
        ("400-810-1234", "四零零，八幺零，幺二三四"),
        ("2017年3月15日", "二零一七年三月十五日"),
        ("第2次", "第二次"),
        ("1,234.50元", "一千二百三十四点五零元"),
        ("12.5%", "百分之十二点五"),
        ("12个", "十二个"),
        ("名单", "名单"),
    ],
)
def test_mandarin_numbers_are_said_as_a_clerk_says_them(written: str, said: str) -> None:
    assert spoken(written, "zh-CN") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("call 0817-2200", "call zero eight one seven, two two zero zero"),
        ("call +86 12368", "call one two three six eight"),
        ("Beijing No. 1 Court", "Beijing number one Court"),
    ],
)
def test_english_numbers_are_said_digit_by_digit(written: str, said: str) -> None:
    assert spoken(written, "en") == said


@given(st.text(alphabet="0123456789 -()（）+.,，%年月日元号川执电话aé", max_size=60), st.sampled_from(["zh-CN", "en"]))
def test_no_digit_is_left_unspoken(text: str, language: str) -> None:
    assert not any("0" <= character <= "9" for character in spoken(text, language))


@given(st.from_regex(r"0\d{2,3}-\d{7,8}", fullmatch=True))
def test_every_digit_of_a_telephone_number_is_said_in_order(number: str) -> None:
    said = spoken(f"电话{number}", "zh-CN").removeprefix("电话").replace("，", "")
    assert said == number.replace("-", "").translate(str.maketrans("0123456789", "零幺二三四五六七八九"))


def test_the_tone_in_a_reading_is_no_number() -> None:
    assert spoken("单[shan4]县2次", "zh-CN") == "单[shan4]县二次"


def test_a_language_without_rules_is_left_as_it_is() -> None:
    assert spoken("12", "bo") == "12"
