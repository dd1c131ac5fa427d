"""One RTP packet (RFC 3550), read from and written to a datagram."""

import struct
from dataclasses import dataclass
from typing import Final

Address = tuple[str, int]

HEADER: Final = struct.Struct("!BBHII")
VERSION: Final = 0x80


@dataclass(frozen=True, slots=True)
class Packet:
    """``at``: arrival by the kernel's wall clock, seconds since the epoch; ``source``: who sent it."""

    at: float
    source: Address
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


def read_packet(data: bytes, at: float, source: Address) -> Packet | None:
    """The packet, or None where the datagram is no RTP (RTCP, STUN, rubbish)."""
    if len(data) < HEADER.size or data[0] & 0xC0 != VERSION or 192 <= data[1] <= 223:
        return None
    first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
    start = HEADER.size + 4 * (first & 0x0F)
    if first & 0x10 and len(data) >= start + 4:
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    end = len(data) - (data[-1] if first & 0x20 else 0)
    return Packet(at, source, second & 0x7F, sequence, timestamp, ssrc, data[start : max(start, end)])


def write_packet(payload_type: int, sequence: int, timestamp: int, ssrc: int, payload: bytes) -> bytes:
    """The datagram, with no extension, no padding and no marker."""
    return HEADER.pack(VERSION, payload_type, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc) + payload
