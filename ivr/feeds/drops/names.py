"""Which names in a drop are files that have come whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_UNFINISHED: Final = (".part", ".partial", ".filepart", ".tmp", ".crdownload", ".upload")
"""How programs call a file that they have not finished writing."""
REASON: Final = ".reason.txt"
DONE: Final = "done"
REFUSED: Final = "refused"

Look = tuple[int, float]
"""Size in bytes, and when it was last changed."""


@dataclass
class Settling:
    """Remembers the last look: what is alike at two looks has come whole, or was renamed into place."""

    before: Mapping[str, Look] = field(default_factory=dict)

    def whole(self, now: Mapping[str, Look]) -> list[str]:
        """In the order of names, which banks number."""
        before, self.before = self.before, dict(now)
        return sorted(name for name, look in now.items() if before.get(name) == look)


def takes(name: str) -> bool:
    return not name.startswith(".") and not name.lower().endswith(_UNFINISHED)
