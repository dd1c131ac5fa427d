"""Gather: whoever comes while others are served is served with those who wait, and each gets an answer of its own."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from ivr.kit.gather import Gather
from tests.servers.poll import until

PATIENCE_S = 10.0
Serve = Callable[[Sequence[int]], Sequence[int]]


class Wrong(Exception):
    """One of those that were asked for cannot be answered."""


class Down(Exception):
    """Nobody can be answered."""


class Busy:
    """Is held by the first who asks, 0, until it is let go; so all others come meanwhile."""

    def __init__(self, serve: Serve) -> None:
        self.rounds: list[list[int]] = []
        self.let_go = threading.Event()
        self._serve_them = serve
        self.gather = Gather(self._serve, most=4, hopeless=Down)

    def _serve(self, some: Sequence[int]) -> Sequence[int]:
        self.rounds.append(list(some))
        if 0 in some:
            self.let_go.wait(PATIENCE_S)
        return self._serve_them(some)


@contextmanager
def asked(busy: Busy, count: int) -> Iterator[list[Future[int]]]:
    """Each by a thread of its own, in the order of their numbers, all while 0 is still being served."""
    with ThreadPoolExecutor(count) as threads:
        futures = []
        for n in range(count):
            futures.append(threads.submit(busy.gather.ask, n))
            until(lambda: len(busy.rounds[:1]) + len(busy.gather._waiting) == len(futures))
        busy.let_go.set()
        yield futures


def squares(some: Sequence[int]) -> Sequence[int]:
    return [n * n for n in some]


def test_whoever_comes_meanwhile_is_served_together_in_the_order_of_coming() -> None:
    busy = Busy(squares)
    with asked(busy, 4) as futures:
        assert [one.result(PATIENCE_S) for one in futures] == [0, 1, 4, 9]
    assert busy.rounds == [[0], [1, 2, 3]]


def test_no_more_are_served_together_than_was_said() -> None:
    busy = Busy(squares)
    with asked(busy, 8) as futures:
        assert [one.result(PATIENCE_S) for one in futures] == [n * n for n in range(8)]
    assert busy.rounds == [[0], [1, 2, 3, 4], [5, 6, 7]]


def test_one_that_fails_takes_no_other_with_it() -> None:
    def serve(some: Sequence[int]) -> Sequence[int]:
        if 2 in some:
            raise Wrong
        return squares(some)

    busy = Busy(serve)
    with asked(busy, 4) as futures:
        assert [one.result(PATIENCE_S) for one in (futures[1], futures[3])] == [1, 9]
        with pytest.raises(Wrong):
            futures[2].result(PATIENCE_S)
    assert busy.rounds == [[0], [1, 2, 3], [1], [2], [3]]


def test_a_failure_that_is_everybodys_is_not_tried_again_for_each() -> None:
    def serve(some: Sequence[int]) -> Sequence[int]:
        if 0 not in some:
            raise Down
        return squares(some)

    busy = Busy(serve)
    with asked(busy, 4) as futures:
        for one in futures[1:]:
            with pytest.raises(Down):
                one.result(PATIENCE_S)
    assert busy.rounds == [[0], [1, 2, 3]]


def test_too_few_answers_are_nobodys_answer() -> None:
    gather = Gather[int, int](lambda _some: [], most=4, hopeless=Down)
    with pytest.raises(ValueError, match="shorter"):
        gather.ask(1)


def test_many_threads_each_get_their_own_answer() -> None:
    inside = threading.Lock()

    def serve(some: Sequence[int]) -> Sequence[int]:
        assert inside.acquire(blocking=False), "never two at a time"
        try:
            return squares(some)
        finally:
            inside.release()

    gather = Gather(serve, most=4, hopeless=Down)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(gather.ask, range(2000))) == [n * n for n in range(2000)]
