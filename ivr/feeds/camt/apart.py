"""Large messages are read in a process of their own: a third of the work on each entry, and the other processor's."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from ivr.domain.statement import Found
from ivr.kit.apart import read_apart

WORTHWHILE_BYTES: Final = 1 << 20
"""From here on. A process takes a tenth of a second to begin, in which some hundred entries are read."""


class CamtApart:
    """The ``Feed`` for ISO 20022, elsewhere."""

    def read(self, file: BinaryIO, source: str) -> Iterator[Found]:
        """See ``Feed``. Raises ReaderDied, and what reading the file itself raises."""
        return read_apart("ivr.feeds.camt", [source], file)
