"""Keeps the node's prompt files to those that it needs: each new wording of a court brings new ones."""

from collections.abc import Callable

from ivr.flows.desk import Desk
from ivr.flows.ports import PromptShelf
from ivr.flows.tidy_shelf import tidy_shelf
from ivr.loops.loop import Stop

EVERY_S = 6 * 3600.0


def tidy(desk: Desk, shelf: PromptShelf) -> Callable[[Stop], None]:
    """A few times within the grace, so that a file's date is never much older than its last use."""

    def once(stop: Stop) -> None:
        while not stop.is_set():
            tidy_shelf(desk, shelf)
            stop.wait(EVERY_S)

    return once
