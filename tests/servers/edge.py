"""A service on loopback that speaks as the one behind edge-tts does: TLS, a websocket, MP3 in pieces."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from selectors import DefaultSelector
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from edge_tts import communicate

from ivr.kit import farewell
from tests.servers.certificates import Authority

HOST = "speech.platform.bing.com"
Answer = Callable[[web.WebSocketResponse], Any]
_AUDIO = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
_END = "X-RequestId:1\r\nPath:turn.end\r\n\r\n{}"


@dataclass
class EdgeService:
    """``asked``: what it was sent. ``answer`` is what it does when it has been asked; ``status`` refuses who comes."""

    answer: Answer
    status: int = 101
    asked: list[str] = field(default_factory=list)
    port: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.status != 101:
            return web.Response(status=self.status)
        heard = web.WebSocketResponse()
        await heard.prepare(request)
        self.asked += [await heard.receive_str(), await heard.receive_str()]
        await self.answer(heard)
        return heard

    def connector(self) -> aiohttp.BaseConnector:
        return aiohttp.TCPConnector(resolver=_Here(self.port))


def in_pieces(mp3: bytes) -> Answer:
    async def answer(heard: web.WebSocketResponse) -> None:
        for start in range(0, len(mp3), 1000):
            await heard.send_bytes(_framed(_AUDIO, mp3[start:][:1000]))
        await heard.send_str(_END)

    return answer


async def silent(heard: web.WebSocketResponse) -> None:
    """Says that all is said, having said nothing."""
    await heard.send_str(_END)


async def garbled(heard: web.WebSocketResponse) -> None:
    await heard.send_bytes(b"\xff\xff?")


async def stuck(heard: web.WebSocketResponse) -> None:
    """Answers nothing for as long as it is listened to."""
    await heard.receive()


def _framed(header: bytes, content: bytes) -> bytes:
    return len(header).to_bytes(2, "big") + header + content


class _Here(AbstractResolver):
    """Every name is this machine, at one port."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self,
        host: str,
        port: int = 0,  # noqa: ARG002  there is but one
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        here = ("127.0.0.1", self._port)
        return [ResolveResult(hostname=host, host=here[0], port=here[1], family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is held."""


@contextmanager
def serving(service: EdgeService, folder: Path, *, trusted: bool = True) -> Iterator[EdgeService]:
    """``trusted``: the library is given the test's own authority to trust; it checks certificates as ever."""
    authority = Authority(folder, f"edge {folder.name}")  # two of one name would be taken for each other
    if trusted:
        communicate._SSL_CTX.load_verify_locations(authority.own.certificate)
    held = authority.signs("edge", host=HOST)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(held.certificate, held.key)
    selector = DefaultSelector()
    loop = asyncio.SelectorEventLoop(selector)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_started(service, tls), loop).result(10)
    try:
        yield service
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        asyncio.run_coroutine_threadsafe(farewell.closed(selector), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _started(service: EdgeService, tls: ssl.SSLContext) -> web.AppRunner:
    app = web.Application()
    app.router.add_get("/{path:.*}", service.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    service.port = runner.addresses[0][1]
    return runner
