import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech import wording
from ivr.speech.errors import (
    BadWording,
    CourtNotFirst,
    EmptyText,
    ForbiddenCharacter,
    MissingSlot,
    NotACourt,
    NoWording,
    PersonalFact,
    TextTooLong,
    UnknownSlot,
)
from ivr.speech.sentences import sentences

PROMPTS = Path(__file__).parents[3] / "prompts"
GOOD = "{court}提醒您：请督促其履行义务。电话：{enquiry}。"
COURT = {"zh-CN": "单[shan4]县人民法院", "en": "Shunqing District People's Court"}
HOSTILE = [
    "\r", "\n\r", "\x00", "\x1b[2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028",
    "😀", "❤️", "${X}", "${EXTEN}", "{{x}}", "{x}",
    "<b>", "<script>", '"', "“", "`id`", "\\", "|", "&", "$(id)", "%s", "#", "/../", "٣",
    "\ud800", "\ue000", "=", "*", "@", "~", "^",
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_shipped_wording_is_good_and_names_the_court_first(language: str) -> None:
    template = wording.load(PROMPTS, language)
    filled = wording.fill(template, court=COURT[language], enquiry="0817-2222222", language=language)
    assert filled.shown.startswith(filled.court)
    assert "[" not in filled.shown
    assert "0817-2222222" in filled.shown


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", ["text", "court", "enquiry"])
def test_hostile_input_is_refused_with_its_field(field: str, hostile: str) -> None:
    values = {"text": GOOD, "court": "甲县人民法院", "enquiry": "12368"}
    values[field] = values[field][:-1] + hostile + values[field][-1]
    with pytest.raises(BadWording) as refusal:
        wording.fill(values["text"], court=values["court"], enquiry=values["enquiry"], language="zh-CN")
    assert refusal.value.field == field
    assert refusal.value.text("zh-CN").startswith(field)
    assert refusal.value.text("en").startswith(field)


@pytest.mark.parametrize("field", ["text", "court", "enquiry"])
@pytest.mark.parametrize(("value", "error"), [("", EmptyText), (" \n ", EmptyText), ("法" * 5000, TextTooLong)])
def test_empty_and_huge_input_is_refused_with_its_field(field: str, value: str, error: type[BadWording]) -> None:
    values = {"text": GOOD, "court": "甲县人民法院", "enquiry": "12368"} | {field: value}
    with pytest.raises(error) as refusal:
        wording.fill(values["text"], court=values["court"], enquiry=values["enquiry"], language="zh-CN")
    assert refusal.value.field == field


@given(st.text(min_size=1), st.sampled_from(["text", "court", "enquiry"]), st.sampled_from(["zh-CN", "en"]))
def test_whatever_is_accepted_holds_no_control_bidi_emoji_or_template_character(
    value: str, field: str, language: str
) -> None:
    template = GOOD if language == "zh-CN" else "{court} informs you. Call {enquiry}."
    values = {"text": template, "court": "Court" if language == "en" else "法院", "enquiry": "12368"}
    values[field] += value
    try:
        filled = wording.fill(values["text"], court=values["court"], enquiry=values["enquiry"], language=language)
    except BadWording as refusal:
        assert refusal.field == field  # noqa: PT017  either outcome is right, but each must hold its rule
        return
    assert not any(
        unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "So", "Sc", "Zl"} for one in filled.text if one != "\n"
    )
    assert not set(filled.text) & set('{}<>$"`\\|&#%*=@^~/')


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{court}提醒您：{name}。{enquiry}", UnknownSlot),
        ("{court}提醒您：{。{enquiry}", UnknownSlot),
        ("{court!r}提醒您。{enquiry}", UnknownSlot),
        ("{court.name}提醒您。{enquiry}", UnknownSlot),
        ("{court}提醒您。", MissingSlot),
        ("请拨打{enquiry}。", MissingSlot),
        ("您好，{court}提醒您。{enquiry}", CourtNotFirst),
        ("{court}：欠款五万元。{enquiry}", PersonalFact),
        ("{court}：欠款50000。{enquiry}", PersonalFact),
        ("{court}：欠款５００。{enquiry}", ForbiddenCharacter),
        ("{court}：身份证号。{enquiry}", PersonalFact),
        ("{court}：vip。{enquiry}", ForbiddenCharacter),
        ("{court}：见court.gov.cn。{enquiry}", ForbiddenCharacter),
    ],
)
def test_a_text_that_could_say_too_much_or_too_little_is_refused(text: str, error: type[BadWording]) -> None:
    with pytest.raises(error) as refusal:
        wording.check(text, "zh-CN")
    assert refusal.value.field == "text"


@pytest.mark.parametrize("enquiry", ["12368", "0817-2222222", "400-810-1234", "+86 13800138000", "010 59891234"])
def test_a_telephone_number_is_accepted_as_people_write_it(enquiry: str) -> None:
    wording.check_enquiry(enquiry)


@pytest.mark.parametrize(
    "enquiry", ["a12368", "１２３６８", "1", "12368,1", "-12368", "12368-", "12--34", "1" * 30, "call 12368"]
)
def test_what_is_no_telephone_number_is_refused(enquiry: str) -> None:
    with pytest.raises(BadWording) as refusal:
        wording.check_enquiry(enquiry)
    assert refusal.value.field == "enquiry"


def test_a_court_with_a_number_or_an_apostrophe_in_its_name_is_accepted() -> None:
    wording.check_court("Beijing No. 1 Intermediate People's Court", "en")
    wording.check_court("北京市第一中级人民法院", "zh-CN")
    with pytest.raises(PersonalFact):
        wording.check_court("甲县人民法院510102", "zh-CN")


@pytest.mark.parametrize("foreign", ["а", "ب", "ש", "か", "ᠮ", "e\u0301", "𠮷"])
@pytest.mark.parametrize(("text", "language"), [(GOOD, "zh-CN"), ("{court} informs you. Call {enquiry}.", "en")])
def test_letters_of_another_script_are_refused_also_where_they_look_alike(
    text: str, language: str, foreign: str
) -> None:
    with pytest.raises(ForbiddenCharacter) as refusal:
        wording.check(text[:-1] + foreign + text[-1], language)
    assert refusal.value.field == "text"


@pytest.mark.parametrize(("court", "language"), [("张三", "zh-CN"), ("某某公司", "zh-CN"), ("Zhang San", "en")])
def test_nobody_but_a_court_speaks(court: str, language: str) -> None:
    with pytest.raises(NotACourt) as refusal:
        wording.check_court(court, language)
    assert refusal.value.field == "court"


def test_letters_that_are_said_by_their_names_are_accepted_and_words_are_not() -> None:
    wording.check("{court}提醒您：请在App或VIP窗口办理。{enquiry}", "zh-CN")
    with pytest.raises(ForbiddenCharacter):
        wording.check("{court}提醒您：请在Apple办理。{enquiry}", "zh-CN")


@pytest.mark.parametrize(("court", "language"), [("甲A法院", "zh-CN"), ("Shunqing法院", "en"), ("Court，", "en")])
def test_a_court_name_the_voice_cannot_say_is_refused(court: str, language: str) -> None:
    with pytest.raises(ForbiddenCharacter) as refusal:
        wording.check_court(court, language)
    assert refusal.value.field == "court"


def test_a_courts_own_text_wins_and_others_get_the_general_one(tmp_path: Path) -> None:
    folder = tmp_path / "zh-CN" / "courts"
    folder.mkdir(parents=True)
    (tmp_path / "zh-CN" / "notice.txt").write_text(GOOD, encoding="utf-8")
    (folder / "jia-xian.txt").write_text("{court}谢谢您。{enquiry}", encoding="utf-8")
    assert wording.load(tmp_path, "zh-CN", "jia-xian").startswith("{court}谢谢")
    assert wording.load(tmp_path, "zh-CN", "yi-xian") == GOOD
    assert wording.load(tmp_path, "zh-CN", "../courts/jia-xian") == GOOD


def test_a_bad_file_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "zh-CN").mkdir()
    (tmp_path / "zh-CN" / "notice.txt").write_bytes(b"{court}\xff{enquiry}")
    with pytest.raises(ForbiddenCharacter) as refusal:
        wording.load(tmp_path, "zh-CN")
    assert refusal.value.field == "zh-CN/notice.txt"


@pytest.mark.parametrize("language", ["bo", "../zh-CN", "zh-CN/..", ""])
def test_a_language_without_wording_is_said_clearly(language: str) -> None:
    with pytest.raises(NoWording):
        wording.load(PROMPTS, language)


def test_sentences_are_whole() -> None:
    assert sentences("甲：乙，丙。丁？戊") == ["甲：乙，丙。", "丁？", "戊"]
    assert sentences("No. 1 Court says so. Call us. ") == ["No. 1 Court says so.", "Call us."]
