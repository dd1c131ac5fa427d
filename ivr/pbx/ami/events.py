"""The client that hears. Its user needs ``read=user`` and ``write=`` (nothing): Login and Ping need no right."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Condition
from types import TracebackType
from typing import Any, Self

from asterisk.manager import ManagerAuthException

from ivr.pbx.ami.endpoint import Endpoint, Login, Timeouts
from ivr.pbx.ami.errors import AmiLoginRefused
from ivr.pbx.ami.listener import Listener

ROOM = 10_000
"""Events that may wait: at a kilobyte each, ten megabytes."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Headers keep Asterisk's spelling; one that came more than once has its values joined by newlines."""

    name: str
    headers: Mapping[str, str]


class Events:
    """A logged-in connection that hears events.

    Chosen direction: a call is never delayed by us. Asterisk is always read at once; when nobody takes the events, the
    oldest are dropped, and ``dropped`` counts them.
    """

    def __init__(self, listener: Listener, room: int = ROOM) -> None:
        self._listener = listener
        self._heard: deque[Event] = deque(maxlen=room)
        self._changed = Condition()
        self.dropped = 0
        listener.register_event("*", self._hear)

    @classmethod
    def connect(cls, endpoint: Endpoint, login: Login, timeouts: Timeouts | None = None, *, room: int = ROOM) -> Self:
        """Connect and log in. Raises AmiUnreachable, AmiLoginRefused, AmiTimeout, AmiLost, AmiUnsafeValue."""
        listener = Listener(endpoint, timeouts or Timeouts())
        events = cls(listener, room)
        try:
            listener.connect()
            listener.login(login.user, login.secret)
        except ManagerAuthException as error:
            events.close()
            raise AmiLoginRefused(user=login.user, reason=str(error)) from error
        except BaseException:
            events.close()
            raise
        return events

    @property
    def alive(self) -> bool:
        """False once the connection is known to be gone."""
        return bool(self._listener.connected())

    def next(self, timeout_s: float) -> Event | None:
        """The oldest event, or None when none comes in time. Raises AmiLost once the line is gone and all is read."""
        with self._changed:
            self._changed.wait_for(lambda: self._heard or not self.alive, timeout_s)
            if self._heard:
                return self._heard.popleft()
        line = self._listener.line
        if line is not None and line.lost is not None:
            raise line.lost
        return None

    def _hear(self, event: Any, _source: Listener) -> None:
        with self._changed:
            if event is not None:
                self.dropped += len(self._heard) == self._heard.maxlen
                self._heard.append(Event(event.name, event.headers))
            self._changed.notify_all()

    def close(self) -> None:
        """Hang up. What was heard can still be read."""
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
