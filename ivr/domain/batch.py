"""A file of drafts that came in together, and how each of them differs from what the court had before."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ivr.domain.enrolment import State
from ivr.domain.order import Order


@dataclass
class Batch:
    """``rows``: how many the file had; those that were good are the enrolments that belong to it."""

    id: str
    court_id: str
    imported_by: str
    imported_at: datetime
    rows: int


class Novelty(StrEnum):
    """``NEW``: the person was not known. ``KNOWN``: the same papers as before, on another number or signed anew."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


@dataclass(frozen=True)
class Difference:
    """One field of the papers that says something else than the last order in the same debt."""

    field: str
    before: str
    after: str


LOOKED_AT = ("id", "state", "submitted_at", "expires_at")
"""Of the enrolment itself."""
COMPARED = (
    "case_number",
    "first_case",
    "decision",
    "ground",
    "decided_on",
    "served_on",
    "listed_until",
    "warned_in_notice_on",
    "signed_on",
    "number",
    "ends_on",
)


def differences(before: Order | None, after: Order) -> list[Difference]:
    """None against nothing."""
    if before is None:
        return []
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in COMPARED)
    return [Difference(name, _text(old), _text(new)) for name, old, new in pairs if old != new]


@dataclass(frozen=True)
class Look:
    """At one enrolment of a batch. ``written``: all that an approval rests on (LOOKED_AT, COMPARED)."""

    id: str
    state: State
    ground: int
    written: str


def digest(looks: Iterable[Look]) -> str:
    """What was looked at: it changes with any state or paper of any of them, not with their order."""
    lines = sorted(look.written for look in looks)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _text(value: object) -> str:
    return "" if value is None else str(value)
