"""The HTTP service in a thread of its own, on a port that is ours before anything is said about it."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from ivr.kit.errors import GatewayError
from ivr.kit.peer.protocol import telling
from ivr.kit.peer.tls import Tls

_PATIENCE_S = 10


class PortTaken(GatewayError):
    code = "http-port"
    zh = "无法监听 {host}:{port}（{reason}）。请停止占用者，或设置 IVR_HTTP_PORT。"
    en = "Cannot listen on {host}:{port} ({reason}). Stop whoever has it, or set IVR_HTTP_PORT."
    retry = True


@contextmanager
def serving(app: FastAPI, host: str, port: int, tls: Tls | None = None, proxies: Sequence[str] = ()) -> Iterator[None]:
    """Answers until the end of the block, then lets requests that are under way finish. Raises PortTaken, BadTls.

    ``proxies``: networks of those that end TLS before us, and are believed whose certificate they saw.
    """
    with _listening(host, port) as listener:
        config = _config(app, tls, proxies)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), name="http", daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(_PATIENCE_S * 2)


def _config(app: FastAPI, tls: Tls | None, proxies: Sequence[str]) -> uvicorn.Config:
    """uvicorn takes file names only, and no word on which TLS is too old: the context is put in its place."""
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": _PATIENCE_S}
    config = uvicorn.Config(app, http=telling(proxies), **quiet)
    config.load()
    config.ssl = tls.context() if tls else None
    return config


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(field="http_port", host=host, port=port, reason=error.strerror or error) from error
