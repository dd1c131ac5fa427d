"""Signed linear, 16 bit little-endian, headerless, 8 kHz: Asterisk's ``.sln``, which it can turn into anything."""

import numpy as np

from ivr.speech.codecs import pcm
from ivr.speech.sound import Sound

RATE = 8_000


def encode(sound: Sound) -> bytes:
    return pcm.integers(sound.samples).astype("<i2").tobytes()


def decode(content: bytes, rate: int = RATE) -> Sound:
    return Sound(pcm.floats(np.frombuffer(content, dtype="<i2").astype(np.int16)), rate)
