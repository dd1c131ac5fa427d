"""A byte stream cut into SMPP packets, however the network cut it."""

from typing import Final

from ivr.sms.errors import SmsGarbled

HEADER: Final = 16
"""Octets: length, command, status, sequence number; each a big-endian 32-bit number (SMPP 3.4 section 3.2)."""

LONGEST: Final = 70_000
"""A ``message_payload`` may have 65,535 octets; what claims to be much longer is no SMPP."""


class Frames:
    """Feed octets, take whole packets."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, octets: bytes) -> None:
        self._held += octets

    def take(self) -> bytes | None:
        """The next whole packet with its header, or None. Raises SmsGarbled for an impossible length."""
        if len(self._held) < 4:
            return None
        length = int.from_bytes(self._held[:4])
        if not HEADER <= length <= LONGEST:
            raise SmsGarbled(reason=f"a packet of {length} octets")
        if len(self._held) < length:
            return None
        packet = bytes(self._held[:length])
        del self._held[:length]
        return packet
