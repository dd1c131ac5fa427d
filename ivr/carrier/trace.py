"""SIPp's own record of its messages (``-trace_msg``): read while it grows, and written again for people."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ivr.carrier.message import Direction, SipMessage

BLOCK: Final = re.compile(
    rb"-{20,} (\d{4}-\d\d-\d\d)[T\t ](\d\d:\d\d:\d\d\.\d+)[^\n]*\n"
    rb"\S+ message (sent|received) \[(\d+)\] ?bytes ?:\s*?\n\n"
)
"""The time is UTC, because the program is started with TZ=UTC."""


class MessageLog:
    """A message file that SIPp is still writing. The file's absence means that nothing was sent yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self.messages: list[SipMessage] = []

    def more(self) -> list[SipMessage]:
        """The messages that were completed since the last time, also kept in ``messages``."""
        new, used = read_trace(self._unread())
        self._offset += used
        self.messages += new
        return new

    def _unread(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                file.seek(self._offset)
                return file.read()
        except FileNotFoundError:
            return b""


def read_trace(data: bytes) -> tuple[list[SipMessage], int]:
    """The complete messages, and how many bytes they took. What SIPp says in between is passed over."""
    messages: list[SipMessage] = []
    used = 0
    while block := BLOCK.search(data, used):
        end = block.end() + int(block[4])
        if end > len(data):
            break
        direction: Direction = "sent" if block[3] == b"sent" else "received"
        text = data[block.end() : end].decode("utf-8", "replace")
        messages.append(SipMessage(_moment(block[1], block[2]), direction, text))
        used = end
    return messages, used


def _moment(day: bytes, time: bytes) -> float:
    return datetime.fromisoformat(f"{day.decode()}T{time.decode()[:15]}").replace(tzinfo=UTC).timestamp()


def write_text(path: Path, ends: Iterable[tuple[str, Iterable[SipMessage]]]) -> None:
    """All ends' messages in time order, each under a line with its time, end and direction."""
    seen = sorted(
        ((message.at, end, message) for end, messages in ends for message in messages), key=lambda row: row[0]
    )
    with path.open("w", encoding="utf-8") as file:
        for at, end, message in seen:
            moment = datetime.fromtimestamp(at, UTC).isoformat(sep=" ", timespec="microseconds")
            file.write(f"=== {moment}  {end} {message.direction}: {message.summary}\n\n{message.text.rstrip()}\n\n")
