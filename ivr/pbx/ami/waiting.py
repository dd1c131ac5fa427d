"""Who waits for which answer. An id is never used twice on a connection: a late answer finds nobody and is dropped."""

import re
from threading import Event, Lock

from ivr.pbx.ami.errors import AmiLost

_NUMBER = re.compile(r"\r\nActionID: ([0-9]{1,18})(?:\r\n|$)").search
_EVENT = "Event: "
_LIST = "\r\nEventList: "
_LIST_STARTS = "\r\nEventList: start"


class Batch:
    """The answers to some actions that were written together: a reply each, and the events of those that list."""

    __slots__ = ("_answered", "_left", "_taken", "events", "ids", "replies")

    def __init__(self, ids: range) -> None:
        self.ids = ids
        self.replies = [""] * len(ids)
        self.events: dict[int, list[str]] = {}
        self._left = len(ids)
        self._taken = 0
        self._answered = Event()

    def take(self, number: int, packet: str) -> bool:
        """Accept a packet for one of the ids; True when it was the last one for it. Called by the reader only."""
        self._taken += 1
        at = number - self.ids.start
        if packet.startswith(_EVENT):
            self.events.setdefault(at, []).append(packet)
            if _LIST not in packet:
                return False
        else:
            self.replies[at] = packet
            if _LIST_STARTS in packet:
                return False
        self._left -= 1
        if not self._left:
            self._answered.set()
        return True

    def wake(self) -> None:
        """The connection is gone: stop waiting."""
        self._answered.set()

    def wait(self, seconds: float) -> bool:
        """Whether every answer came; False once nothing at all has come for ``seconds``, or ever will."""
        taken = -1
        while taken != self._taken:
            taken = self._taken
            if self._answered.wait(seconds):
                return not self._left
        return False


class InFlight:
    """The ids that are out. Answers come from the reader's thread, everything else from the callers'."""

    def __init__(self) -> None:
        self._waiting: dict[int, Batch] = {}
        self._next = 1
        self._lock = Lock()
        self._lost: str | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def lost(self) -> AmiLost | None:
        """Why the connection is gone, when it is; a fresh error each time, for everyone who waits raises his own."""
        return None if self._lost is None else AmiLost(reason=self._lost)

    def batch(self, size: int) -> Batch:
        """Hand out ids. Raises AmiLost when the connection is already gone."""
        with self._lock:
            if self._lost is not None:
                raise AmiLost(reason=self._lost)
            batch = Batch(range(self._next, self._next + size))
            self._next += size
            self._waiting.update(dict.fromkeys(batch.ids, batch))
        return batch

    def forget(self, batch: Batch) -> None:
        """Drop what is still out of a batch: nobody wants the late answers."""
        for number in batch.ids:
            self._waiting.pop(number, None)

    def deliver(self, packet: str) -> None:
        """Hand a packet to whom it answers; one that answers nobody, or carries no id of ours, is dropped."""
        found = _NUMBER(packet)
        if found is None:
            return
        number = int(found[1])
        batch = self._waiting.get(number)
        if batch is not None and batch.take(number, packet):
            self._waiting.pop(number, None)

    def fail(self, reason: str) -> None:
        """The connection is gone: everyone who waits learns it now. The first reason stays."""
        with self._lock:
            if self._lost is None:
                self._lost = reason
            waiting = set(self._waiting.values())
            self._waiting.clear()
        for batch in waiting:
            batch.wake()
