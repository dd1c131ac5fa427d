"""How our routes differ from FastAPI's: what changes something is done once for one ``Idempotency-Key``.

The key is claimed once the asker is known; the answer is kept before it is sent, and the same request gets it again.
What only looks is never kept: each look at somebody's data is written down.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from ivr.flows.answer_once import HEADER, Answer, Asked, abandon, claim, settle
from ivr.flows.desk import Desk
from ivr.web.api.body import Raw
from ivr.web.api.shape import refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given

REPLAYED: Final = "Idempotency-Replayed"
_KEPT_HEADERS: Final = ("content-type", "etag")
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})
_LOOKS: Final = "looks_only"

Key = Annotated[
    str | None,
    Header(
        alias=HEADER,
        pattern="^[!-~]{1,128}$",
        description="of your own choice, new for each request: the same again, within 24 hours, gives the same answer",
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ),
]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def looks_only(endpoint: Endpoint) -> Endpoint:
    """Marks a POST that changes nothing."""
    setattr(endpoint, _LOOKS, True)
    return endpoint


class Route(APIRoute):
    """``APIRouter(route_class=Route)`` makes all its routes so."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:
        methods = set(how.get("methods") or ())
        once = "POST" in methods and not hasattr(endpoint, _LOOKS)
        if once:
            how["dependencies"] = [*(how.get("dependencies") or ()), Depends(_claimed)]
        documented = refusals(*((400, 413) if methods & _WITH_BODY else ()), *((409,) if once else ()))
        how["responses"] = {**documented, **(how.get("responses") or {})}
        super().__init__(path, endpoint, **how)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        run = super().get_route_handler()

        async def once(request: Request) -> Response:
            try:
                response = await run(request)
            except _Answered as before:
                return before.response()
            except Exception:
                await run_in_threadpool(_abandon, request)
                raise
            await run_in_threadpool(_settle, request, response)
            return response

        return once


class _Answered(Exception):
    """Leaves the dependency in which it is found out; never seen outside."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def response(self) -> Response:
        headers = {**self.answer.headers, REPLAYED: "true"}
        return Response(self.answer.body.encode("latin-1"), self.answer.status, headers)


def _claimed(request: Request, body: Raw, parts: Given, actor: Signed, key: Key = None) -> None:
    if key is None:
        return
    what = f"{request.method} {request.url.path}?{request.url.query}"
    answer = claim(parts.desk, Asked(actor, key, what, body))
    if answer is not None:
        raise _Answered(answer)
    request.state.claimed = parts.desk


def _settle(request: Request, response: Response) -> None:
    desk: Desk | None = getattr(request.state, "claimed", None)
    if desk is not None:
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        settle(desk, Answer(response.status_code, headers, bytes(response.body).decode("latin-1")))


def _abandon(request: Request) -> None:
    desk: Desk | None = getattr(request.state, "claimed", None)
    if desk is not None:
        abandon(desk)
