"""The two alphabets of a short message: GSM 7-bit (3GPP TS 23.038, section 6.2.1) and UCS-2.

smpplib has a table too, but it sends a backtick as "§" and cuts a two-septet character in half between two parts.
"""

from collections.abc import Iterable
from typing import Final

GSM_7: Final = 0
"""SMPP ``data_coding``: the centre's default alphabet."""

UCS_2: Final = 8

_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61, "]": 62, "|": 64, "€": 101}
_ESCAPE: Final = 27
_TABLE: Final = {sign: bytes([place]) for place, sign in enumerate(_BASIC) if place != _ESCAPE} | {
    sign: bytes([_ESCAPE, place]) for sign, place in _EXTENDED.items()
}


def fits(text: str) -> bool:
    """Whether GSM 7-bit has every character."""
    return all(sign in _TABLE for sign in text)


def signs(text: str, coding: int) -> list[bytes]:
    """One entry a character, so that none is cut between two parts: 1-2 octets in GSM 7-bit, 2 or 4 in UCS-2.

    Rare Chinese characters are a pair of 16-bit units (UTF-16), as telephones read them.
    """
    if coding == GSM_7:
        return [_TABLE[sign] for sign in text]
    return [sign.encode("utf-16-be") for sign in text]


def filled(characters: Iterable[bytes], room: int) -> list[bytes]:
    """Joined to chunks of at most ``room`` octets, each as full as whole characters allow."""
    chunks = [b""]
    for one in characters:
        if len(chunks[-1]) + len(one) > room:
            chunks.append(b"")
        chunks[-1] += one
    return chunks
