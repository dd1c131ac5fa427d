"""asterisk-ami's client, corrected: it neither dies of silence, nor writes half an action, nor forgets who waits.

In the library the reader ends after three seconds without traffic and tells nobody, ``send`` calls ``socket.send``
once, values may carry line breaks, and an action that timed out stays registered for ever. Kept are its life cycle, its
reading loop and its listeners; bytes, ids and answers are a :class:`~ivr.pbx.ami.line.Line`'s.
"""

import threading
from collections.abc import Iterator
from typing import Any

from asterisk.ami import AMIClient

from ivr.pbx.ami.endpoint import Endpoint, Timeouts
from ivr.pbx.ami.line import Line
from ivr.pbx.ami.replies import Reply
from ivr.pbx.ami.wire import Action

GREETING = "Asterisk Call Manager/0"


class Client(AMIClient):  # type: ignore[misc]
    """The library's client on a line of ours. A broken line stays broken: there is no reconnecting in here."""

    line: Line

    def __init__(self, endpoint: Endpoint, timeouts: Timeouts) -> None:
        super().__init__(endpoint.host, endpoint.port, on_disconnect=self._on_disconnect)
        self._endpoint = endpoint
        self._timeouts = timeouts

    def connect(self) -> None:
        """Connect and start reading. Raises AmiUnreachable."""
        self.line = Line.open(self._endpoint, self._timeouts)
        self.finished = threading.Event()
        self._thread = threading.Thread(target=self.listen, name="ami-actions", daemon=True)
        self._thread.start()

    def _next_pack(self) -> Iterator[str]:
        yield GREETING  # the stream has read and judged the real one
        yield from self.line.stream.packets()

    def fire_recv_pack(self, pack: str) -> None:
        """Every packet, event or not, goes to whoever asked; what nobody asked for is ignored."""
        self.line.in_flight.deliver(pack)

    def _on_disconnect(self, source: AMIClient, error: Exception | None = None) -> None:  # noqa: ARG002
        self.line.fail(_reason(error))

    def send_action(self, action: Any, callback: None = None) -> Reply:
        """The library's entry for its own actions, such as ``login``: checked, and answered before it returns."""
        del callback
        return self.line.ask(Action(action.name, **action.keys))

    def send(self, pack: Any) -> None:
        """Closed: text that nobody checked does not go out."""
        raise TypeError(f"send_action checks what it sends; {type(pack).__name__} would go out unchecked")

    def disconnect(self) -> None:
        """Break the line and wait for the reader."""
        self.finished.set()
        self.line.close(self._thread)


def _reason(error: Exception | None) -> str:
    facts = getattr(error, "facts", {})
    return str(facts.get("reason", error or "it was closed here"))
