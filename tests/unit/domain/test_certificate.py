"""The code of a certificate: it cannot be guessed, and typing it wrong does not lead to another one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.certificate import ALPHABET, SIGNS, code, read_code

SECRETS = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(SECRETS)
def test_a_code_is_read_as_it_is_written_and_in_any_case_with_any_gaps(secret: str) -> None:
    written = code(secret)
    assert [len(group) for group in written.split("-")] == [5, 5, 5, 5]
    for typed in (written, written.lower(), written.replace("-", ""), f" {written.replace('-', ' — ')}\n"):
        assert read_code(typed) == written


@given(SECRETS, st.data())
def test_one_wrong_sign_is_found(secret: str, data: st.DataObject) -> None:
    signs = code(secret).replace("-", "")
    at = data.draw(st.integers(0, SIGNS))
    other = data.draw(st.sampled_from(sorted(set(ALPHABET) - {signs[at]})))
    assert read_code(signs[:at] + other + signs[at + 1 :]) is None


def test_nearly_all_swapped_neighbours_are_found() -> None:
    found = missed = 0
    for n in range(500):
        signs = code(f"{n * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}").replace("-", "")
        for at, (one, other) in enumerate(pairwise(signs)):
            if one != other:
                swapped = signs[:at] + other + one + signs[at + 2 :]
                found, missed = (found + 1, missed) if read_code(swapped) is None else (found, missed + 1)
    assert missed / (found + missed) < 0.005


def test_signs_that_look_alike_are_read_as_what_they_are_taken_for() -> None:
    written = next(one for one in (code(f"{n:032x}" * 1) for n in range(2**96, 2**96 + 9)) if "0" in one)
    assert read_code(written.replace("0", "O").replace("1", "l")) == written
    assert read_code(written.replace("0", "０")) == written, "a Chinese keyboard's full-width digits"


def test_every_bit_of_the_secret_that_counts_changes_the_code() -> None:
    codes = {code(f"{1 << bit:032x}") for bit in range(128 - 5 * SIGNS, 128)}
    assert len(codes) == 5 * SIGNS == 95


@pytest.mark.parametrize("given", ["", "-", "AAAAA-AAAAA-AAAAA-AAAA", "U" * 20, "中" * 20, "A" * 10_000, "\x00" * 20])
def test_what_is_no_code_is_none(given: str) -> None:
    assert read_code(given) is None
