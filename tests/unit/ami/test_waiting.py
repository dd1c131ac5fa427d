import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.pbx.ami.errors import AmiLost
from ivr.pbx.ami.waiting import Batch, InFlight


def answer(number: int, text: str = "x") -> str:
    return f"Response: Success\r\nActionID: {number}\r\nMessage: {text}"


@given(sizes=st.lists(st.integers(1, 5), max_size=6), data=st.data())
def test_every_answer_finds_its_own_place_in_whatever_order_it_comes(sizes: list[int], data: st.DataObject) -> None:
    in_flight = InFlight()
    batches = [in_flight.batch(size) for size in sizes]
    numbers = [number for batch in batches for number in batch.ids]
    assert len(set(numbers)) == len(numbers) == len(in_flight)
    for number in data.draw(st.permutations(numbers)):
        in_flight.deliver(answer(number, f"to {number}"))
    assert len(in_flight) == 0
    for batch in batches:
        assert batch.wait(0)
        assert batch.replies == [answer(number, f"to {number}") for number in batch.ids]


def test_an_id_is_not_used_again_after_it_was_forgotten() -> None:
    in_flight = InFlight()
    first = in_flight.batch(3)
    in_flight.forget(first)
    second = in_flight.batch(3)
    assert not set(first.ids) & set(second.ids)
    in_flight.deliver(answer(first.ids.start))
    assert first.replies == second.replies == ["", "", ""]


def test_a_batch_with_a_gap_is_no_answer() -> None:
    in_flight = InFlight()
    batch = in_flight.batch(2)
    in_flight.deliver(answer(batch.ids[1]))
    in_flight.deliver(answer(batch.ids[1]))
    assert not batch.wait(0.01)


def test_a_list_is_answered_when_it_is_complete() -> None:
    batch = Batch(range(5, 6))
    assert not batch.take(5, "Response: Success\r\nActionID: 5\r\nEventList: start\r\nMessage: follows")
    assert not batch.take(5, "Event: Item\r\nActionID: 5\r\nKey: 1")
    assert not batch.wait(0)
    assert batch.take(5, "Event: Done\r\nActionID: 5\r\nEventList: Complete\r\nListItems: 1")
    assert batch.wait(0)
    assert len(batch.events[0]) == 2


def test_after_a_loss_nobody_waits_and_nobody_may_begin() -> None:
    in_flight = InFlight()
    batch = in_flight.batch(1)
    in_flight.fail("cut")
    in_flight.fail("cut again")
    began = time.monotonic()
    assert not batch.wait(10)
    assert time.monotonic() - began < 5
    with pytest.raises(AmiLost, match="lost: cut"):
        in_flight.batch(1)
    assert len(in_flight) == 0
