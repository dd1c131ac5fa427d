"""Resident identity numbers: the check character, and who was a minor."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.domain.idnumber import born_on, check_character, minor_on, resident_id

births = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    region, order = draw(st.integers(110000, 659999)), draw(st.integers(0, 999))
    body = f"{region}{draw(births):%Y%m%d}{order:03d}"
    return body + check_character(body)


def refused(text: str) -> bool:
    try:
        resident_id(text)
    except BadInput as error:
        return text not in error.text() + error.text("zh-CN") + repr(error)
    return False


def test_a_number_of_the_standard_is_accepted() -> None:
    """GB 11643-1999's own example."""
    assert resident_id("11010519491231002X") == "11010519491231002X"
    assert check_character("11010519491231002") == "X"


@given(numbers())
def test_a_right_number_is_kept_in_upper_case(number: str) -> None:
    assert resident_id(f" {number.lower()} ") == resident_id(number) == number


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_caught(number: str, place: int, other: str) -> None:
    assume(number[place] != other)
    assert refused(number[:place] + other + number[place + 1 :])


@given(numbers(), st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_caught(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    assert refused(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(st.text(min_size=9, max_size=30))
def test_any_text_is_kept_or_refused_without_being_repeated(text: str) -> None:
    assert refused(text) or resident_id(text) == text.strip().upper()


@pytest.mark.parametrize("birth", ["19000229", "19901301", "19900431", "00000000"])
def test_a_day_that_is_not_in_the_calendar_is_refused(birth: str) -> None:
    body = f"511302{birth}001"
    assert refused(body + check_character(body))


def born(day: date) -> str:
    body = f"511302{day:%Y%m%d}001"
    return body + check_character(body)


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2080, 12, 31)))
def test_a_minor_is_one_until_the_day_of_eighteen_years(birth: date) -> None:
    last = date(birth.year + 18, birth.month, birth.day) if (birth.month, birth.day) != (2, 29) else None
    eighteenth = last or date(birth.year + 18, 3, 1)
    assert born_on(born(birth)) == birth
    assert not minor_on(born(birth), eighteenth)
    assert minor_on(born(birth), eighteenth - timedelta(days=1))


def test_who_was_born_on_29_february_is_a_minor_until_the_end_of_28_february() -> None:
    assert minor_on(born(date(2008, 2, 29)), date(2026, 2, 28))
    assert not minor_on(born(date(2008, 2, 29)), date(2026, 3, 1))
    assert not minor_on(born(date(2008, 2, 29)), date(2028, 2, 29))


def test_who_is_not_born_yet_is_a_minor() -> None:
    assert minor_on(born(date(2080, 1, 1)), date(2026, 1, 1))
