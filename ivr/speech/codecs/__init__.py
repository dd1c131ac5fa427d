"""Samples ↔ bytes of one codec, one file each, and the list of those a prompt is stored in.

May not enter: mastering decisions, text. To add a codec: a file with ``encode(Sound) -> bytes`` and
``decode(bytes) -> Sound``, and its line in :data:`CODECS`; its key is the file's extension, as Asterisk names it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ivr.speech.codecs import alaw, amr, g722, opus, sln, sln16, ulaw, wav
from ivr.speech.sound import Sound


@dataclass(frozen=True)
class Codec:
    """``rate`` in Hz is the master it is made from. ``on_nodes``: Asterisk plays the file as it is.

    ``loss_db``: about what it takes from a voice's level (measured), so that the first try comes near.

    The master is not for nodes: Asterisk takes a ``.wav`` for 8 kHz, and refuses the file in the middle of a call.
    Debian's Asterisk 22 has no file format for AMR, and decodes an Opus file only to encode it again.
    """

    rate: int
    encode: Callable[[Sound], bytes]
    decode: Callable[[bytes], Sound]
    on_nodes: bool = False
    loss_db: float = 0.0


CODECS: dict[str, Codec] = {
    "alaw": Codec(alaw.RATE, alaw.encode, alaw.decode, on_nodes=True),
    "ulaw": Codec(ulaw.RATE, ulaw.encode, ulaw.decode, on_nodes=True),
    "g722": Codec(g722.RATE, g722.encode, g722.decode, on_nodes=True),
    "sln": Codec(sln.RATE, sln.encode, sln.decode, on_nodes=True),
    "sln16": Codec(sln16.RATE, sln16.encode, sln16.decode, on_nodes=True),
    "opus": Codec(opus.RATE, opus.encode, opus.decode, loss_db=0.25),
    "amr": Codec(amr.RATE, amr.encode, amr.decode, loss_db=0.25),
    "wav": Codec(wav.RATE, wav.encode, wav.decode),
}
