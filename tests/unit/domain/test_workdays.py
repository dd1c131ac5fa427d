"""Periods of law on the mainland's calendar, with its holidays and its make-up working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.workdays import Due, after_days, after_working_days


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2025, 9, 26), date(2025, 9, 30)),  # a Friday; Sunday the 28th is worked for the National Day
        (date(2025, 9, 30), date(2025, 10, 11)),  # eight days off follow; Saturday the 11th is worked
        (date(2025, 1, 24), date(2025, 2, 5)),  # Sunday the 26th is worked, then the Spring Festival to 4 February
        (date(2025, 3, 3), date(2025, 3, 6)),
    ],
)
def test_three_working_days_pass_over_holidays_and_count_the_weekends_that_are_worked(start: date, last: date) -> None:
    assert after_working_days(start, 3) == Due(last, certain=True)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2025, 3, 3), 15, date(2025, 3, 18)),
        (date(2025, 3, 7), 15, date(2025, 3, 24)),  # the 22nd is a Saturday
        (date(2025, 9, 20), 15, date(2025, 10, 9)),  # 5 October lies in the holidays
        (date(2025, 9, 18), 10, date(2025, 9, 28)),  # a Sunday that is worked
    ],
)
def test_calendar_days_that_would_end_on_a_day_off_end_on_the_next_working_day(
    start: date, count: int, last: date
) -> None:
    assert after_days(start, count) == Due(last, certain=True)


def test_a_year_whose_holidays_are_not_known_is_counted_monday_to_friday_and_said_to_be_uncertain() -> None:
    friday = date(2099, 5, 1)
    assert after_working_days(friday, 3) == Due(date(2099, 5, 6), certain=False)
    assert after_days(friday, 15) == Due(date(2099, 5, 18), certain=False)


@given(st.dates(date(2010, 1, 1), date(2100, 1, 1)), st.integers(1, 20))
def test_a_period_always_ends_and_never_before_its_days_have_passed(start: date, count: int) -> None:
    calendar, working = after_days(start, count), after_working_days(start, count)
    assert start + timedelta(days=count) <= calendar.day <= working.day + timedelta(days=10)
    assert working.day >= start + timedelta(days=count)
