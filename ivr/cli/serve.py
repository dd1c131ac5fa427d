"""The HTTP service in a thread of its own, on a port that is ours before anything is said about it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from ivr.kit.errors import GatewayError

_PATIENCE_S = 10


class PortTaken(GatewayError):
    code = "http-port"
    zh = "无法监听 {host}:{port}（{reason}）。请停止占用者，或设置 IVR_HTTP_PORT。"
    en = "Cannot listen on {host}:{port} ({reason}). Stop whoever has it, or set IVR_HTTP_PORT."
    retry = True


@contextmanager
def serving(app: FastAPI, host: str, port: int) -> Iterator[None]:
    """Answers until the end of the block, then lets requests that are under way finish. Raises PortTaken."""
    with _listening(host, port) as listener:
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=_PATIENCE_S)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), name="http", daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(_PATIENCE_S * 2)


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(field="http_port", host=host, port=port, reason=error.strerror or error) from error
