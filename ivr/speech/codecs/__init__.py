"""Samples ↔ bytes of one trunk codec, one file each, and the list of those a prompt is stored in.

May not enter: mastering decisions, text. To add a codec: a file with ``encode(Sound) -> bytes`` and
``decode(bytes) -> Sound``, and its line in :data:`CODECS`; its key is Asterisk's file extension.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ivr.speech.codecs import alaw, wav
from ivr.speech.sound import Sound


@dataclass(frozen=True)
class Codec:
    """``rate`` in Hz is the master it is made from."""

    rate: int
    encode: Callable[[Sound], bytes]
    decode: Callable[[bytes], Sound]


CODECS: dict[str, Codec] = {
    "alaw": Codec(alaw.RATE, alaw.encode, alaw.decode),
    "wav": Codec(wav.RATE, wav.encode, wav.decode),
}
