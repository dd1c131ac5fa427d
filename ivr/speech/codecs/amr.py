"""AMR-NB at 12.2 kbit/s in its storage format (RFC 4867, section 5): for platforms of mobile carriers."""

from ivr.speech.codecs import ffmpeg
from ivr.speech.sound import Sound

RATE = 8_000


def encode(sound: Sound) -> bytes:
    return ffmpeg.encode(sound, "libopencore_amrnb", "amr", bit_rate=12_200)


def decode(content: bytes) -> Sound:
    return ffmpeg.decode(content, "amr", RATE)
