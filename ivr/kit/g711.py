"""G.711: the telephone network's companding, A-law and µ-law, between bytes and 16-bit linear samples.

Follows ITU-T G.711 with the rounding of the reference programs in ITU-T G.191 (``alaw_compress``, ``ulaw_compress``).
Every A-law byte survives decode and encode unchanged; so does every µ-law byte but the negative zero 0x7F.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

RATE: Final = 8000
"""Samples a second."""
ALAW_SILENCE: Final = 0xD5
"""The A-law byte nearest to zero (+8)."""


def alaw_decode(data: bytes) -> Samples:
    """One sample (-32256 to 32256) for each A-law byte."""
    return _ALAW_VALUES[np.frombuffer(data, np.uint8)]


def alaw_encode(samples: Samples) -> bytes:
    """One A-law byte for each 16-bit sample."""
    return _ALAW_BYTES[samples.astype(np.int16).view(np.uint16)].tobytes()


def ulaw_decode(data: bytes) -> Samples:
    """One sample (-32124 to 32124) for each µ-law byte."""
    return _ULAW_VALUES[np.frombuffer(data, np.uint8)]


def ulaw_encode(samples: Samples) -> bytes:
    """One µ-law byte for each 16-bit sample."""
    return _ULAW_BYTES[samples.astype(np.int16).view(np.uint16)].tobytes()


def _alaw_values() -> Samples:
    code = np.arange(256) ^ 0x55
    exponent, mantissa = code >> 4 & 7, code & 15
    size = np.where(exponent == 0, mantissa * 16 + 8, mantissa * 16 + 264 << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, size, -size).astype(np.int16)


def _ulaw_values() -> Samples:
    code = ~np.arange(256) & 0xFF
    size = ((code & 15) * 8 + 132 << (code >> 4 & 7)) - 132
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _every_sample() -> NDArray[np.int64]:
    """All 16-bit samples, in the order of their unsigned bit pattern."""
    return np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int64)


def _alaw_bytes() -> NDArray[np.uint8]:
    sample = _every_sample()
    size = np.where(sample < 0, ~sample, sample) >> 4
    exponent = np.maximum(np.log2(np.maximum(size, 1)).astype(np.int64) - 3, 0)
    mantissa = (size >> np.maximum(exponent - 1, 0)) & 15
    code: NDArray[np.int64] = (exponent << 4 | mantissa | np.where(sample < 0, 0, 0x80)) ^ 0x55
    return code.astype(np.uint8)


def _ulaw_bytes() -> NDArray[np.uint8]:
    sample = _every_sample()
    size = np.minimum((np.where(sample < 0, ~sample, sample) >> 2) + 33, 0x1FFF)
    exponent = np.log2(size).astype(np.int64) - 5
    mantissa = size >> (exponent + 1) & 15
    code: NDArray[np.int64] = ~(exponent << 4 | mantissa | np.where(sample < 0, 0x80, 0)) & 0xFF
    return code.astype(np.uint8)


_ALAW_VALUES: Final = _alaw_values()
_ULAW_VALUES: Final = _ulaw_values()
_ALAW_BYTES: Final = _alaw_bytes()
_ULAW_BYTES: Final = _ulaw_bytes()
