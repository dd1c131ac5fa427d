"""pyst2's manager, corrected: it has time limits, notices a loss, and no packet can stop it.

In the library an event with a ChanVariable header ends the thread that parses (and nothing says so), no wait has a
limit, a frozen peer is believed for ever, and the headers of one ``send_action`` leak into the next. Kept are its
actions, its messages and its callbacks; bytes, ids and answers are a :class:`~ivr.pbx.ami.line.Line`'s.
``asterisk.agi`` must not be imported: it installs a signal handler.
"""

import threading
from collections.abc import Mapping
from typing import Any

from asterisk.manager import Event, Manager, ManagerMsg

from ivr.pbx.ami.endpoint import Endpoint, Timeouts
from ivr.pbx.ami.errors import AmiLost
from ivr.pbx.ami.line import Line
from ivr.pbx.ami.replies import parsed
from ivr.pbx.ami.wire import Action


class Message(ManagerMsg):  # type: ignore[misc]
    """The library's message; any line without a colon is skipped, any repeated header keeps all its values."""

    def parse(self, response: str) -> None:
        """Called by the library's constructor."""
        self.headers = parsed(response)


class Listener(Manager):  # type: ignore[misc]
    """The library's manager on a line of ours, with one thread that reads and calls back. No reconnecting in here."""

    line: Line | None = None

    def __init__(self, endpoint: Endpoint, timeouts: Timeouts) -> None:
        # Not the library's: it makes two threads in a way that Python has deprecated, and they would never start.
        self._endpoint = endpoint
        self._timeouts = timeouts
        self._event_callbacks: dict[str, list[Any]] = {}
        self.message_thread = threading.Thread(target=self.message_loop, name="ami-events", daemon=True)

    def connect(self) -> None:
        """Connect and start reading. Raises AmiUnreachable."""
        self.line = Line.open(self._endpoint, self._timeouts)
        self.message_thread.start()

    def connected(self) -> bool:
        """False as soon as the loss is noticed."""
        return self.line is not None and self.line.alive

    def message_loop(self) -> None:
        """The reader's thread. Ends with the line; ``None`` tells the callbacks of ``*`` so, once."""
        line, reason = self._open_line(), "its reader failed"
        try:
            for packet in line.stream.packets():
                self._heard(packet)
        except AmiLost as error:
            reason = str(error.facts["reason"])
        finally:
            line.fail(reason)
            self._call("*", None)

    def _heard(self, packet: str) -> None:
        if packet.startswith("Event:"):
            event = Event(Message(packet))
            self._call(event.name, event)
            self._call("*", event)
        else:
            self._open_line().in_flight.deliver(packet)

    def _call(self, name: str, event: Event | None) -> None:
        for callback in self._event_callbacks.get(name, ()):
            callback(event, self)

    def send_action(self, cdict: Mapping[str, str], **headers: str) -> Message:
        """The library's entry for all of its actions. Raises AmiUnsafeValue, AmiTimeout, AmiLost."""
        name, rest = cdict["Action"], {key: value for key, value in cdict.items() if key != "Action"}
        return Message(self._open_line().ask(Action(name, **rest, **headers)).packet)

    def close(self) -> None:
        """Break the line and wait for the reader. The library also calls this when the object is collected."""
        if self.line is not None:
            self.line.close(self.message_thread)

    def _open_line(self) -> Line:
        if self.line is None:
            raise AmiLost(reason="it was never connected")
        return self.line
