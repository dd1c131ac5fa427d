"""Take away the prompt files of a node that no registration names any more."""

from datetime import timedelta
from typing import Final

from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.named_prompts import named_prompts
from ivr.flows.ports import PromptShelf

GRACE: Final = timedelta(days=1)
"""A call that has looked its number up may still begin the second prompt; a plan that waits for people may come."""


def tidy_shelf(desk: Desk, shelf: PromptShelf) -> None:
    """Chosen direction: what may still be played stays; a file too many only takes room."""

    def named() -> set[str]:
        with desk.read(SYSTEM) as work:
            return named_prompts(work)

    shelf.tidy(named, (desk.clock.now() - GRACE).timestamp())
