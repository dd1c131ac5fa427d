"""A peer that speaks SMPP as told: a small real TCP server whose packets are packed by hand, right or broken."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

NACK, SUBMIT, DELIVER, UNBIND, BIND, ENQUIRE, DATA = 0x80000000, 4, 5, 6, 9, 0x15, 0x103
ANSWER = 0x80000000
RECEIPT_HEAD = b"\0\1\1" + b"8615400000001\0" + b"\0\0" + b"1068\0" + b"\4\0\0\0\0\0\0\0\0"
"""A ``deliver_sm``'s fields before ``sm_length``, with the ``esm_class`` of a receipt."""


@dataclass(frozen=True)
class Heard:
    """One packet that came."""

    command: int
    status: int
    sequence: int
    body: bytes


def packed(command: int, sequence: int, body: bytes = b"", status: int = 0) -> bytes:
    return struct.pack(">LLLL", 16 + len(body), command, status, sequence) + body


def receipt(sequence: int, text: bytes, extra: bytes = b"", head: bytes = RECEIPT_HEAD) -> bytes:
    """A ``deliver_sm``."""
    return packed(DELIVER, sequence, head + bytes([len(text)]) + text + extra)


Script = Callable[["Peer", Heard], None]


class Peer:
    """One connection."""

    def __init__(self, sock: socket.socket, script: Script) -> None:
        self.sock, self._script = sock, script
        self.heard: list[Heard] = []
        self.said = 0

    def run(self) -> None:
        with suppress(OSError), self.sock:
            while head := self._exactly(16):
                length, command, status, sequence = struct.unpack(">LLLL", head)
                heard = Heard(command, status, sequence, self._exactly(length - 16))
                self.heard.append(heard)
                self._script(self, heard)

    def _exactly(self, count: int) -> bytes:
        held = b""
        while len(held) < count and (more := self.sock.recv(count - len(held))):
            held += more
        return held

    def say(self, octets: bytes) -> None:
        with suppress(OSError):  # the other side may have gone, which is for the test to judge
            self.sock.sendall(octets)
        self.said += 1

    def cut(self) -> None:
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


def obliging(peer: Peer, heard: Heard) -> None:
    """Takes everything; ids are "id-" and the sequence number."""
    if heard.command == BIND:
        peer.say(packed(BIND | ANSWER, heard.sequence, b"CENTRE\0"))
    elif heard.command == SUBMIT:
        peer.say(packed(SUBMIT | ANSWER, heard.sequence, f"id-{heard.sequence}\0".encode()))
    elif heard.command in {ENQUIRE, UNBIND}:
        peer.say(packed(heard.command | ANSWER, heard.sequence))


def unlike(command: int, script: Script) -> Script:
    """Obliging, but for one command."""
    return lambda peer, heard: (script if heard.command == command else obliging)(peer, heard)


def refusing(status: int) -> Script:
    """Answers with this status and no body."""
    return lambda peer, heard: peer.say(packed(heard.command | ANSWER, heard.sequence, status=status))


def mute(peer: Peer, heard: Heard) -> None:
    """Never answers."""


class ScriptedCentre:
    """Listens on a free loopback port; with ``secured``, over TLS."""

    def __init__(self, script: Script = obliging, secured: ssl.SSLContext | None = None) -> None:
        self._script, self._secured = script, secured
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.peers: list[Peer] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def peer(self) -> Peer:
        return self.peers[-1]

    def heard(self, command: int) -> list[Heard]:
        return [one for peer in self.peers for one in peer.heard if one.command == command]

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                sock = self._listening.accept()[0]
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with suppress(OSError):  # a caller that does not trust us
                    self._meet(self._secured.wrap_socket(sock, server_side=True) if self._secured else sock)

    def _meet(self, sock: socket.socket) -> None:
        self.peers.append(Peer(sock, self._script))
        self._threads.append(threading.Thread(target=self.peer.run, daemon=True))
        self._threads[-1].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for peer in self.peers:
            peer.cut()
        for thread in self._threads:
            thread.join(5)
