"""One-time codes, against the vectors of RFC 6238, appendix B."""

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.kit.totp import STEP_S, new_secret, step_of, uri

SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}


@pytest.mark.parametrize("at", sorted(VECTORS))
def test_the_rfcs_codes_are_accepted_at_their_time(at: int) -> None:
    assert step_of(SECRET, VECTORS[at], datetime.fromtimestamp(at, UTC)) == at // STEP_S


@given(st.integers(10**9, 2 * 10**9), st.integers(-300, 300))
def test_a_code_is_accepted_within_one_step_of_its_own_and_not_beyond(at: int, off: int) -> None:
    code = pyotp.TOTP(SECRET).at(at)
    found = step_of(SECRET, code, datetime.fromtimestamp(at, UTC) + timedelta(seconds=off))
    near = abs((at + off) // STEP_S - at // STEP_S) <= 1
    assert (found == at // STEP_S) == near or found is not None  # another near step may have the same code


@given(st.text(max_size=20))
def test_whatever_is_typed_is_no_code_or_a_step(typed: str) -> None:
    step_of(SECRET, typed, datetime(2026, 3, 2, tzinfo=UTC))


def test_a_secret_has_160_bits_and_its_address_names_account_and_gateway() -> None:
    secret = new_secret()
    assert len(base64.b32decode(secret)) == 20
    told = uri(secret, "li.wen", "Court notice gateway")
    assert told.startswith("otpauth://totp/Court%20notice%20gateway:li.wen?")
    assert f"secret={secret}" in told
