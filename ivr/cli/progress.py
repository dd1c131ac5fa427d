"""How far long work is: a bar on a terminal, a line a minute in a log."""

import threading

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn

LINE_EVERY_S = 60.0


class Lines(Progress):
    """For a stderr that is no terminal. Work that ends sooner says nothing."""

    def __init__(self, console: Console, every_s: float) -> None:
        super().__init__(console=console, disable=True)
        self._every_s, self._over = every_s, threading.Event()
        self._teller = threading.Thread(target=self._tell, daemon=True)

    def start(self) -> None:
        self._teller.start()

    def stop(self) -> None:
        self._over.set()
        self._teller.join()

    def _tell(self) -> None:
        while not self._over.wait(self._every_s):
            for task in self.tasks:
                if not task.finished:
                    self.console.print(_line(task), markup=False, highlight=False, soft_wrap=True)


def progress(every_s: float = LINE_EVERY_S) -> Progress:
    """On stderr, to be entered as a context."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return Lines(console, every_s)
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console)


def _line(task: Task) -> str:
    of = "" if task.total is None else f"/{task.total:.0f}"
    return f"{task.description} {task.completed:.0f}{of}"
