"""G.711 against its own properties and the values printed in the standard."""

import numpy as np
import pytest

from ivr.kit.g711 import ALAW_SILENCE, alaw_decode, alaw_encode, ulaw_decode, ulaw_encode

EVERY_BYTE = bytes(range(256))
EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)


def test_every_alaw_byte_survives_decode_and_encode() -> None:
    assert alaw_encode(alaw_decode(EVERY_BYTE)) == EVERY_BYTE


def test_every_ulaw_byte_but_the_negative_zero_survives() -> None:
    again = ulaw_encode(ulaw_decode(EVERY_BYTE))
    assert [byte for byte in range(256) if again[byte] != byte] == [0x7F]
    assert ulaw_decode(b"\x7f\xff").tolist() == [0, 0]


@pytest.mark.parametrize(
    ("byte", "value"),
    [(0xD5, 8), (0x55, -8), (0xD4, 24), (0xAA, 32256), (0x2A, -32256), (0xC5, 264), (0xF5, 528)],
)
def test_alaw_values_are_those_of_table_1a(byte: int, value: int) -> None:
    """Table 1a's decoder output is in 13 bits; here it is in 16, eight times as large."""
    assert alaw_decode(bytes([byte])).tolist() == [value]


@pytest.mark.parametrize(
    ("byte", "value"), [(0xFF, 0), (0xFE, 8), (0x80, 32124), (0x00, -32124), (0xF0, 120), (0xEF, 132)]
)
def test_ulaw_values_are_those_of_table_2a(byte: int, value: int) -> None:
    assert ulaw_decode(bytes([byte])).tolist() == [value]


def test_alaw_never_errs_by_more_than_half_a_step() -> None:
    error = np.abs(alaw_decode(alaw_encode(EVERY_SAMPLE)).astype(int) - EVERY_SAMPLE)
    step = np.maximum(16, 2.0 ** np.floor(np.log2(np.maximum(np.abs(EVERY_SAMPLE.astype(int)), 1))) / 16)
    assert (error <= step / 2 + 1)[np.abs(EVERY_SAMPLE.astype(int)) <= 32255].all()


@pytest.mark.parametrize(
    "encode_decode", [lambda x: alaw_decode(alaw_encode(x)), lambda x: ulaw_decode(ulaw_encode(x))]
)
def test_louder_in_is_never_quieter_out(encode_decode) -> None:  # type: ignore[no-untyped-def]
    assert (np.diff(encode_decode(EVERY_SAMPLE).astype(int)) >= 0).all()


def test_silence_is_the_byte_nearest_to_zero() -> None:
    assert alaw_encode(np.zeros(1, np.int16)) == bytes([ALAW_SILENCE])
