"""What money is for: by keys that agree, best one first; never by a name, never by what only looks like a key."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.casenumber import CaseNumber, find_all
from ivr.domain.matching import Found, court_codes, keys, match
from ivr.domain.payment import Obligation, ReviewFor
from ivr.domain.review import early
from tests.unit.domain.test_casenumber import cases

obligations = st.lists(st.integers(0, 5), max_size=3, unique=True).map(lambda ids: [owes(n) for n in ids])
enforcement = cases.filter(lambda case: case.enforcement)


def owes(n: int, debt: int | None = None) -> Obligation:
    return Obligation(str(n), "c", "p", "x", str(n), Decimal("1.00"), str(n if debt is None else debt))


@given(obligations, obligations, obligations)
def test_keys_of_different_debts_never_credit_one(
    by_account: list[Obligation], by_reference: list[Obligation], by_case: list[Obligation]
) -> None:
    found = match(Found(by_account, by_reference, {"（2025）川1302执1号": by_case} if by_case else {}))
    given_keys = [one for one in (by_account, by_reference, by_case) if one]
    agreed = set.intersection(*map(set, [[one.id for one in owing] for owing in given_keys])) if given_keys else set()
    if len(agreed) == 1:
        assert (found.obligation and found.obligation.id, found.review_for) == (*agreed, None)
    else:
        assert found.obligation is None
        assert found.review_for is (ReviewFor.AMBIGUOUS if given_keys else ReviewFor.UNMATCHED)


def test_the_best_key_says_which_of_the_joint_debtors_paid() -> None:
    first, second = owes(1, debt=7), owes(2, debt=7)
    assert match(Found([second], [], {"case": [first, second]})).obligation is second
    assert match(Found([], [second], {"case": [first, second]})).obligation is second
    assert match(Found(by_case={"case": [first, second]})).obligation is first


def test_a_second_enforcement_case_that_nobody_has_filed_makes_the_case_number_ambiguous() -> None:
    assert match(Found(by_case={"one": [owes(1)], "two": []})).review_for is ReviewFor.AMBIGUOUS
    assert match(Found([owes(1)], by_case={"one": [owes(1)], "two": []})).obligation == owes(1)
    assert match(Found(by_case={"one": []})).review_for is ReviewFor.UNMATCHED


def test_a_reversal_under_its_entrys_id_goes_where_that_was_credited() -> None:
    assert match(Found([owes(1)], by_entry=[owes(2)])).obligation == owes(2)


@given(st.text(alphabet="张三李四王五还款法院 ，", max_size=30))
def test_a_name_is_no_key(text: str) -> None:
    found = keys("", "", text)
    assert (found.account, found.references, found.cases) == ("", (), ())


@given(enforcement, st.data())
def test_a_mutated_case_number_never_matches(case: CaseNumber, data: st.DataObject) -> None:
    """Whatever is changed in its characters, it is not read as the number it was."""
    text = str(case)
    place = data.draw(st.integers(0, len(text) - 1))
    change = data.draw(st.sampled_from(["swap", "drop", "double", "other"]))
    other = data.draw(st.sampled_from("0123456789OolI川州执抓（）()"))
    mutated = {
        "swap": text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :],
        "drop": text[:place] + text[place + 1 :],
        "double": text[: place + 1] + text[place:],
        "other": text[:place] + other + text[place + 1 :],
    }[change]
    same = {text[:-1], text.replace("（", "("), text.replace("）", ")")} | {
        text[:-1] + word for word in "川州执抓（）()"
    }
    if text not in mutated and mutated not in same:
        assert str(case) not in keys("", "", mutated).cases


@pytest.mark.parametrize(
    "text",
    [
        *(
            "(2017)川1302执12 34号",
            "(2017)川1302执12，34号",
            "(2017)川1302执1234、1235号",
            "(2017)川1302执1234号、1235号",
        ),
        *(
            "(2017)川1302执1234至1240号",
            *(
                "(2017)川1302执1O号",
                "(2017)川1302执1〇号",
                "(2017)川1302执1Ｏ",
                "(2017)川1302执1l",
                "(2017)川1302执1 O号",
            ),
            *("(2017)川1302执1.234号", "(2017)川1302执1，234号"),
            "(2017)川1302执1234-1235号",
            "(2017)川1302执1234和1235",
            "(2017)川1302执1234 、1235",
        ),
    ],
)
def test_a_number_that_goes_on_behind_its_end_is_none(text: str) -> None:
    assert find_all(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "(2017)川1302执1234号",
            "（2017）川1302执1234",
            "(2017) 川 1302 执 1234 号",
            "（２０１７）川１３０２执１２３４号",
        ),
        *(
            "依(2017)川1302执1234号之一裁定付款",
            "(2017)川1302执1234号,2000元",
            "(2017)川1302执1234 2000.00",
            "(2017）川1302执1234号。",
        ),
        "(2016)川1302民初99号判决，(2017)川1302执1234号",
    ],
)
def test_a_case_number_is_found_however_it_is_written(text: str) -> None:
    assert keys("", "", text).cases == ("（2017）川1302执1234号",)


def test_codes_of_courts_in_a_text_are_found_whole() -> None:
    assert court_codes("川1302执12号，川13，最高法 川130201") == ["川1302", "川13", "最高法"]


def test_early_is_a_day_before_the_debt_was_filed() -> None:
    filed = date(2026, 3, 2)
    assert early(date(2026, 3, 1), filed)
    assert not early(filed, filed)
    assert not early(date(2020, 1, 1), None), "of what was filed before we kept the day, we do not know it"
