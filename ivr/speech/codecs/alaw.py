"""G.711 A-law, 8 kHz, headerless: Asterisk's ``.alaw``.

Tools differ in rounding about 1,000 of the 65,536 inputs (measured), so bytes are never compared across tools.
"""

from ivr.kit import g711
from ivr.speech.codecs import pcm
from ivr.speech.sound import Sound

RATE = g711.RATE


def encode(sound: Sound) -> bytes:
    return g711.alaw_encode(pcm.integers(sound.samples))


def decode(content: bytes) -> Sound:
    return Sound(pcm.floats(g711.alaw_decode(content)), RATE)
