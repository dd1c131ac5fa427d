"""A message that is read in a process of its own tells the same, and that process never outlives its reader."""

import io
import os
import signal
from collections.abc import Iterator

import pytest

from ivr.domain.errors import NotFound
from ivr.domain.statement import Found
from ivr.feeds.camt import Camt, CamtApart
from ivr.kit.apart import ReaderDied
from tests.servers.poll import until
from tests.servers.processes import children
from tests.unit.feeds.camt_samples import message, ntry, txdtls
from tests.unit.feeds.test_hostile_files import BOMB, EXTERNAL

MANY = 4000
"""More than the pipes between the two hold."""

WHOLE = message(*(ntry(txdtls(ref=f"R{n}-1"), txdtls(ref=f"R{n}-2")) for n in range(MANY)))


@pytest.fixture
def started() -> Iterator[set[int]]:
    """Processes that the test started; in the end there are none."""
    before = children()
    yield before
    until(lambda: children() <= before)


@pytest.mark.parametrize(
    "content",
    [
        *(message(ntry(ref="A"), ntry(ref="B", info="还款"), kind=kind) for kind in ("052", "053", "054")),
        *(WHOLE, WHOLE[: len(WHOLE) // 2], WHOLE + b"<", b"", b"\x00" * 10, BOMB.encode(), EXTERNAL.encode()),
    ],
    ids=["052", "053", "054", "many", "cut", "tail", "empty", "zeros", "bomb", "external"],
)
def test_it_tells_what_is_told_here(content: bytes, started: set[int]) -> None:
    here = list(Camt().read(io.BytesIO(content), "bank"))
    assert list(CamtApart().read(io.BytesIO(content), "bank")) == here


def test_it_goes_ahead_no_further_than_the_pipes_hold(started: set[int]) -> None:
    file = io.BytesIO(WHOLE)
    found = CamtApart().read(file, "bank")
    next(found)
    until(lambda: file.tell() > 0)
    assert file.tell() < len(WHOLE) / 2
    found.close()  # type: ignore[attr-defined]


def test_whoever_stops_reading_ends_it(started: set[int]) -> None:
    found = CamtApart().read(io.BytesIO(WHOLE), "bank")
    assert next(found)
    assert children() > started
    found.close()  # type: ignore[attr-defined]
    assert children() <= started


def test_when_it_dies_that_is_said_and_no_line_is_blamed(started: set[int]) -> None:
    found = CamtApart().read(io.BytesIO(WHOLE), "bank")
    told = [next(found)]
    (child,) = children() - started
    os.kill(child, signal.SIGKILL)
    with pytest.raises(ReaderDied, match="-9"):
        told.extend(found)
    assert told == list(Camt().read(io.BytesIO(WHOLE), "bank"))[: len(told)]


def test_a_file_that_cannot_be_read_to_its_end_does_not_look_as_if_it_ended(started: set[int]) -> None:
    class Lost(io.RawIOBase):
        """The store is gone after the first piece."""

        pieces = iter([WHOLE[:300_000]])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            piece = next(self.pieces, None)
            if piece is None:
                raise NotFound(what="part", what_zh="部分", key="x/1")
            buffer[: len(piece)] = piece
            return len(piece)

    told: list[Found] = []
    with pytest.raises(NotFound):
        told.extend(CamtApart().read(io.BufferedReader(Lost(), 1 << 20), "bank"))
    assert told == list(Camt().read(io.BytesIO(WHOLE), "bank"))[: len(told)]
