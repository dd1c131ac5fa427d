"""A text as the short messages that carry it."""

import unicodedata
import zlib
from dataclasses import dataclass
from typing import Final

from ivr.domain.errors import BadInput
from ivr.sms.alphabet import GSM_7, UCS_2, filled, fits, signs
from ivr.sms.settings import Alphabet, Long

MOST_PARTS: Final = 5
"""A warning is to be read, and each part is paid for."""

_WHOLE: Final = {GSM_7: 160, UCS_2: 140}
"""Septets (one an octet on the wire) and octets that one short message holds: 3GPP TS 23.040."""

_ROOM: Final = {
    (GSM_7, Long.UDH_8): 153,
    (UCS_2, Long.UDH_8): 134,
    (GSM_7, Long.UDH_16): 152,
    (UCS_2, Long.UDH_16): 132,
}
"""The same, less a header of 6 or 7 octets; UCS-2 counts in pairs."""

_HEADED: Final = 0x40
"""``esm_class``: the message begins with a user data header."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one ``submit_sm`` carries: in its ``short_message``, or (``payload``) in the optional parameter."""

    octets: bytes
    coding: int
    esm_class: int = 0
    payload: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """``count``: how many short messages the telephone gets; one packet may become several on the way."""

    packets: tuple[Part, ...]
    count: int


def split(text: str, reference: str, alphabet: Alphabet, long: Long) -> Parts:
    """The same ``reference`` gives the same parts: a message that is sent again does not mix with another.

    Raises BadInput for an empty text, control or invisible characters, or more than MOST_PARTS parts.
    """
    _check(text)
    coding = GSM_7 if alphabet is Alphabet.GSM_7 and fits(text) else UCS_2
    characters = signs(text, coding)
    whole = b"".join(characters)
    if len(whole) <= _WHOLE[coding]:
        return Parts((Part(whole, coding),), 1)
    chunks = filled(characters, _ROOM[coding, Long.UDH_16 if long is Long.UDH_16 else Long.UDH_8])
    if len(chunks) > MOST_PARTS:
        raise _wrong(
            f"it needs {len(chunks)} parts; at most {MOST_PARTS}", f"需 {len(chunks)} 条，最多 {MOST_PARTS} 条"
        )
    if long is Long.PAYLOAD:
        return Parts((Part(whole, coding, payload=True),), len(chunks))
    headed = (_header(long, reference, len(chunks), place) + chunk for place, chunk in enumerate(chunks, 1))
    return Parts(tuple(Part(octets, coding, _HEADED) for octets in headed), len(chunks))


def _header(long: Long, reference: str, count: int, place: int) -> bytes:
    """3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8: which message, of how many parts, which part."""
    number = zlib.crc32(reference.encode())
    if long is Long.UDH_16:
        return bytes([6, 8, 4, number >> 8 & 255, number & 255, count, place])
    return bytes([5, 0, 3, number & 255, count, place])


def _check(text: str) -> None:
    if not text.strip():
        raise _wrong("it is empty", "内容为空")
    for sign in text:
        kind = unicodedata.category(sign)
        if kind[0] == "C" or kind in {"Zl", "Zp"}:
            raise _wrong(f"it holds a control character, U+{ord(sign):04X}", f"含有控制字符 U+{ord(sign):04X}")


def _wrong(reason: str, reason_zh: str) -> BadInput:
    return BadInput(field="text", reason=reason, reason_zh=reason_zh)
