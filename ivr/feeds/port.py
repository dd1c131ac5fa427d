"""What every reader of files is to the gateway: one file each, one shape out of all."""

from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from ivr.domain.statement import Found

LONGEST_TEXT: Final = 2000
"""Of a remittance text; what is behind it stays in the file as it was kept."""
LONGEST_REFERENCE: Final = 110
"""The store has 140 characters for an entry's id, and a reversal is kept under its id and a suffix."""


class Feed(Protocol):
    """Reads one format. Nothing is decided here of what a payment means."""

    def read(self, file: BinaryIO, source: str) -> Iterator[Found]:
        """In the order of the file, in bounded memory; ``file`` can seek.

        Never raises for what the file says: each bad place is a BadLine, and where it cannot go on, that is the last.
        """
        ...
