"""A signed payment: what is believed, what is read, what is refused."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.feeds.errors import BadSignature, Stale
from ivr.feeds.webhook import WINDOW_SECONDS, parse, sign, verify

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
SECRET = "a shared secret"
ENTRY: dict[str, Any] = {
    "id": "20260301-000017",
    "account": "622200001234",
    "amount": "2951.00",
    "currency": "CNY",
    "status": "BOOK",
    "reversal": False,
    "booked_at": "2026-03-01T05:12:00+08:00",
    "text": "（2017）川1302执1234号",
}
BODY = json.dumps(ENTRY).encode()


def headers(stamp: str = STAMP, signature: str | None = None) -> dict[str, str]:
    return {"X-Timestamp": stamp, "X-Signature": signature or sign(stamp, BODY, SECRET)}


def test_a_right_signature_is_believed_whatever_the_case_of_the_header_names() -> None:
    verify(headers(), BODY, SECRET, NOW)
    verify({name.lower(): value for name, value in headers().items()}, BODY, SECRET, NOW)


def test_openssl_computes_the_same_signature() -> None:
    """So that a sender in another language can check its own: printf '1.{}' | openssl dgst -sha256 -hmac k"""
    assert sign("1", b"{}", "k") == "3dd49b2593d0f9a349e9e71c4bde3e2b862c2be4003fe9b4ba81332029310158"


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_any_flipped_byte_of_the_body_is_refused(at: int, flip: int) -> None:
    spoilt = BODY[:at] + bytes([BODY[at] ^ flip]) + BODY[at + 1 :]
    with pytest.raises(BadSignature):
        verify(headers(), spoilt, SECRET, NOW)


@given(st.integers(0, 63), st.integers(1, 127))
def test_any_flipped_byte_of_the_signature_is_refused(at: int, flip: int) -> None:
    right = sign(STAMP, BODY, SECRET)
    spoilt = right[:at] + chr(ord(right[at]) ^ flip) + right[at + 1 :]
    with pytest.raises(BadSignature):
        verify(headers(signature=spoilt), BODY, SECRET, NOW)


@given(st.integers(0, len(STAMP) - 1), st.integers(1, 127))
def test_any_flipped_byte_of_the_timestamp_is_refused(at: int, flip: int) -> None:
    spoilt = STAMP[:at] + chr(ord(STAMP[at]) ^ flip) + STAMP[at + 1 :]
    with pytest.raises(BadSignature):
        verify(headers(spoilt, sign(STAMP, BODY, SECRET)), BODY, SECRET, NOW)


@given(st.dictionaries(st.sampled_from(["x-timestamp", "X-Signature"]), st.text()), st.binary())
def test_nothing_that_was_not_signed_is_believed(given_headers: dict[str, str], body: bytes) -> None:
    with pytest.raises(BadSignature):
        verify(given_headers, body, SECRET, NOW)


@pytest.mark.parametrize("secret", [None, ""])
def test_a_source_without_a_secret_is_never_believed(secret: str | None) -> None:
    with pytest.raises(BadSignature):
        verify(headers(signature=sign(STAMP, BODY, "")), BODY, secret, NOW)


@pytest.mark.parametrize("seconds", [WINDOW_SECONDS + 1, -WINDOW_SECONDS - 1, 86_400])
def test_a_replay_outside_the_window_is_refused(seconds: int) -> None:
    with pytest.raises(Stale):
        verify(headers(), BODY, SECRET, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [WINDOW_SECONDS, -WINDOW_SECONDS, 0])
def test_the_window_has_room_for_a_slow_clock(seconds: int) -> None:
    verify(headers(), BODY, SECRET, NOW + timedelta(seconds=seconds))


def test_an_entry_is_read_exactly() -> None:
    read = parse(BODY, "abc-bank")
    assert (read.source, read.external_id, read.amount) == ("abc-bank", "20260301-000017", Decimal("2951.00"))
    assert read.booked_at == datetime(2026, 2, 28, 21, 12, tzinfo=UTC)


def test_account_and_text_may_be_missing_and_unknown_fields_are_ignored() -> None:
    short = {name: value for name, value in ENTRY.items() if name not in {"account", "text"}}
    read = parse(json.dumps({**short, "branch": {"of": "bank"}}).encode(), "abc-bank")
    assert (read.account, read.text) == ("", "")


WRONG = [
    ("id", ""),
    ("id", "x" * 111),
    ("id", 17),
    ("amount", 2951.0),
    ("amount", "2951.001"),
    ("amount", "-1"),
    ("amount", "0.00"),
    ("amount", "NaN"),
    ("amount", "1e3"),
    ("amount", "２９５１"),
    ("currency", "cny"),
    ("currency", "CNYX"),
    ("status", "book"),
    ("reversal", "false"),
    ("reversal", 0),
    ("booked_at", "2026-03-01T05:12:00"),
    ("booked_at", "2026-03-01"),
    ("booked_at", "0001-01-01T00:00:00+14:00"),
    ("booked_at", 1772312720),
    ("text", "x" * 501),
    ("text", "a\nb"),
    ("account", None),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_field_is_refused_by_its_name(field: str, value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        parse(json.dumps({**ENTRY, field: value}).encode(), "abc-bank")
    assert refused.value.field == field


@pytest.mark.parametrize("field", ["id", "amount", "currency", "status", "reversal", "booked_at"])
def test_a_missing_field_is_refused_by_its_name(field: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(json.dumps({name: value for name, value in ENTRY.items() if name != field}).encode(), "abc-bank")
    assert refused.value.field == field


def test_of_two_amounts_in_one_entry_neither_is_trusted() -> None:
    with pytest.raises(BadInput):
        parse(BODY[:-1] + b', "amount": "1.00"}', "abc-bank")


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode)
)
def test_whatever_is_sent_is_read_or_refused_with_a_field(body: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        parse(body, "abc-bank")
    assert refused.value.field
