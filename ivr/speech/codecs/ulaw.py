"""G.711 µ-law, 8 kHz, headerless: Asterisk's ``.ulaw``."""

from ivr.kit import g711
from ivr.speech.codecs import pcm
from ivr.speech.sound import Sound

RATE = g711.RATE


def encode(sound: Sound) -> bytes:
    return g711.ulaw_encode(pcm.integers(sound.samples))


def decode(content: bytes) -> Sound:
    return Sound(pcm.floats(g711.ulaw_decode(content)), RATE)
