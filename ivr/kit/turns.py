"""First come, first served: whoever waits is let in in the order of coming; who is urgent comes before all others."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Between the threads of one process."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def turn(self, patience_s: float, urgent: bool = False) -> Iterator[bool]:
        """Yields whether the turn has come within that time; if it has, the next one's comes at the end."""
        mine = self._join(urgent)
        held = mine is None or mine.wait(patience_s) or not self._gave_up(mine)
        try:
            yield held
        finally:
            if held:
                self._leave()

    def _join(self, urgent: bool) -> threading.Event | None:
        with self._changing:
            if not self._taken:
                self._taken = True
                return None
            mine = threading.Event()
            (self._waiting.appendleft if urgent else self._waiting.append)(mine)
            return mine

    def _gave_up(self, mine: threading.Event) -> bool:
        """False when the turn came in this very moment."""
        with self._changing:
            if mine.is_set():
                return False
            self._waiting.remove(mine)
            return True

    def _leave(self) -> None:
        with self._changing:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
