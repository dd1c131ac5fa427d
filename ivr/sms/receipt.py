"""What became of a message, as the centre reports it (SMPP 3.4 appendix B, and optional parameters beside the text).

Chosen direction: a doubt is no proof that the person was told. Where the two ways of saying it differ, or a word is
not SMPP's, the state is ``UNKNOWN`` and the clerk sees the code.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from ivr.sms.alphabet import UCS_2
from ivr.sms.ids import in_answer, in_receipt
from ivr.sms.packet import Packet
from ivr.sms.settings import SmppSettings

_RECEIPT: Final = (0x04, 0x20)
"""``esm_class``, its message type: a receipt, or a notification on the way."""

_ID_TAG, _STATE_TAG, _NETWORK_TAG, _PAYLOAD_TAG = 0x001E, 0x0427, 0x0423, 0x0424
_STATED = re.compile(r"(id|stat|done date|err):\s*(\S+)", re.IGNORECASE)


class State(StrEnum):
    """Only ``DELIVERED`` proves that the message reached the telephone. ``UNKNOWN`` may be followed by another."""

    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


_WORDS: Final = {
    "DELIVRD": State.DELIVERED,
    "EXPIRED": State.EXPIRED,
    "DELETED": State.FAILED,
    "UNDELIV": State.FAILED,
    "REJECTD": State.REJECTED,
}
_NUMBERS: Final = {2: State.DELIVERED, 3: State.EXPIRED, 4: State.FAILED, 5: State.FAILED, 8: State.REJECTED}


@dataclass(frozen=True, slots=True)
class Receipt:
    """``message_id``: one of ``Submitted.message_ids``. ``at``: UTC, the centre's own time where it gave one.

    ``error_code``: as the centre wrote it (its word and its code), for the clerk and the carrier; may be empty.
    """

    message_id: str
    state: State
    at: datetime
    error_code: str


def is_receipt(packet: Packet) -> bool:
    return packet.values["esm_class"] & 0x3C in _RECEIPT


def receipt(packet: Packet, settings: SmppSettings, now: datetime) -> Receipt | None:
    """None when it names no message."""
    said = {name.lower(): value for name, value in reversed(_STATED.findall(_text(packet)))}
    message_id = _message_id(packet, said.get("id", ""), settings)
    if not message_id:
        return None
    at = _time(said.get("done date", ""), ZoneInfo(settings.zone)) or now
    return Receipt(message_id, _state(packet, said.get("stat")), at, _code(packet, said))


def together(states: Collection[State | None]) -> State | None:
    """Of all parts of one message (None: no receipt yet): delivered when all are, else the first that failed."""
    for bad in (State.REJECTED, State.FAILED, State.EXPIRED):
        if bad in states:
            return bad
    if None in states or not states:
        return None
    return State.UNKNOWN if State.UNKNOWN in states else State.DELIVERED


def _text(packet: Packet) -> str:
    octets = packet.extra.get(_PAYLOAD_TAG) or packet.values.get("short_message") or b""
    return octets.decode("utf-16-be" if packet.values["data_coding"] == UCS_2 else "latin-1", "replace")


def _message_id(packet: Packet, said: str, settings: SmppSettings) -> str:
    """The optional parameter repeats the answer's form (section 5.3.2.12); the text may have its own."""
    if tagged := packet.extra.get(_ID_TAG, b"").rstrip(b"\0"):
        return in_answer(tagged.decode("latin-1"), settings.ids)
    return in_receipt(said, settings.ids)


def _state(packet: Packet, word: str | None) -> State:
    stated = {_WORDS.get(word.upper(), State.UNKNOWN)} if word else set()
    if number := packet.extra.get(_STATE_TAG):
        stated.add(_NUMBERS.get(number[0], State.UNKNOWN))
    return stated.pop() if len(stated) == 1 else State.UNKNOWN


def _code(packet: Packet, said: dict[str, str]) -> str:
    network = packet.extra.get(_NETWORK_TAG, b"")
    code = f"{network[0]}:{int.from_bytes(network[1:])}" if len(network) == 3 else said.get("err", "")
    whole = " ".join(word for word in (said.get("stat", ""), code) if word)
    return "".join(sign for sign in whole if sign.isprintable())[:40]


def _time(digits: str, zone: ZoneInfo) -> datetime | None:
    """``YYMMDDhhmm`` with or without seconds."""
    shape = {10: "%y%m%d%H%M", 12: "%y%m%d%H%M%S"}.get(len(digits))
    if not shape or not digits.isascii() or not digits.isdigit():
        return None
    try:
        return datetime.strptime(digits, shape).replace(tzinfo=zone).astimezone(UTC)
    except ValueError:
        return None
