"""Real HTTP servers on loopback, for an application or, one after another, for many gateways."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpx
import uvicorn
from fastapi import FastAPI

from ivr.kit.passwords import Passwords
from ivr.web.app import create_app
from ivr.web.parts import Parts
from tests.servers.poll import eventually


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The server's base URL; it is stopped at the end."""
    server, thread = _started(app)
    try:
        yield _url(server)
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def on_stage(parts: Parts) -> Iterator[str]:
    """The base URL of a gateway of these parts. One application and one server take them in turn in a process.

    Building the application takes most of a second, and most tests of the API take less.
    """
    app, url = _stage(parts.version)
    app.state.parts = parts
    try:
        yield url
    finally:
        del app.state.parts  # a request that comes late is not answered by the next test's gateway


def browser(url: str, **headers: str) -> httpx.Client:
    """A client for loopback: with no certificates to read, which would take 30 ms each time."""
    return httpx.Client(base_url=url, headers=headers, timeout=60, verify=False)  # noqa: S501 - loopback


@cache
def quick_passwords() -> Passwords:
    """Hashes that cost next to nothing; what ours cost is tested by itself."""
    return Passwords(passes=1, memory_kib=8)


@cache
def _stage(version: str) -> tuple[FastAPI, str]:
    app = create_app(Parts(None, {}, None, dict, version, lambda _given: b""))  # type: ignore[arg-type]
    server, _ = _started(app)
    return app, _url(server)


def _started(app: FastAPI) -> tuple[uvicorn.Server, threading.Thread]:
    # uvicorn binds by itself: on a socket made by socket.create_server (protocol 0) asyncio would not set
    # TCP_NODELAY, and every answer would wait 40 ms for the client's delayed ACK.
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", 0, log_config=None, ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert eventually(lambda: server.started, 10, 0.005), "the server did not start"
    return server, thread


def _url(server: uvicorn.Server) -> str:
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
