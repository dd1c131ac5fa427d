"""One TCP connection to a manager: whole writes, whole packets, and a dead peer noticed."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Lock
from typing import Self

from ivr.kit.clock import Clock, SystemClock
from ivr.pbx.ami.endpoint import Endpoint, Timeouts
from ivr.pbx.ami.errors import AmiLost, AmiUnreachable

CHUNK = 1 << 18
MAX_GREETING = 256
MAX_PACKET = 1 << 20
"""Bytes. A packet that is longer is thrown away up to its end; the largest of ours is an event of 128 lines."""
PING = b"Action: Ping\r\n\r\n"
"""Without an ActionID: its answer proves that the peer lives and is taken for nobody's."""
END = b"\r\n\r\n"


class Stream:
    """Bytes in, bytes out. One thread reads; any thread writes."""

    def __init__(self, sock: socket.socket, rest: bytes, timeouts: Timeouts) -> None:
        sock.settimeout(timeouts.silence_s)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = sock
        self._rest = rest
        self._writing = Lock()
        self._silence_s = timeouts.silence_s
        self.skipped = 0

    @classmethod
    def open(cls, endpoint: Endpoint, timeouts: Timeouts, clock: Clock | None = None) -> Self:
        """Connect and read the greeting. Raises AmiUnreachable."""
        clock = clock or SystemClock()
        try:
            sock = socket.create_connection((endpoint.host, endpoint.port), timeouts.connect_s)
        except OSError as error:
            raise AmiUnreachable(address=endpoint, reason=str(error)) from error
        try:
            return cls(sock, _greeting(sock, clock, clock.monotonic() + timeouts.connect_s), timeouts)
        except (OSError, ValueError) as error:
            sock.close()
            raise AmiUnreachable(address=endpoint, reason=str(error)) from error

    def write(self, data: bytes) -> None:
        """Write all of it or raise AmiLost, and cut the line: half an action would swallow the next one."""
        with self._writing:
            self._send(data)

    def _send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as error:
            self.close()
            raise AmiLost(reason=f"writing failed: {error}") from error

    def packets(self) -> Iterator[str]:
        """Every whole packet until the line ends. Raises AmiLost with the reason, always: it has no other end."""
        held, cutting = self._rest, False
        while True:
            *whole, held = held.split(END)
            for packet in whole:
                if cutting:
                    cutting = False
                    self.skipped += 1
                else:
                    yield packet.decode("utf-8", "replace").lstrip("\r\n")
            if len(held) > MAX_PACKET:
                held, cutting = held[-len(END) :], True
            held += self._receive()

    def _receive(self) -> bytes:
        try:
            data = self._socket.recv(CHUNK)
        except TimeoutError:
            data = self._receive_or_give_up()
        except OSError as error:
            raise AmiLost(reason=str(error)) from error
        if not data:
            raise AmiLost(reason="Asterisk closed the connection")
        return data

    def _receive_or_give_up(self) -> bytes:
        self._ping()
        try:
            return self._socket.recv(CHUNK)
        except TimeoutError as error:
            self.close()
            raise AmiLost(reason=f"not a byte in {2 * self._silence_s} s, not even to a Ping") from error
        except OSError as error:
            raise AmiLost(reason=str(error)) from error

    def _ping(self) -> None:
        """Ask for a sign of life. When somebody is writing just now, that write has its own time limit."""
        if self._writing.acquire(blocking=False):
            try:
                self._send(PING)
            finally:
                self._writing.release()

    def close(self) -> None:
        """Cut the line, which also wakes the reader."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Give the descriptor back; only after the reader has left."""
        self._socket.close()


def _greeting(sock: socket.socket, clock: Clock, deadline: float) -> bytes:
    """Read ``Asterisk Call Manager/<version>`` and return what follows it."""
    seen = b""
    while b"\r\n" not in seen:
        sock.settimeout(max(0.001, deadline - clock.monotonic()))
        data = sock.recv(MAX_GREETING)
        if not data or len(seen) > MAX_GREETING:
            raise ValueError("it does not greet like an Asterisk manager")
        seen += data
    line, _, rest = seen.partition(b"\r\n")
    if not line.lower().startswith(b"asterisk call manager/"):
        raise ValueError("it does not greet like an Asterisk manager")
    return rest
