"""A real HTTP server on loopback for one application."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from tests.servers.poll import eventually


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The server's base URL; it is stopped at the end."""
    # uvicorn binds by itself: on a socket made by socket.create_server (protocol 0) asyncio would not set
    # TCP_NODELAY, and every answer would wait 40 ms for the client's delayed ACK.
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", 0, log_config=None, ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        _wait_until_up(server)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def _wait_until_up(server: uvicorn.Server) -> None:
    assert eventually(lambda: server.started, 10, 0.005), "the server did not start"
