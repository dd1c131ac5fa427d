"""A capture file that Wireshark opens, made from a SIPp trace: the IP and UDP headers are synthetic."""

import socket
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from ivr.carrier.message import SipMessage
from ivr.carrier.packet import Address

LINKTYPE_RAW: Final = 101
"""Packets begin with the IP header (tcpdump.org/linktypes.html)."""
MAGIC: Final = 0xA1B2C3D4
"""Microsecond timestamps."""


class Leg(NamedTuple):
    """Whose messages, seen at ``own``, spoken with ``peer``."""

    own: Address
    peer: Address
    messages: Iterable[SipMessage]


def write_pcap(path: Path, legs: Iterable[Leg]) -> None:
    """All legs' messages in time order."""
    seen = sorted(((message.at, leg, message) for leg in legs for message in leg.messages), key=lambda row: row[0])
    with path.open("wb") as file:
        file.write(struct.pack("<IHHiIII", MAGIC, 2, 4, 0, 0, 65535, LINKTYPE_RAW))
        for at, leg, message in seen:
            ends = (leg.own, leg.peer) if message.direction == "sent" else (leg.peer, leg.own)
            file.write(_record(at, _datagram(*ends, message.text.encode())))


def _record(at: float, data: bytes) -> bytes:
    seconds, micros = divmod(round(at * 1_000_000), 1_000_000)
    return struct.pack("<IIII", seconds, micros, len(data), len(data)) + data


def _datagram(source: Address, target: Address, payload: bytes) -> bytes:
    """An IPv4 packet with one UDP datagram; a UDP checksum of zero means none was made (RFC 768)."""
    udp = struct.pack("!HHHH", source[1], target[1], 8 + len(payload), 0) + payload
    ends = socket.inet_aton(source[0]) + socket.inet_aton(target[0])
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(udp), 0, 0, 64, socket.IPPROTO_UDP, 0) + ends
    return head[:10] + struct.pack("!H", _checksum(head)) + head[12:] + udp


def _checksum(head: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    total: int = sum(struct.unpack(f"!{len(head) // 2}H", head))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
