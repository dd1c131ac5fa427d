"""A telephone's audio: records what arrives at one UDP port and, where wanted, talks back with a steady tone."""

import contextlib
import select
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass
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


_Datagram = tuple[bytes, list[tuple[int, int, bytes]], Address]


@dataclass(slots=True)
class _Talk:
    """The tone towards one peer."""

    ssrc: int
    sent: int = 0


class RtpPort:
    """A UDP port at ``address`` with a thread that records; with ``tone_hz`` it sends that tone to every peer.

    Raises RtpFailed when closed, if the socket broke meanwhile.
    """

    def __init__(self, address: str = "127.0.0.1", *, tone_hz: int | None = None) -> None:
        self._socket = _even_port(address)
        self.address = address
        self.port: int = self._socket.getsockname()[1]
        self._frames = _frames(tone_hz) if tone_hz else []
        self._arrived: deque[_Datagram] = deque()
        self._packets: list[Packet] = []
        self._reading = threading.Lock()
        self._talks: dict[Address, _Talk] = {}
        self._tick = 0.0
        self._fault: OSError | None = None
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name=f"rtp-{self.port}", daemon=True)
        self._thread.start()

    def send_to(self, peer: Address) -> None:
        """Talk to ``peer`` from now on; repeating it changes nothing."""
        if self._frames and peer not in self._talks:
            self._talks[peer] = _Talk((self.port << 16) + peer[1])
            self._wake.send(b"t")

    def stop_sending(self, peer: Address) -> None:
        """Say no more to ``peer``, whose port may soon be somebody else's."""
        self._talks.pop(peer, None)

    def packets(self, source_port: int | None = None) -> list[Packet]:
        """What arrived so far, in order of arrival; from one sender's port only, if it is given.

        A gateway with several addresses may send from another one than its SDP names; the port is the same.
        """
        with self._reading:
            while self._arrived:
                data, ancillary, source = self._arrived.popleft()
                packet = read_packet(data, _arrival(ancillary), source)
                self._packets += [packet] if packet else []
            return [packet for packet in self._packets if source_port in (None, packet.source[1])]

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
        """Wait, take what has arrived, say the next 20 ms; False once closed.

        While it talks it wakes for its own beat only: the kernel keeps and dates what arrives meanwhile.
        """
        if self._waited() and not self._woken.recv(64):
            return False
        self._record()
        self._talk()
        return True

    def _waited(self) -> bool:
        """Whether somebody woke this thread."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        if self._talks:
            return bool(poll.poll(max(0.0, self._tick - time.monotonic()) * 1000))
        poll.register(self._socket, select.POLLIN)
        return self._woken.fileno() in dict(poll.poll())

    def _record(self) -> None:
        """Take everything that has arrived; it is read when somebody asks for it."""
        with contextlib.suppress(BlockingIOError):
            while True:
                data, ancillary, _, source = self._socket.recvmsg(2048, 64)
                self._arrived.append((data, ancillary, source))

    def _talk(self) -> None:
        """Every packet that is due, to every peer; a thread that slept long catches up, and a new talk starts now."""
        now = time.monotonic()
        talks = list(self._talks.items())
        self._tick = self._tick if any(talk.sent for _, talk in talks) else now
        while talks and self._tick <= now:
            for peer, talk in talks:
                frame = self._frames[talk.sent % len(self._frames)]
                self._socket.sendto(write_packet(PCMA, talk.sent, talk.sent * FRAME, talk.ssrc, frame), peer)
                talk.sent += 1
            self._tick += PERIOD


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
