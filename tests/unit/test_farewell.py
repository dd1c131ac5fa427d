"""An errand's loop ends once its connections are closed; and a peer that never closes does not hold it for ever."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from selectors import DefaultSelector
from typing import Any

import pytest

from ivr.kit import farewell
from tests.servers.certificates import Authority


class LatePeer:
    """TLS, on loopback. Answers a close ``late_s`` seconds after it came."""

    def __init__(self, folder: Path, late_s: float) -> None:
        authority = Authority(folder, "late")
        held = authority.signs("peer")
        self.trust = ssl.create_default_context(cafile=authority.own.certificate)
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(held.certificate, held.key)
        self._late_s, self._listener = late_s, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        thread = threading.Thread(target=self._serve)
        thread.start()
        try:
            yield
        finally:
            thread.join(10)
            self._listener.close()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with self._tls.wrap_socket(connection, server_side=True) as talking:
            talking.recv(1)
            threading.Event().wait(self._late_s)
            talking.unwrap().close()


def test_an_errand_ends_when_a_late_peer_has_answered_its_close(tmp_path: Path) -> None:
    peer = LatePeer(tmp_path, 0.2)

    async def left() -> Any:
        _, writer = await asyncio.open_connection("127.0.0.1", peer.port, ssl=peer.trust, server_hostname="localhost")
        writer.close()
        return writer.get_extra_info("socket")

    with peer.serving():
        assert farewell.run(left()).fileno() == -1


def test_an_errand_gives_its_answer_or_its_own_error() -> None:
    async def errand() -> int:
        return 7

    async def broken() -> None:
        raise LookupError("of its own")

    assert farewell.run(errand()) == 7
    with pytest.raises(LookupError, match="of its own"):
        farewell.run(broken())


def test_a_connection_that_stays_open_holds_nobody_for_longer_than_its_time() -> None:
    selector = DefaultSelector()

    async def held(port: int) -> float:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        began = asyncio.get_running_loop().time()
        await farewell.closed(selector)
        waited = asyncio.get_running_loop().time() - began
        writer.close()
        await writer.wait_closed()
        return waited

    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selector)) as runner,
    ):
        assert 1.9 < runner.run(held(listener.getsockname()[1])) < 10
