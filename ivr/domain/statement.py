"""Bank statements: files of entries that arrived, what was read in them, and what was wrong."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from ivr.domain.payment import Remittance

MOST_PROBLEMS: Final = 1000
"""A file with more is wrong as a whole; all are counted."""
MOST_BYTES: Final = 1 << 29
"""Of one file: some 400,000 entries of camt.053, several days of a large court's bank."""


class Progress(StrEnum):
    """How far a statement is. What is WAITING is kept whole, and will be read however often that takes."""

    RECEIVING = "receiving"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    """Nothing in it could be read: no entry was kept."""


class Kind(StrEnum):
    """What a statement is to the account: camt.054 announces, camt.052 tells of the day so far, camt.053 closes it."""

    ANNOUNCEMENT = "announcement"
    INTRADAY = "intraday"
    CLOSING = "closing"
    TABLE = "table"


@dataclass
class Statement:
    """One file. ``external_id`` is the digest of its content, so the same file again is the same statement.

    ``taken`` places of it have been worked through: ``fresh`` became payments, ``repeated`` were known before,
    ``outgoing`` are no repayments, ``bad`` are problems, of which the first MOST_PROBLEMS are kept. ``trouble`` is the
    code of what went wrong at the last try, on our side.
    """

    id: str
    source: str
    external_id: str
    progress: Progress
    received_at: datetime
    received_by: str
    size: int = 0
    parts: int = 0
    columns_version: int | None = None
    taken: int = 0
    tries: int = 0
    next_try_at: datetime | None = None
    trouble: str | None = None
    handled_at: datetime | None = None
    erased_at: datetime | None = None
    fresh: int = 0
    repeated: int = 0
    outgoing: int = 0
    bad: int = 0


@dataclass
class Problem:
    """What is wrong, and where: ``line`` from 1, 0 when it is about the whole."""

    id: str
    statement_id: str
    n: int
    line: int
    field: str
    reason: str
    reason_zh: str


@dataclass(frozen=True)
class References:
    """What the bank and the payer call an entry, "" where it is not said. The same entry may come in several files.

    ``batch``: the entry that this is a part of. ``account``: the bank's, whose entry it is.
    """

    account: str
    booked_on: date
    batch: str = ""
    bank: str = ""
    transaction: str = field(default="", repr=False)
    end_to_end: str = field(default="", repr=False)


@dataclass(frozen=True)
class Heading:
    """A statement within a file begins: of which account, and for which days, where that is said."""

    kind: Kind
    account: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Entry:
    """One credit, or one reversal of a credit. ``line`` is where it stands in the file.

    ``whole``: a collective entry perhaps, told without its parts; another file may tell, or have told, those.
    """

    line: int
    remittance: Remittance
    references: References
    whole: bool = False


@dataclass(frozen=True)
class Outgoing:
    """Money that left the account: none of ours to credit."""

    line: int


@dataclass(frozen=True)
class BadLine:
    """What cannot be taken, with what to correct. The rest of the file goes on."""

    line: int
    field: str
    reason: str
    reason_zh: str


Found = Heading | Entry | Outgoing | BadLine
