"""The outermost layer: bodies have a limit, surprises say nothing of the inside, and no answer is stored by a cache."""

import re
import traceback
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ivr.domain.statement import MOST_BYTES as MOST_STATEMENT_BYTES
from ivr.kit.errors import GatewayError
from ivr.kit.ids import Ids
from ivr.web.errors import Unexpected
from ivr.web.language import chosen
from ivr.web.problem import answer

MOST_BYTES: Final = 1_000_000
MOST_IMPORT_BYTES: Final = 8_000_000
"""10,000 lines of papers are about 3 MB."""
MOST_RECORDING_BYTES: Final = 30_000_000
"""20 MB in base64, and the text."""
WORDINGS: Final = re.compile(r"/api/v1/courts/[^/]+/wordings")
IMPORT_PATH: Final = "/api/v1/enrolments/import"
STATEMENTS: Final = "/api/v1/statements/"
"""What is sent there is not held in memory, and has a limit of its own (``domain/statement.py``)."""

_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

_log = structlog.get_logger(__name__)


class Guard:
    """Pure ASGI, so that a body is counted while it comes in, whatever it announces about itself."""

    def __init__(self, app: ASGIApp, new_id: Ids) -> None:
        self._app = app
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send)
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except Exception as error:  # noqa: BLE001 - the last door: nothing of the inside may pass it
            await exchange.refuse(self._incident(error))

    def _incident(self, error: Exception) -> Unexpected:
        """The log gets the place, never the message: a database's may hold somebody's name."""
        incident = self._new_id()
        frames = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
        _log.error("unexpected", incident=incident, kind=type(error).__qualname__, frames=frames[-8:])
        return Unexpected(incident=incident)


class _Exchange:
    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._headers = Headers(scope=scope)
        self._most = _most(scope["path"])
        self._seen = 0
        self._started = False

    async def receive(self) -> Message:
        self._check(_announced(self._headers))
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        self._check(self._seen)
        return message

    def _check(self, size: int) -> None:
        """As HTTPException: FastAPI lets nothing else through while it reads a body."""
        if size > self._most:
            raise HTTPException(413, detail=str(self._most))

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._started = True
            MutableHeaders(scope=message).update(_HEADERS)
        await self._send(message)

    async def refuse(self, error: GatewayError) -> None:
        """Nothing can be said any more once an answer has begun."""
        if not self._started:
            language = chosen(self._headers.get("accept-language", ""))
            await answer(error, language)(self._scope, self._receive, self.send)


def _most(path: str) -> int:
    if path.startswith(STATEMENTS):
        return MOST_STATEMENT_BYTES
    if WORDINGS.fullmatch(path):
        return MOST_RECORDING_BYTES
    return MOST_IMPORT_BYTES if path == IMPORT_PATH else MOST_BYTES


def _announced(headers: Headers) -> int:
    """The server has checked already that it is a number."""
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0
