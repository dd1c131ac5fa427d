"""The audit trail: append-only, one hash chain a court. A changed, missing or reordered entry breaks the chain (I6)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ivr.domain.court import GATEWAY
from ivr.domain.staff import Actor
from ivr.store.once import insert_once
from ivr.store.tables import audit, chain_heads

__all__ = ["GATEWAY", "START", "Entry", "append", "broken"]

START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One change or one read of personal data: who, when, what, why. ``before`` and ``after`` are digests or states."""

    court_id: str
    at: datetime
    actor: Actor
    action: str
    subject: str
    reason: str = ""
    before: str = ""
    after: str = ""


def append(session: Session, entry: Entry) -> None:
    """Takes the court's chain head for the rest of the transaction: entries of one court have one order."""
    n, previous = _lock_head(session, entry.court_id)
    row = _row(entry, n + 1, previous)
    session.execute(insert(audit).values(**row))
    moved = update(chain_heads).where(chain_heads.c.court_id == entry.court_id)
    session.execute(moved.values(n=n + 1, hash=row["hash"]))


def broken(session: Session, court_id: str) -> int | None:
    """The number of the first entry that does not fit the chain, or None when all of it verifies."""
    previous, n = START, 0
    for row in _rows(session, court_id):
        n += 1
        if row["n"] != n or row["previous"] != previous or row["hash"] != _hash(row):
            return n
        previous = row["hash"]
    head = session.execute(
        select(chain_heads.c.n, chain_heads.c.hash).where(chain_heads.c.court_id == court_id)
    ).first()
    return None if tuple(head or (0, START)) == (n, previous) else n + 1


def _rows(session: Session, court_id: str) -> Iterator[dict[str, object]]:
    query = select(audit).where(audit.c.court_id == court_id).order_by(audit.c.n)
    return (dict(row) for row in session.execute(query).mappings())


def _lock_head(session: Session, court_id: str) -> tuple[int, str]:
    insert_once(session, chain_heads, court_id=court_id, n=0, hash=START)
    query = select(chain_heads.c.n, chain_heads.c.hash).where(chain_heads.c.court_id == court_id).with_for_update()
    head = session.execute(query).one()
    return int(head.n), str(head.hash)


def _row(entry: Entry, n: int, previous: str) -> dict[str, object]:
    row: dict[str, object] = {
        "court_id": entry.court_id,
        "n": n,
        "at": entry.at,
        "actor": entry.actor.id,
        "role": entry.actor.role,
        "action": entry.action,
        "subject": entry.subject,
        "reason": entry.reason,
        "before": entry.before,
        "after": entry.after,
        "previous": previous,
    }
    return {**row, "hash": _hash(row)}


def _hash(row: dict[str, object]) -> str:
    """SHA-256 over the fields in a fixed order, each with its length, so that no two entries read alike."""
    at = row["at"]
    when = at.astimezone(UTC).isoformat() if isinstance(at, datetime) else str(at)
    fields = [str(row["n"]), when, *(str(row[name]) for name in _HASHED), str(row["previous"])]
    return hashlib.sha256("".join(f"{len(field.encode())}:{field}" for field in fields).encode()).hexdigest()


_HASHED = ("court_id", "actor", "role", "action", "subject", "reason", "before", "after")
