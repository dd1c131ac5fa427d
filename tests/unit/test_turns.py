"""Turns: in the order of coming, one at a time, and nobody waits longer than patience lasts."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr.kit.turns import Turns
from tests.servers.poll import until

PATIENCE_S = 10.0


def test_whoever_came_first_is_let_in_first() -> None:
    turns, order, threads = Turns(), list[int](), list[threading.Thread]()

    def wait(n: int) -> None:
        with turns.turn(PATIENCE_S) as held:
            assert held
            order.append(n)

    with turns.turn(PATIENCE_S):
        for n in range(5):
            threads.append(threading.Thread(target=wait, args=(n,)))
            threads[-1].start()
            until(lambda: len(turns._waiting) == len(threads))
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == [0, 1, 2, 3, 4]


def test_the_urgent_one_comes_before_those_who_wait() -> None:
    turns, order, threads = Turns(), list[bool](), list[threading.Thread]()

    def wait(urgent: bool) -> None:
        with turns.turn(PATIENCE_S, urgent):
            order.append(urgent)

    with turns.turn(PATIENCE_S):
        for urgent in (False, False, True):
            threads.append(threading.Thread(target=wait, args=(urgent,)))
            threads[-1].start()
            until(lambda: len(turns._waiting) == len(threads))
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == [True, False, False]


def test_one_at_a_time() -> None:
    turns, inside, most = Turns(), list[int](), list[int]()

    def work(n: int) -> None:
        with turns.turn(PATIENCE_S):
            inside.append(n)
            most.append(len(inside))
            inside.remove(n)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(400)))
    assert set(most) == {1}


def test_whose_patience_is_over_goes_without_and_takes_nobodys_turn() -> None:
    turns = Turns()
    with turns.turn(PATIENCE_S):
        with turns.turn(0.01) as held:
            assert not held
        assert not turns._waiting
    with turns.turn(0.01) as held:
        assert held


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns()
    with pytest.raises(LookupError), turns.turn(PATIENCE_S):
        raise LookupError
    with turns.turn(0.01) as held:
        assert held
