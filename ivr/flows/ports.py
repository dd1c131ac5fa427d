"""What flows and loops need of the world outside, as protocols. Each has a real adapter; tests use it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from ivr.domain.evidence import Heard


class Node(Protocol):
    """One Asterisk, connected. Every method may raise an error of the tree with ``retry``: connect anew then."""

    def boot(self) -> str | None:
        """The marker that the follower left in the node's memory; None after a restart."""
        ...

    def mark(self, boot: str) -> None: ...

    def held(self) -> Mapping[str, str]:
        """Every key and value. Only while the node is silent: it holds the lock that calls need."""
        ...

    def apply(self, puts: Iterable[tuple[str, str]], removes: Iterable[str]) -> None:
        """Returns when the node has acknowledged all of it; callers hear the change from then on."""
        ...

    def read(self, keys: Iterable[str]) -> Iterator[tuple[str, str | None]]:
        """What the node holds for each key now."""
        ...

    def lease(self, until: datetime) -> None:
        """Lets the node announce until then. A time that has passed makes it silent."""
        ...


class NodeEvents(Protocol):
    """The evidence of one node."""

    def next(self, timeout_s: float) -> Heard | None: ...


class Submitted(Protocol):
    """What the telephone network took; a receipt comes for each id."""

    @property
    def message_ids(self) -> tuple[str, ...]: ...


class MessageReceipt(Protocol):
    """``state``: delivered, failed, expired, rejected, or unknown, which another one may follow."""

    @property
    def message_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def error_code(self) -> str: ...


class Messenger(Protocol):
    """Short messages. Errors with ``retry``: connect anew and send again; others: this message cannot be sent."""

    def send(self, number: str, text: str, reference: str) -> Submitted: ...

    def receipts(self, timeout_s: float) -> Iterator[MessageReceipt]: ...


class Prompts(Protocol):
    """Where a prompt's files lie."""

    def files(self, key: str) -> list[Path]:
        """One file a trunk codec. Raises NotFound when the prompt was never built."""
        ...


class Poster(Protocol):
    """How a court's own system is told."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Returns once the receiver has taken it. Raises NotPosted."""
        ...


class PromptShelf(Protocol):
    """The prompt files on the node itself."""

    def hold(self, keys: Iterable[str]) -> None:
        """Returns when every prompt's files are there, whole. Raises when one cannot be had."""
        ...

    def tidy(self, named: Callable[[], Set[str]], before: float) -> None:
        """Takes away what ``named`` does not hold and nobody has needed since ``before`` (unix seconds)."""
        ...


class Drop(Protocol):
    """A place where a bank leaves its files. Errors with ``retry``: look again later."""

    @property
    def source(self) -> str: ...

    def arrivals(self) -> list[str]:
        """The names of files that have come whole: they were alike at two looks."""
        ...

    def open(self, name: str) -> AbstractContextManager[BinaryIO]: ...

    def done(self, name: str) -> None:
        """Out of the way, to ``done``."""
        ...

    def refused(self, name: str, reason: str) -> None:
        """Out of the way, to ``refused``, with the reason in a file beside it."""
        ...
