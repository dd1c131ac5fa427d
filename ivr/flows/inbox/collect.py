"""Collect what a bank has left in a drop: each file is kept, read, and moved out of the way with what came of it."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from ivr.domain.errors import BadInput
from ivr.domain.staff import SYSTEM
from ivr.domain.statement import Progress
from ivr.flows.desk import Desk
from ivr.flows.inbox.keep import keep
from ivr.flows.inbox.view import view_statement
from ivr.flows.inbox.work_through import handle_or_note
from ivr.flows.ports import Drop

_CHUNK: Final = 1 << 18


def collect(desk: Desk, drop: Drop, rest: Callable[[], None] = lambda: None) -> int:
    """How many files were taken. A crash in between leaves a file where it is: the same content is kept only once."""
    names = drop.arrivals()
    for name in names:
        try:
            with drop.open(name) as file:
                kept, _ = keep(desk, SYSTEM, drop.source, _pieces(file))
        except BadInput as error:
            drop.refused(name, _both(error))
            continue
        handle_or_note(desk, kept.id, rest=rest)
        _move(desk, drop, name, kept.id)
    return len(names)


def _move(desk: Desk, drop: Drop, name: str, statement_id: str) -> None:
    with desk.read(SYSTEM) as work:
        view = view_statement(work, statement_id)
    if view.statement.progress is Progress.REFUSED:
        lines = [f"{one.line}\t{one.field}\t{one.reason}\t{one.reason_zh}" for one in view.problems]
        drop.refused(name, "\n".join([f"statement {statement_id}", *lines]))
    else:
        drop.done(name)  # kept whole: what is wrong with some of its lines is told with the statement


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece


def _both(error: BadInput) -> str:
    return f"{error.text('en')}\n{error.text('zh-CN')}"
