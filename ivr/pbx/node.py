"""One Asterisk as a node: its database of numbers, its lease, its boot marker, over AMI."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.errors import AmiRefused
from ivr.pbx.ami.replies import Reply
from ivr.pbx.ami.wire import Action

FAMILY: Final = "notice"
BOOT: Final = "NOTICE_BOOT"
LEASE: Final = "NOTICE_LEASE"
WINDOW: Final = 1024


class AsteriskNode:
    """Implements the ``Node`` port over one connection; the connection's errors come through as they are."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def boot(self) -> str | None:
        return self._actions.must("Getvar", Variable=BOOT).headers.get("Value") or None

    def mark(self, boot: str) -> None:
        self._actions.must("Setvar", Variable=BOOT, Value=boot)

    def held(self) -> Mapping[str, str]:
        reply = self._actions.send("DBGetTree", Family=FAMILY)
        return {_number(row["Key"]): row["Val"] for row in reply.events if "Key" in row}

    def apply(self, puts: Iterable[tuple[str, str]], removes: Iterable[str]) -> None:
        """Removes go first: silence is the more urgent half. Removing what is not there is no error."""
        unsure = self._remove(list(removes))
        for reply in self._actions.pipeline((Action("DBPut", Family=FAMILY, Key=k, Val=v) for k, v in puts), WINDOW):
            _require(reply, "DBPut")
        for _key, value in self.read(key for key, _ in unsure):
            if value is not None:
                raise AmiRefused(action="DBDel", reason=unsure[0][1].message)

    def _remove(self, keys: Sequence[str]) -> list[tuple[str, Reply]]:
        """The refused ones: Asterisk says the same of a key that was not there and of one that it could not delete."""
        replies = self._actions.pipeline((Action("DBDel", Family=FAMILY, Key=key) for key in keys), WINDOW)
        return [(key, reply) for key, reply in zip(keys, replies, strict=True) if not reply.ok]

    def read(self, keys: Iterable[str]) -> Iterator[tuple[str, str | None]]:
        wanted = list(keys)
        replies = self._actions.pipeline((Action("DBGet", Family=FAMILY, Key=key) for key in wanted), WINDOW)
        for key, reply in zip(wanted, replies, strict=True):
            yield key, next((row["Val"] for row in reply.events if "Val" in row), None)

    def lease(self, until: datetime) -> None:
        self._actions.must("Setvar", Variable=LEASE, Value=str(int(until.timestamp())))


def _require(reply: Reply, action: str) -> None:
    if not reply.ok:
        raise AmiRefused(action=action, reason=reply.message)


def _number(key: str) -> str:
    """``/notice/8615400001234`` → ``8615400001234``."""
    return key.rsplit("/", 1)[-1]
