"""Keys in handfuls: databases have a limit to what one statement may name."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

AT_ONCE: Final = 500
Item = TypeVar("Item")


def batched(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """All of them, at most AT_ONCE at a time."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
