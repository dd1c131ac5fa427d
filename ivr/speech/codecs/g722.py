"""G.722 at 64 kbit/s, headerless: Asterisk's ``.g722``. Its sound has 16 kHz, whatever RTP's clock says."""

from ivr.speech.codecs import ffmpeg
from ivr.speech.sound import Sound

RATE = 16_000


def encode(sound: Sound) -> bytes:
    return ffmpeg.encode(sound, "g722", "g722")


def decode(content: bytes) -> Sound:
    return ffmpeg.decode(content, "g722", RATE)
