"""AMI with nothing between: bytes that were made before the clock starts, over a plain socket."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.bench.stage import Stage

CHUNK = 1 << 18
AT_ONCE = 1 << 16
PUT = "Action: DBPut\r\nFamily: {family}\r\nKey: {key}\r\nVal: {value}\r\n\r\n"


class RawAmi:
    """A logged-in socket."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock

    def put(self, lines: bytes, count: int) -> None:
        """All of the actions, written as fast as Asterisk reads; returns with the last of ``count`` replies."""
        writer = threading.Thread(target=self._socket.sendall, args=(lines,))
        writer.start()
        self._answers(count)
        writer.join()

    def ask(self, line: bytes) -> None:
        """One action and its reply."""
        self._socket.sendall(line)
        self._answers(1)

    def _answers(self, count: int) -> None:
        seen, rest = 0, b""
        while seen < count:
            data = rest + self._socket.recv(CHUNK)
            seen += data.count(b"Response: Success\r\n")
            if b"Response: Error" in data:
                raise RuntimeError("Asterisk refused an action")
            rest = data[data.rfind(b"\n") + 1 :]


@contextmanager
def raw_ami(stage: Stage) -> Iterator[RawAmi]:
    with socket.create_connection(("127.0.0.1", stage.settings.ami_port), 30) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ami = RawAmi(sock)
        secret = stage.settings.actions_secret
        ami.ask(f"Action: Login\r\nUsername: actions\r\nSecret: {secret}\r\nEvents: off\r\n\r\n".encode())
        yield ami


def put_lines(family: str, rows: Sequence[tuple[str, str]]) -> bytes:
    return "".join(PUT.format(family=family, key=key, value=value) for key, value in rows).encode()
