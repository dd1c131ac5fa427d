"""How long a notice is, in all its languages together."""

import re
from pathlib import Path

import pytest

from ivr.domain.prompt import MOST_SECONDS
from ivr.speech import duration
from ivr.speech.errors import WordingTooLong
from ivr.speech.notice import check_length, notice
from ivr.speech.wording import Wording

PROMPTS = Path(__file__).parents[3] / "prompts"
SHUNQING = {"zh-CN": "南充市顺庆区人民法院", "en": "Shunqing District People's Court"}
ILI = {
    "zh-CN": "新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院",
    "en": "Ili Kazakh Autonomous Prefecture Branch of the High People's Court of Xinjiang",
}
HEARD = [
    ("zh-CN", "notice", SHUNQING, "0817-12368", 13.80),
    ("zh-CN", "notice", ILI, "0999-8022222", 16.18),
    ("zh-CN", "notice-short", SHUNQING, "0817-12368", 9.08),
    ("zh-CN", "notice-short", {"zh-CN": "灌云县人民法院"}, "12368", 7.65),
    ("en", "notice", SHUNQING, "0817-12368", 13.57),
    ("en", "notice-short", SHUNQING, "0817-12368", 10.10),
    ("en", "notice-short", {"en": "Guanyun County People's Court"}, "12368", 8.42),
    ("en", "notice-short", {"en": "Beijing No. 1 Intermediate People's Court"}, "010-59891234", 11.59),
]
"""What the default voices took, in seconds."""


@pytest.mark.parametrize(("language", "file", "names", "enquiry", "heard"), HEARD)
def test_an_estimate_is_within_eight_percent_of_what_was_heard(
    language: str, file: str, names: dict[str, str], enquiry: str, heard: float
) -> None:
    template = (PROMPTS / language / f"{file}.txt").read_text(encoding="utf-8").strip()
    text = template.replace("{court}", names[language]).replace("{enquiry}", enquiry)
    assert duration.seconds(text, language) == pytest.approx(heard, rel=0.08)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_in_one_language_the_general_wording_lasts_what_people_hear_to_the_end(language: str) -> None:
    made = notice(PROMPTS, {language: SHUNQING[language]}, "0817-12368")
    shortest, longest = duration.AIM_SECONDS
    assert shortest <= made[language].seconds <= longest


def test_two_languages_fit_into_the_time_of_one_notice() -> None:
    made = notice(PROMPTS, SHUNQING, "0817-12368")
    assert list(made) == ["zh-CN", "en"]
    assert all(one.text.count("0817-12368") == 1 for one in made.values())
    assert sum(one.seconds for one in made.values()) <= MOST_SECONDS


def test_two_languages_fit_the_courts_of_six_in_seven_divisions_with_a_number_of_the_longest_kind() -> None:
    """In English a division has its syllables here, and what it is, as its name there has."""
    lines = (Path(__file__).parent / "readings/divisions.tsv").read_text(encoding="utf-8").splitlines()
    names = [line.split("\t") for line in lines if not line.startswith("#")]
    fitting = [_fits(name, re.sub("[0-9 ]", "", reading)) for name, reading in names]
    assert sum(fitting) / len(fitting) > 6 / 7


def _fits(name: str, name_en: str) -> bool:
    names = {"zh-CN": f"{name}人民法院", "en": f"{name_en.capitalize()} County People's Court"}
    texts = ((PROMPTS / language / "notice-short.txt").read_text(encoding="utf-8") for language in names)
    filled = (text.format(court=name, enquiry="0817-2345678") for text, name in zip(texts, names.values(), strict=True))
    return sum(map(duration.seconds, filled, names)) <= MOST_SECONDS


def test_two_languages_that_do_not_fit_are_refused_with_each_ones_seconds() -> None:
    with pytest.raises(WordingTooLong) as refusal:
        notice(PROMPTS, ILI, "0999-8022222")
    for language in ("zh-CN", "en"):
        said = refusal.value.text(language)
        assert "zh-CN 12.1 s" in said
        assert "en 12.8 s" in said
        assert "20" in said


def test_one_language_that_takes_too_long_is_refused() -> None:
    with pytest.raises(WordingTooLong, match="in zh-CN"):
        check_length([Wording("甲县人民法院", "zh-CN", "甲县人民法院" + "请您督促其履行义务，" * 14)])


def test_a_court_with_its_own_wording_says_it_in_two_languages_too(tmp_path: Path) -> None:
    (tmp_path / "zh-CN" / "courts").mkdir(parents=True)
    (tmp_path / "zh-CN" / "notice-short.txt").write_text("{court}告知，{enquiry}。", encoding="utf-8")
    (tmp_path / "zh-CN" / "courts" / "jia.txt").write_text("{court}提醒，{enquiry}。", encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "notice.txt").write_text("{court} informs you. Call {enquiry}.", encoding="utf-8")
    names = {"zh-CN": "甲县人民法院", "en": "Jia County Court"}
    made = notice(tmp_path, names, "12368", "jia")
    assert made["zh-CN"].text.startswith("甲县人民法院提醒")
    assert notice(tmp_path, names, "12368", "yi")["zh-CN"].text.startswith("甲县人民法院告知")
    assert made["en"].text.startswith("Jia County Court informs")
