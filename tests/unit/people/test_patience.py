"""Guessing gets slower with each failure, and a day of quiet forgives."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.patience import FORGETS, LONGEST, OF_ACCOUNT, OF_ADDRESS, Failures

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def test_some_failures_cost_nothing() -> None:
    assert [OF_ACCOUNT.wait(count) for count in range(5)] == [timedelta()] * 5
    assert OF_ADDRESS.wait(29) == timedelta()


def test_then_each_failure_doubles_the_wait_up_to_an_hour() -> None:
    waits = [OF_ACCOUNT.wait(count).total_seconds() for count in range(5, 14)]
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


@given(st.integers(0, 10_000))
def test_a_further_failure_never_shortens_the_wait(count: int) -> None:
    assert OF_ACCOUNT.wait(count) <= OF_ACCOUNT.wait(count + 1) <= LONGEST
    assert OF_ADDRESS.wait(count) <= OF_ACCOUNT.wait(count)


def test_an_account_is_guessed_at_most_forty_times_a_day() -> None:
    """ASVS 2.2.1 allows 100 an hour."""
    at, tries = timedelta(), 0
    while at < timedelta(days=1):
        tries += 1
        at += OF_ACCOUNT.wait(tries)
    assert tries <= 40


def test_failures_are_forgotten_after_a_day_without_another() -> None:
    failures = Failures("k", 7, NOW, NOW)
    assert failures.remembered(NOW + FORGETS - timedelta(seconds=1)) == 7
    assert failures.remembered(NOW + FORGETS) == 0
