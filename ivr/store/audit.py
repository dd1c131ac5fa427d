"""The audit trail: append-only, one hash chain a court. A changed, missing or reordered entry breaks the chain (I6)."""

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, literal, select, tuple_, update
from sqlalchemy.orm import Session

from ivr.domain.court import GATEWAY
from ivr.domain.staff import Actor
from ivr.store.once import insert_once
from ivr.store.tables import audit, chain_heads

__all__ = [
    "ALGORITHM",
    "GATEWAY",
    "HASHED",
    "START",
    "Entry",
    "Head",
    "append",
    "append_all",
    "broken",
    "head",
    "linked",
    "newest",
    "told",
]

START = "0" * 64
"""What the first entry has for a previous one."""

ALGORITHM = 1
"""SHA-256 over HASHED in this order, each field as its length in UTF-8 bytes, a colon, and its text."""
HASHED = (
    *("n", "at", "court_id", "actor", "role", "origin", "action", "subject", "reason", "before", "after"),
    "previous",
)

AT_ONCE = 1000
"""Entries read at a time: a chain of a million is checked in the memory of these."""

Row = Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """One change or one read of personal data: who, when, from where, what, why.

    ``before`` and ``after`` are states, or digests of a row (``store/digest.py``). ``origin`` is a network address,
    ``cli`` or ``system``.
    """

    court_id: str
    at: datetime
    actor: Actor
    action: str
    subject: str
    reason: str = ""
    before: str = ""
    after: str = ""
    origin: str = "system"


@dataclass(frozen=True)
class Head:
    """How many entries a chain has, and the hash of the last one. Whoever notes it down can prove a later cut."""

    n: int
    hash: str


def append(session: Session, entry: Entry) -> int:
    """The entry's number. Takes the court's chain head for the rest of the transaction: they have one order."""
    return append_all(session, [entry])[0]


def append_all(session: Session, entries: Sequence[Entry]) -> list[int]:
    """The numbers of some entries of one court, in their order."""
    court_id = entries[0].court_id
    last = _locked_head(session, court_id)
    first, previous = last.n + 1, last.hash
    linked_rows: list[Row] = []
    for n, entry in enumerate(entries, first):
        linked_rows.append(linked(entry, n, previous))
        previous = str(linked_rows[-1]["hash"])
    session.execute(insert(audit), linked_rows)
    moved = update(chain_heads).where(chain_heads.c.court_id == court_id)
    session.execute(moved.values(n=linked_rows[-1]["n"], hash=previous))
    return [first + offset for offset in range(len(linked_rows))]


def _locked_head(session: Session, court_id: str) -> Head:
    query = select(chain_heads.c.n, chain_heads.c.hash).where(chain_heads.c.court_id == court_id).with_for_update()
    last = session.execute(query).first()
    if last is None:  # the court's first entry
        insert_once(session, chain_heads, court_id=court_id, n=0, hash=START)
        last = session.execute(query).one()
    return Head(int(last.n), str(last.hash))


def broken(session: Session, court_id: str) -> int | None:
    """The number of the first entry that does not fit the chain, or None when all of it verifies."""
    previous, n = START, 0
    for row in rows(session, court_id):
        n += 1
        if row["n"] != n or row["previous"] != previous or row["hash"] != digest(told(row)):
            return n
        previous = str(row["hash"])
    return None if head(session, court_id) == Head(n, previous) else n + 1


def head(session: Session, court_id: str) -> Head:
    """Where the chain stands; a chain that nothing was ever written to has no entries."""
    query = select(chain_heads.c.n, chain_heads.c.hash).where(chain_heads.c.court_id == court_id)
    found = session.execute(query).first()
    return Head(int(found.n), str(found.hash)) if found else Head(0, START)


def rows(session: Session, court_id: str, after: int = -sys.maxsize) -> Iterator[Row]:
    """A chain's entries behind number ``after``, in order, some at a time."""
    while page := batch(session, court_id, after):
        yield from page
        after = int(str(page[-1]["n"]))


def batch(session: Session, court_id: str, after: int) -> list[Row]:
    """The next entries behind number ``after``, at most AT_ONCE."""
    query = select(audit).where(audit.c.court_id == court_id, audit.c.n > after).order_by(audit.c.n).limit(AT_ONCE)
    return [dict(row) for row in session.execute(query).mappings()]


def newest(  # noqa: PLR0913, PLR0917
    session: Session,
    court_id: str,
    same: Mapping[str, str],
    times: tuple[datetime | None, datetime | None],
    behind: tuple[datetime, int] | None,
    limit: int,
) -> list[Row]:
    """A chain's entries from the newest on: those equal in these columns, from a time on, before another.

    ``behind``: the time and the number of the entry that the page before ended with.
    """
    where = [audit.c.court_id == court_id, *(audit.c[name] == value for name, value in same.items())]
    since, until = times
    where += [] if since is None else [audit.c.at >= since]
    where += [] if until is None else [audit.c.at < until]
    if behind is not None:
        where.append(tuple_(audit.c.at, audit.c.n) < tuple_(literal(behind[0], audit.c.at.type), literal(behind[1])))
    query = select(audit).where(*where).order_by(audit.c.at.desc(), audit.c.n.desc()).limit(limit)
    return [dict(row) for row in session.execute(query).mappings()]


def told(row: Row) -> dict[str, object]:
    """An entry as it is hashed and exported: its time as ISO 8601 in UTC, all else as it is."""
    at = row["at"]
    return {**row, "at": at.astimezone(UTC).isoformat() if isinstance(at, datetime) else str(at)}


def digest(entry: Mapping[str, object]) -> str:
    """Each field with its length, so that no two entries read alike."""
    fields = [str(entry[name]) for name in HASHED]
    return hashlib.sha256("".join(f"{len(field.encode())}:{field}" for field in fields).encode()).hexdigest()


def linked(entry: Entry, n: int, previous: str) -> dict[str, object]:
    """The entry as number ``n`` of a chain whose last hash was ``previous``."""
    row: dict[str, object] = {
        "court_id": entry.court_id,
        "n": n,
        "at": entry.at,
        "actor": entry.actor.id,
        "role": entry.actor.role,
        "origin": entry.origin,
        "action": entry.action,
        "subject": entry.subject,
        "reason": entry.reason,
        "before": entry.before,
        "after": entry.after,
        "previous": previous,
    }
    return {**row, "hash": digest(told(row))}
