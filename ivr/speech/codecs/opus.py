"""Opus in Ogg (RFC 7845), 24 kbit/s: for platforms of carriers that play the notice themselves."""

from ivr.speech.codecs import ffmpeg
from ivr.speech.sound import Sound

RATE = 24_000


def encode(sound: Sound) -> bytes:
    return ffmpeg.encode(sound, "libopus", "ogg", bit_rate=24_000, options={"application": "voip"})


def decode(content: bytes) -> Sound:
    return ffmpeg.decode(content, "ogg", RATE)
