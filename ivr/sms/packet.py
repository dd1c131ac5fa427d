"""SMPP packets, written and read with smpplib's definitions of them.

Only the definitions are smpplib's (2.2.4). Its client loses what it has read of a packet when a read times out, writes
every packet with the password and the text to the debug log, and gives TLS no name to check. Its parser takes a string
without an end for a shorter one, so that a cut message id would pass for another's, and fails on an optional parameter
that it does not expect in that command; so the layout is walked here first.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from smpplib import command_codes, consts, smpp
from smpplib.client import SimpleSequenceGenerator
from smpplib.exceptions import UnknownCommandError
from smpplib.ptypes import ostr

from ivr.sms.errors import SmsGarbled
from ivr.sms.frames import HEADER

_ANSWER: Final = 0x80000000
_NAMES: Final[Mapping[int, str]] = {
    value: name.removeprefix("SMPP_") for name, value in vars(consts).items() if name.startswith("SMPP_ESME_")
}


@dataclass(frozen=True, slots=True)
class Packet:
    """One that was read. ``values``: the mandatory fields by SMPP's names; ``extra``: optional ones by tag."""

    command: str
    status: int
    sequence: int
    answer: bool
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    extra: Mapping[int, bytes] = field(default_factory=dict, repr=False)


def written(command: str, sequence: int, **values: object) -> bytes:
    """The octets of one packet; ``status`` among the values is 0 unless given."""
    packet = smpp.make_pdu(command, client=SimpleSequenceGenerator(), **values)
    packet.sequence = sequence
    octets: bytes = packet.generate()
    return octets


def header(octets: bytes) -> Packet:
    """The header alone; ``command`` is empty for one that SMPP 3.4 does not know."""
    _, code, status, sequence = struct.unpack(">LLLL", octets[:HEADER])
    try:
        command: str = command_codes.get_command_name(code)
    except UnknownCommandError:
        command = ""
    return Packet(command, status, sequence, bool(code & _ANSWER))


def read(octets: bytes) -> Packet:
    """Raises SmsGarbled for a command or a body that cannot be read; ``header`` reads the rest."""
    seen = header(octets)
    try:
        packet = smpp.make_pdu(seen.command, client=SimpleSequenceGenerator())
    except UnknownCommandError as error:
        raise SmsGarbled(reason="an unknown command") from error
    end = _mandatory_end(packet, seen, octets)
    packet.parse(octets[:end])
    values = {name: getattr(packet, name) for name in packet.params_order if not packet.field_is_optional(name)}
    return Packet(seen.command, seen.status, seen.sequence, seen.answer, values, dict(_optional(octets[end:])))


def _mandatory_end(packet: Any, seen: Packet, octets: bytes) -> int:
    """An answer may end early (one that refuses has no body), a request may not."""
    place, size = HEADER, 0
    for name in packet.params_order:
        if packet.field_is_optional(name) or (seen.answer and place == len(octets)):
            break
        kind = packet.params[name]
        if kind.type is int:
            size = int.from_bytes(octets[place : place + kind.size])
            place += kind.size
        elif kind.type is ostr:
            place += size  # its length is the field before it
        else:
            place = octets.find(b"\0", place) + 1 or len(octets) + 1
    if place > len(octets):
        raise SmsGarbled(reason=f"{seen.command} is cut")
    return place


def _optional(octets: bytes) -> Iterator[tuple[int, bytes]]:
    while octets:
        if len(octets) < 4 or len(octets) - 4 < (size := int.from_bytes(octets[2:4])):
            raise SmsGarbled(reason="an optional parameter is cut")
        yield int.from_bytes(octets[:2]), octets[4 : 4 + size]
        octets = octets[4 + size :]


def status_name(status: int) -> str:
    """For people: ``ESME_RTHROTTLED, 0x58``."""
    return f"{_NAMES.get(status, 'ESME_UNKNOWN')}, 0x{status:X}"
