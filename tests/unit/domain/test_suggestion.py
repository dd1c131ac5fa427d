"""Suggestions: each common slip of the pen leads back to the number that was meant, and is never matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.casenumber import CaseNumber
from ivr.domain.matching import keys
from ivr.domain.suggestion import MOST_CANDIDATES, REASONS, Why, candidates, near_accounts
from tests.unit.domain.test_matching import enforcement

MEANT = "（2017）川1302执1234号"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("(2017)川13O2执1234号", Why.LETTERS),
        ("(2017)川1302执l234号", Why.LETTERS),
        ("(2Ol7)川1302执I234", Why.LETTERS),
        ("(2017)州1302执1234号", Why.CHARACTER),
        ("(2017)川1302抓1234号", Why.CHARACTER),
        ("(2071)川1302执1234号", Why.SWAPPED),
        ("(2017)川1320执1234号", Why.SWAPPED),
        ("(2017)川1302执1243号", Why.SWAPPED),
        ("【2017】川1302执1234号", Why.PUNCTUATION),
        ("2017)川1302执1234号", Why.PUNCTUATION),
        ("2017川1302执1234", Why.PUNCTUATION),
        ("2017年川1302执字第1234号", Why.PUNCTUATION),
        ("(2017)川1302执12 34号", Why.PUNCTUATION),
        ("(2017)川1302执1234、1235号", Why.PUNCTUATION),
        ("(17)川1302执1234号", Why.MISSING_DIGIT),
        ("(217)川1302执1234号", Why.MISSING_DIGIT),
        ("(2017)川132执1234号", Why.MISSING_DIGIT),
        ("(2017)川1302执134号", Why.MISSING_DIGIT),
        ("(2017)川1302执12334号", Why.SURPLUS_DIGIT),
        ("(2017)川1382执1234号", Why.DIGIT),
    ],
)
def test_a_slip_of_the_pen_is_suggested_and_never_matched(written: str, why: Why) -> None:
    found = {one.key: one.why for one in candidates(f"张三还款 {written} 谢谢")}
    assert found.get(MEANT) == why
    assert MEANT not in keys("", "", written).cases


@given(enforcement.filter(lambda case: len(case.serial) > 1), st.data())
def test_any_two_swapped_digits_of_a_serial_are_suggested(case: CaseNumber, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(case.serial) - 2))
    serial = case.serial[:n] + case.serial[n + 1] + case.serial[n] + case.serial[n + 2 :]
    written = str(CaseNumber(case.year, case.court, case.kind, serial))
    near = [one.key for one in candidates(written)]
    assert str(case) in near or case.court == "最高法" or case.kind == "特执"


@given(st.text(max_size=300), st.text(alphabet="（()0O1l川州1302执号年2017 ", max_size=300))
def test_no_text_makes_it_fail_or_long(anything: str, alike: str) -> None:
    for text in (anything, alike):
        found = candidates(text)
        assert len(found) <= MOST_CANDIDATES
        assert len({one.key for one in found}) == len(found)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("6222-0000-0001", Why.PUNCTUATION),
        ("62220000OOO1", Why.LETTERS),
        ("622200000010", Why.SWAPPED),
        ("62220000001", Why.MISSING_DIGIT),
        ("6222000000011", Why.SURPLUS_DIGIT),
    ],
)
def test_an_account_that_is_nearly_one_is_suggested(written: str, why: Why) -> None:
    assert {one.key: one.why for one in near_accounts(written)}.get("622200000001") == why


def test_every_reason_is_said_in_both_languages() -> None:
    assert set(REASONS) == set(Why)
    assert all(zh and en and zh != en for zh, en in REASONS.values())


def test_a_name_suggests_nothing() -> None:
    assert candidates("张三代李四还款") == []
