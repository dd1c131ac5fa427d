"""The client that may write. Its user needs ``write=system,call`` and ``read=`` (nothing): measured least for
DBPut, DBGet, DBDel, DBGetTree, Setvar, Getvar and CoreStatus; what answers an action is sent whatever ``read`` says."""

from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Self

from ivr.pbx.ami.client import Client
from ivr.pbx.ami.endpoint import Endpoint, Login, Timeouts
from ivr.pbx.ami.errors import AmiLoginRefused, AmiRefused
from ivr.pbx.ami.line import Line
from ivr.pbx.ami.replies import Reply
from ivr.pbx.ami.waiting import Batch
from ivr.pbx.ami.wire import Action, Value


class Actions:
    """A logged-in connection. Safe to use from several threads; Asterisk runs its actions in the order written.

    After AmiLost it is of no more use: close it, connect anew, compare, and decide what to send.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    @classmethod
    def connect(cls, endpoint: Endpoint, login: Login, timeouts: Timeouts | None = None) -> Self:
        """Connect and log in. Raises AmiUnreachable, AmiLoginRefused, AmiTimeout, AmiLost, AmiUnsafeValue."""
        client = Client(endpoint, timeouts or Timeouts())
        client.connect()
        try:
            _logged_in(client.login(login.user, login.secret), login.user)
        except BaseException:
            client.disconnect()
            raise
        return cls(client)

    @property
    def _line(self) -> Line:
        return self._client.line

    @property
    def alive(self) -> bool:
        """False once the connection is known to be gone."""
        return self._line.alive

    def send(self, name: str, /, **headers: Value) -> Reply:
        """One action, one reply, refused or not; with the events that answer it, where it is one that lists.

        Raises AmiUnsafeValue, AmiLost, and AmiTimeout when nothing of the answer has come for ``action_s``.
        """
        return self._line.ask(Action(name, **headers))

    def must(self, name: str, /, **headers: Value) -> Reply:
        """As ``send``; raises AmiRefused when Asterisk says no."""
        return _accepted(self.send(name, **headers), name)

    def pipeline(self, actions: Iterable[Action], window: int = 256) -> Generator[Reply, None, None]:
        """Replies in the order of the actions, at most ``window`` of them unanswered at any time.

        Lazy: nothing goes out until it is iterated, and not all unless to the end. When it raises (AmiTimeout, AmiLost,
        or whatever ``actions`` raises) up to ``window`` actions were written whose replies were not told.
        """
        size = max(1, window // 2)
        source, out = iter(actions), deque[Batch]()
        try:
            while True:
                while len(out) < max(1, window // size) and (chunk := list(islice(source, size))):
                    out.append(self._line.write(chunk))
                if not out:
                    return
                yield from self._line.replies(out[0], "a pipeline")
                out.popleft()
        finally:
            for batch in out:
                self._line.in_flight.forget(batch)

    def list(self, name: str, /, **headers: Value) -> Sequence[Mapping[str, str]]:
        """The events that answer an action such as DBGetTree, without the closing one. Raises as ``must``."""
        return self.must(name, **headers).events

    def close(self) -> None:
        """Hang up. Whoever still waits gets AmiLost."""
        self._client.disconnect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _logged_in(reply: Reply, user: str) -> None:
    if not reply.ok:
        raise AmiLoginRefused(user=user, reason=reply.message)


def _accepted(reply: Reply, name: str) -> Reply:
    if not reply.ok:
        raise AmiRefused(action=name, reason=reply.message)
    return reply
