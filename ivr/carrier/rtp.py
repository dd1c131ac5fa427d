"""A telephone's audio: records what arrives at one UDP port and, where wanted, talks back with a steady tone."""

import contextlib
import select
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from ivr.carrier.errors import RtpFailed
from ivr.carrier.packet import Address, Packet, read_packet, write_packet
from ivr.carrier.tone import tone
from ivr.kit import g711

PCMA: Final = 8
FRAME: Final = 160
"""Samples in a packet of 20 ms, the trunk's usual packet time."""
PERIOD: Final = 0.02
SO_TIMESTAMPNS: Final = 35
"""Linux: the kernel notes each datagram's arrival, so that a late thread does not falsify it."""
TIMESPEC: Final = struct.Struct("@ll")


@dataclass(slots=True)
class _Talk:
    """The tone towards one peer."""

    next_at: float
    ssrc: int
    sent: int = 0


@dataclass(slots=True)
class _Heard:
    packets: list[Packet] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class RtpPort:
    """A UDP port at ``address`` with a thread that records; with ``tone_hz`` it sends that tone to every peer.

    Raises RtpFailed when closed, if the socket broke meanwhile.
    """

    def __init__(self, address: str = "127.0.0.1", *, tone_hz: int | None = None) -> None:
        self._socket = _even_port(address)
        self.address = address
        self.port: int = self._socket.getsockname()[1]
        self._frames = _frames(tone_hz) if tone_hz else []
        self._heard = _Heard()
        self._talks: dict[Address, _Talk] = {}
        self._fault: OSError | None = None
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name=f"rtp-{self.port}", daemon=True)
        self._thread.start()

    def send_to(self, peer: Address) -> None:
        """Talk to ``peer`` from now on; repeating it changes nothing."""
        if self._frames and peer not in self._talks:
            self._talks[peer] = _Talk(time.monotonic(), ssrc=(self.port << 16) + peer[1])
            self._wake.send(b"t")

    def stop_sending(self, peer: Address) -> None:
        """Say no more to ``peer``, whose port may soon be somebody else's."""
        self._talks.pop(peer, None)

    def packets(self, source_port: int | None = None) -> list[Packet]:
        """What arrived so far, in order of arrival; from one sender's port only, if it is given.

        A gateway with several addresses may send from another one than its SDP names; the port is the same.
        """
        with self._heard.lock:
            return [packet for packet in self._heard.packets if source_port in (None, packet.source[1])]

    def close(self) -> None:
        self._wake.close()
        self._thread.join(timeout=2)
        self._woken.close()
        self._socket.close()
        if self._fault:
            raise RtpFailed(port=self.port, reason=self._fault) from self._fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        except OSError as error:
            self._fault = error

    def _turn(self) -> bool:
        """Wait for a datagram, a waking or the next tone packet; False once closed."""
        ready, _, _ = select.select([self._socket, self._woken], [], [], self._until_next())
        if self._woken in ready and not self._woken.recv(64):
            return False
        if self._socket in ready:
            self._record()
        self._talk()
        return True

    def _until_next(self) -> float | None:
        due = [talk.next_at for talk in list(self._talks.values())]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _record(self) -> None:
        """Take everything that has arrived."""
        with contextlib.suppress(BlockingIOError), self._heard.lock:
            while True:
                data, ancillary, _, source = self._socket.recvmsg(2048, 64)
                packet = read_packet(data, _arrival(ancillary), source)
                if packet:
                    self._heard.packets.append(packet)

    def _talk(self) -> None:
        for peer, talk in list(self._talks.items()):
            while talk.next_at <= time.monotonic():
                frame = self._frames[talk.sent % len(self._frames)]
                self._socket.sendto(write_packet(PCMA, talk.sent, talk.sent * FRAME, talk.ssrc, frame), peer)
                talk.sent += 1
                talk.next_at += PERIOD


def _frames(hz: int) -> list[bytes]:
    """A second of tone as 50 packets: it holds whole cycles of an integer frequency, so it repeats without a click."""
    data = g711.alaw_encode(tone(hz, 1.0))
    return [data[start : start + FRAME] for start in range(0, len(data), FRAME)]


def _arrival(ancillary: list[tuple[int, int, bytes]]) -> float:
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, SO_TIMESTAMPNS):
            seconds, nanoseconds = TIMESPEC.unpack(data[: TIMESPEC.size])
            return float(seconds + nanoseconds / 1e9)
    return time.time()


def _even_port(address: str) -> socket.socket:
    """An even port (RFC 3550, section 11), so that the neighbour's RTCP never lands in it."""
    for _ in range(64):
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        sock.setblocking(False)
        sock.bind((address, 0))
        if sock.getsockname()[1] % 2 == 0:
            return sock
        sock.close()
    raise RtpFailed(port=0, reason="no even port was free")
