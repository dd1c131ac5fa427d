"""Plain words from outside, and courts."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.court import Court, check_court
from ivr.domain.errors import BadInput
from ivr.domain.text import account, plain


@given(st.text(max_size=60))
def test_what_is_kept_is_plain_trimmed_and_stays_as_it_is(given_: str) -> None:
    with suppress(BadInput):
        kept = plain(given_, "name", 40)
        assert kept == given_.strip() == plain(kept, "name", 40)
        assert kept.isprintable()
        assert not set(kept) & set("${}<>\"'\\;`\r\n\x00")
        assert 1 <= len(kept) <= 40


@given(st.text(max_size=60))
def test_an_account_is_ascii_letters_and_digits(given_: str) -> None:
    with suppress(BadInput):
        assert account(given_) == given_
        assert given_.isascii()
        assert given_.isalnum()


@pytest.mark.parametrize("name", ["张三", "买买提·艾力", "John O Brien", "欧阳 娜娜"])
def test_names_as_people_have_them_are_plain(name: str) -> None:
    assert plain(name, "name", 60) == name


GOOD = Court("shunqing", "顺庆区人民法院", "Shunqing District Court", "0817-12368", 3, "zh-CN,en", "Asia/Shanghai")


TIBETAN = "ནག་ཆུ་གྲོང་ཁྱེར་མི་དམངས་ཁྲིམས་ཁང"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("id", bad) for bad in ("", "S", "a b", "../x", "a" * 42, "gateway", "a\n")),
        *(("name", bad) for bad in ("", "法院", "Court", "法院${x}", "法" * 41)),
        *(("name_en", bad) for bad in ("", "法院院院", "A;B", "x" * 200)),
        *(("enquiry", bad) for bad in ("", "12", "0817;12368", "1" * 40)),
        *(("grace_days", bad) for bad in (0, -1, 93)),
        *(("languages", bad) for bad in ("", "FR", "zh-CN,", "zh-CN,zh-CN", "zh-CN,en,bo")),
        *(("names", bad) for bad in ({"bo": TIBETAN}, {"en": "A County Court"})),
    ],
)
def test_a_court_that_could_not_be_spoken_or_stored_is_refused(field: str, value: object) -> None:
    check_court(GOOD)
    changes: dict[str, Any] = {field: value}
    with pytest.raises(BadInput) as refused:
        check_court(replace(GOOD, **changes))
    assert refused.value.field == field


def test_a_court_has_a_name_in_each_language_that_it_speaks() -> None:
    court = replace(GOOD, languages="zh-CN,bo", names={"bo": TIBETAN})
    check_court(court)
    assert [court.name_in(language) for language in court.spoken] == [GOOD.name, TIBETAN]
    for names in ({}, {"bo": ""}, {"bo": "x" * 121}, {"bo": "a1"}, {"bo": "a;b"}, {"bo": "a\n"}, {"ug": TIBETAN}):
        with pytest.raises(BadInput) as refused:
            check_court(replace(court, names=names))
        assert refused.value.field == "names"
