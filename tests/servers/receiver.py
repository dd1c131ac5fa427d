"""A court's own system on loopback: takes webhooks over real HTTP, and does what it is told to do with them."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Receiver:
    """``answers`` are used up one a request, then it is 204; ``go`` unset holds every answer back."""

    url: str
    got: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    go: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> list[int]:
        return [int(one.event["id"]) for one in self.got]

    @property
    def types(self) -> list[str]:
        return [one.event["type"] for one in self.got]


@contextmanager
def receiver(*answers: int, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Takes everything, after these answers."""
    server = _Quiet(("127.0.0.1", 0), _Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    one = Receiver(f"http://127.0.0.1:{server.server_port}/notices", answers=list(answers))
    one.go.set()
    server.told = one  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield one
    finally:
        one.go.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        told: Receiver = self.server.told  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told.got.append(Received({name.lower(): value for name, value in self.headers.items()}, body))
        told.go.wait(30)
        self.send_response(told.answers.pop(0) if told.answers else 204)
        for name, value in told.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""
