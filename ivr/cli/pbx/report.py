"""How an installation of Debian packages is shown: a bar a step."""

from rich.progress import Progress, TaskID

from ivr.cli.output import note
from ivr.cli.words import spoken
from ivr.kit.debs import Step
from ivr.kit.debs.report import EXPIRED


class Bars:
    """Implements the installation's ``Report``."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[Step, TaskID] = {}

    def step(self, step: Step, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step.text(spoken()), total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)

    def expired(self, age: str) -> None:
        note(EXPIRED[spoken()].format(age=age))
