"""What Asterisk says: packets of ``Key: value`` lines."""

from collections.abc import Mapping, Sequence
from functools import cached_property

OK = "Response: Success"


def parsed(packet: str) -> dict[str, str]:
    """Key to value; a key said twice keeps both, joined by a newline. A line without a colon is ignored."""
    found: dict[str, str] = {}
    for line in packet.split("\r\n"):
        key, colon, value = line.partition(":")
        if colon:
            value = value.strip()
            found[key] = f"{found[key]}\n{value}" if key in found else value
    return found


class Reply:
    """The answer to one action. It is parsed when it is asked: a pipeline rarely asks."""

    def __init__(self, packet: str, events: Sequence[str] = ()) -> None:
        self.packet = packet
        self._events = events

    @property
    def ok(self) -> bool:
        """Whether Asterisk says that it did it."""
        return self.packet.startswith(OK)

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """All of it, for example ``Value`` after ``Getvar``."""
        return parsed(self.packet)

    @property
    def events(self) -> Sequence[Mapping[str, str]]:
        """The events that answered it, for example ``DBGetResponse``; without the one that only closes the list."""
        return [event for event in map(parsed, self._events) if event.get("EventList") != "Complete"]

    @property
    def message(self) -> str:
        """Asterisk's own words."""
        return self.headers.get("Message", "")

    def __repr__(self) -> str:
        return f"Reply(ok={self.ok}, message={self.message!r})"
