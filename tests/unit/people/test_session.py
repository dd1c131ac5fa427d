"""A session ends by itself, and opens only when every step is done."""

from datetime import UTC, datetime, timedelta

import pytest

from ivr.domain.account import Account
from ivr.domain.session import IDLE, LONGEST, Needs, Session, needs
from ivr.web.site import Site

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def test_a_session_ends_after_half_an_hour_unused_and_after_twelve_hours_in_any_case() -> None:
    session = Session("x", None, "1" * 16, "password", NOW, NOW, NOW + LONGEST)
    assert session.valid(NOW + IDLE - timedelta(microseconds=1))
    assert not session.valid(NOW + IDLE)
    session.seen_at = NOW + LONGEST - timedelta(minutes=1)
    assert session.valid(NOW + LONGEST - timedelta(microseconds=1))
    assert not session.valid(NOW + LONGEST)


@pytest.mark.parametrize(
    ("one_time", "factor", "proven", "step"),
    [
        (True, False, False, Needs.NEW_PASSWORD),
        (True, True, False, Needs.SECOND_FACTOR),
        (True, True, True, Needs.NEW_PASSWORD),
        (False, True, False, Needs.SECOND_FACTOR),
        (False, True, True, None),
        (False, False, False, Needs.ENROLMENT),
        (False, False, True, Needs.ENROLMENT),
    ],
)
def test_each_step_comes_in_its_turn(one_time: bool, factor: bool, proven: bool, step: Needs | None) -> None:
    account = Account("1" * 16, None, "li.wen", "hash", NOW, NOW if one_time else None, "s", 1 if factor else None)
    assert needs(account, proven=proven) is step


@pytest.mark.parametrize(
    ("origin", "local", "cookie"),
    [
        ("https://ivr.court.example", False, "__Host-ivr"),
        ("http://ivr.court.example", False, "__Host-ivr"),
        ("http://192.0.2.1:8000", False, "__Host-ivr"),
        ("http://127.0.0.1:8000", True, "ivr"),
        ("http://localhost:8000", True, "ivr"),
        ("http://[::1]:8000", True, "ivr"),
        ("https://127.0.0.1:8000", False, "__Host-ivr"),
    ],
)
def test_a_cookie_goes_without_tls_on_this_machine_only(origin: str, local: bool, cookie: str) -> None:
    assert (Site(origin).local, Site(origin).cookie) == (local, cookie)


@pytest.mark.parametrize(
    "other",
    [
        "https://evil.example",
        "http://ivr.court.example",
        "null",
        "",
        "https://ivr.court.example:444",
        "https://ivr.court.example.evil.example",
        "http://[",
    ],
)
def test_only_our_own_pages_are_ours(other: str) -> None:
    assert Site("https://ivr.court.example").ours("https://ivr.court.example")
    assert not Site("https://ivr.court.example").ours(other)
    assert not Site("http://127.0.0.1:8000").ours("https://evil.example")
