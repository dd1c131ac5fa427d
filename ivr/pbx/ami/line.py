"""A stream and who waits on it: what both clients ask through."""

import threading
from collections.abc import Iterator, Sequence
from typing import Self

from ivr.pbx.ami.endpoint import Endpoint, Timeouts
from ivr.pbx.ami.errors import AmiLost, AmiTimeout
from ivr.pbx.ami.replies import Reply
from ivr.pbx.ami.stream import Stream
from ivr.pbx.ami.waiting import Batch, InFlight
from ivr.pbx.ami.wire import Action


class Line:
    """Nothing is ever sent twice on a line, and a line that broke stays broken."""

    def __init__(self, stream: Stream, timeouts: Timeouts) -> None:
        self.stream = stream
        self.timeouts = timeouts
        self.in_flight = InFlight()

    @classmethod
    def open(cls, endpoint: Endpoint, timeouts: Timeouts) -> Self:
        """Connect and be greeted. Raises AmiUnreachable."""
        return cls(Stream.open(endpoint, timeouts), timeouts)

    @property
    def alive(self) -> bool:
        """False as soon as the loss is noticed."""
        return self.in_flight.lost is None

    def write(self, actions: Sequence[Action]) -> Batch:
        """Write the actions at once; their answers come to the batch. Raises AmiLost."""
        batch = self.in_flight.batch(len(actions))
        parts = [b"%bActionID: %d\r\n\r\n" % (action.body, n) for action, n in zip(actions, batch.ids, strict=True)]
        try:
            self.stream.write(b"".join(parts))
        except AmiLost as error:
            self.fail(str(error.facts["reason"]))
            raise
        return batch

    def replies(self, batch: Batch, name: str) -> Iterator[Reply]:
        """Wait for all of a batch. Raises AmiTimeout (a late answer will be dropped) or AmiLost."""
        if not batch.wait(self.timeouts.action_s):
            self.in_flight.forget(batch)
            raise self.lost or AmiTimeout(action=name, seconds=self.timeouts.action_s)
        if batch.events:
            return (Reply(packet, batch.events.get(at, ())) for at, packet in enumerate(batch.replies))
        return map(Reply, batch.replies)

    def ask(self, action: Action) -> Reply:
        """One action, one answer. Raises as above."""
        return next(iter(self.replies(self.write([action]), action.name)))

    @property
    def lost(self) -> AmiLost | None:
        """Why the line is broken, when it is."""
        return self.in_flight.lost

    def fail(self, reason: str) -> None:
        """Break the line: everybody who waits is told why."""
        self.in_flight.fail(reason)
        self.stream.close()

    def close(self, reader: threading.Thread | None) -> None:
        """Break the line on purpose and wait for its reader to leave."""
        self.fail("it was closed here")
        if reader is not None and reader is not threading.current_thread():
            reader.join(self.timeouts.silence_s)
        self.stream.release()
