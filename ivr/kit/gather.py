"""Served together: whoever comes while others are being served waits, and is served with all who wait by then."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Gather(Generic[Asked, Answer]):
    """Between the threads of one process. Who finds nobody before them is served at once, and alone."""

    def __init__(
        self, serve: Callable[[Sequence[Asked]], Sequence[Answer]], most: int, hopeless: type[Exception]
    ) -> None:
        """``serve`` answers one or more, at most ``most``, in their order, and is never called twice at a time.

        When it fails for several, each is served anew, alone; not after a ``hopeless`` failure, which is everybody's.
        """
        self._serve = serve
        self._most = most
        self._hopeless = hopeless
        self._waiting: deque[tuple[Asked, Future[Answer]]] = deque()
        self._serving = Lock()

    def ask(self, one: Asked) -> Answer:
        """Its own answer. Raises what ``serve`` raises for it."""
        mine: Future[Answer] = Future()
        self._waiting.append((one, mine))
        while not mine.done():
            with self._serving:
                if not mine.done():
                    self._answer([self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))])
        return mine.result()

    def _answer(self, some: Sequence[tuple[Asked, Future[Answer]]]) -> None:
        try:
            answered = list(zip(some, self._serve([one for one, _ in some]), strict=True))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it was asked for
            self._failed(some, error)
            return
        for (_, future), answer in answered:
            future.set_result(answer)

    def _failed(self, some: Sequence[tuple[Asked, Future[Answer]]], error: BaseException) -> None:
        if len(some) == 1 or isinstance(error, self._hopeless):
            for _, future in some:
                future.set_exception(error)
        else:
            for one in some:
                self._answer([one])
