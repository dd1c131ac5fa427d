"""The rows of a court after years, each made from its serial alone: papers, lives, messages, payments, the trail."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Table

from ivr.domain.enrolment import State
from ivr.store import tables
from ivr.store.registrations import COUNTER

SPREAD: Final = 0x9E3779B97F4A7C15
"""Odd, so multiplying by it modulo 2^64 gives each serial an id of its own, as scattered as a random one."""
RARE: Final = (
    *(State.DRAFTED, State.SUBMITTED, State.APPROVED, State.WARNED, State.SUSPENDED, State.CORRECTED, State.EXPIRED),
)
"""One of each in a hundred; of the others every fifth is removed, and the rest is active."""
ENDED: Final = {State.REMOVED, State.CORRECTED, State.EXPIRED}
SEALED: Final = "1.00000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""As long as a sealed name; nobody reads these."""
Row = Mapping[str, Any]
Made = Callable[[int], Row | None]


def key(serial: int, kind: int = 0) -> str:
    """The id of an enrolment; of another kind, of its papers and what belongs to it."""
    return f"{(serial * 16 + kind + 1) * SPREAD % 2**64:016x}"


WORKED_ON: Final = {State.APPROVED, State.SUSPENDED}
"""What people and messages are busy with: there is not more of it when the past is longer."""


def number(serial: int) -> str:
    return f"+86154{serial:08d}"


def clerk(serial: int) -> str:
    return f"clerk-{serial % 10}"


@dataclass(frozen=True)
class Rows:
    """``count`` enrolments of one court, drafted one a minute until ``now``, ``batch`` in each file.

    ``waiting``: how many are approved and not told yet, and as many suspended.
    """

    court_id: str
    count: int
    now: datetime
    batch: int
    waiting: int

    def of_tables(self) -> dict[Table, Iterator[Row]]:
        """In an order in which each row finds what it refers to."""
        makers: dict[Table, Made] = {
            tables.batches: self._batch,
            tables.persons: self._person,
            tables.orders: self._order,
            tables.numbers: self._holder,
            tables.debts: lambda n: self._mine(n, 11) | {"version": 0},
            tables.obligations: self._obligation,
            tables.enrolments: self._enrolment,
            tables.messages: self._message,
            tables.objections: self._objection,
            tables.payments: self._payment,
            tables.proposals: self._proposal,
            tables.wordings: self._wording,
            tables.statements: self._statement,
            tables.evidence: self._evidence,
            tables.registrations: self._registration,
            tables.audit: self._entry,
            tables.subscriptions: self._subscription,
            tables.deliveries: self._delivery,
            tables.counters: lambda n: None if n else {"name": COUNTER, "value": self.count},
            tables.chain_heads: lambda n: None if n else {"court_id": self.court_id, "n": self.count, "hash": "0" * 64},
        }
        return {table: self._rows(make) for table, make in makers.items()}

    def state(self, n: int) -> State:
        place = n % 100
        if place >= len(RARE):
            return State.ACTIVE if place % 5 else State.REMOVED
        return State.ACTIVE if RARE[place] in WORKED_ON and n >= self.waiting * 100 else RARE[place]

    def batch_of(self, n: int) -> str:
        return key(n - n % self.batch, 1)

    def _rows(self, make: Made) -> Iterator[Row]:
        return (row for row in map(make, range(self.count)) if row is not None)

    def _at(self, n: int, later: timedelta = timedelta()) -> str:
        return _time(self.now - timedelta(minutes=self.count - n) + later)

    def _day(self, days: int) -> str:
        return str(self.now.date() + timedelta(days=days))

    def _mine(self, n: int, kind: int) -> dict[str, Any]:
        return {"id": key(n, kind), "court_id": self.court_id}

    def _batch(self, n: int) -> Row | None:
        if n % self.batch:
            return None
        return self._mine(n, 1) | {"imported_by": clerk(n), "imported_at": self._at(n), "rows": self.batch}

    def _person(self, n: int) -> Row:
        return self._mine(n, 2) | {"name": SEALED, "id_number": SEALED, "id_index": key(n, 2) * 2}

    def _order(self, n: int) -> Row:
        return self._mine(n, 3) | {
            "person_id": key(n, 2),
            "case_number": f"(2025)川1302执{n + 1}号",
            "decision": "listing",
            "ground": 1,
            "decided_on": self._day(-30),
            "served_on": self._day(-28),
            "warned_in_notice_on": self._day(-60),
            "president": SEALED,
            "signed_on": self._day(-30),
            "number": number(n),
            "ends_on": self._day(365),
        }

    def _holder(self, n: int) -> Row:
        papers = {"proven_on": self._day(-1), "reference": "川移协2026-17", "proven_until": self._day(29)}
        return self._mine(n, 4) | {"person_id": key(n, 2), "number": number(n)} | papers

    def _obligation(self, n: int) -> Row:
        debt = {"account": f"6220{n:012d}", "owed": 295_100, "debt_id": key(n, 11)}
        return self._mine(n, 5) | {"person_id": key(n, 2), "case_number": f"(2025)川1302执{n + 1}号"} | debt

    def _enrolment(self, n: int) -> Row:
        now = self.state(n)
        papers = {"order_id": key(n, 3), "person_id": key(n, 2), "obligation_id": key(n, 5), "number": number(n)}
        drafted = {"state": now, "batch_id": self.batch_of(n), "drafted_by": clerk(n), "drafted_at": self._at(n)}
        ends = {"expires_at": self._ahead(n % 43_200 + 1), "ends_at": self._ahead(n % 525_600 + 43_201)}
        return self._mine(n, 0) | papers | drafted | ends | self._steps(n, now)

    def _ahead(self, minutes: int) -> str:
        return _time(self.now + timedelta(minutes=minutes))

    def _steps(self, n: int, now: State) -> dict[str, Any]:
        steps: dict[str, Any] = {}
        if now is not State.DRAFTED:
            steps |= {"submitted_by": clerk(n), "submitted_at": self._at(n)}
        if now not in {State.DRAFTED, State.SUBMITTED}:
            steps |= {"approved_by": "approver", "approved_at": self._at(n)}
        if now in {State.WARNED, State.ACTIVE, State.SUSPENDED, *ENDED}:
            steps |= {"warned_at": self._at(n), "grace_ends_at": self._at(n, timedelta(days=3))}
        if now in {State.ACTIVE, State.SUSPENDED, *ENDED}:
            steps["activated_at"] = self._at(n, timedelta(days=3))
        if now is State.SUSPENDED:
            steps |= {"suspended_at": self._at(n, timedelta(days=4)), "suspended_for": "objection"}
        if now in ENDED:
            ended = {"ended_at": self._at(n, timedelta(days=5)), "ended_for": "term-over", "ended_seq": n + 1}
            steps |= ended | {"listing_due_on": self._day(n % 9 - 4)}
        return steps

    def _message(self, n: int) -> Row | None:
        if self.state(n) in {State.DRAFTED, State.SUBMITTED}:
            return None
        waits = {"queued_at": self._at(n), "queued_by": clerk(n), "next_try_at": self._at(n), "tries": 1, "error": ""}
        return (
            self._mine(n, 6)
            | waits
            | {
                "enrolment_id": key(n),
                "channel": "sms",
                "purpose": "ended" if self._untold_end(n) else "warning",
                "state": self._arrived(n),
                "sent_at": self._at(n),
            }
        )

    def _arrived(self, n: int) -> str:
        """One in ten of those that wait cannot be told by message."""
        if self.state(n) is not State.APPROVED:
            return "failed" if self._untold_end(n) else "delivered"
        return "failed" if n % 1000 < 100 else "queued"

    def _untold_end(self, n: int) -> bool:
        return self.state(n) in ENDED and n < self.waiting * 100

    def _objection(self, n: int) -> Row | None:
        if n % 100 != RARE.index(State.SUSPENDED):
            return None
        stage = "review" if self.state(n) is State.SUSPENDED else "withdrawn"
        return self._mine(n, 7) | {
            "enrolment_id": key(n),
            "stage": stage,
            "words": SEALED,
            "received_on": self._day(-(n % 15)),
        }

    def _payment(self, n: int) -> Row | None:
        if n % 10:
            return None
        waits = n % 1000 == 0
        return {
            "id": key(n, 8),
            "court_id": self.court_id,
            "source": "abc-bank",
            "external_id": str(n),
            "amount": 295_100,
            "currency": "CNY",
            "booked_at": self._at(n),
            "received_at": self._at(n),
            "raw": SEALED,
            "state": "review" if waits else "credited",
            "review_for": "overpaid" if waits else None,
            "obligation_id": key(n, 5),
            "credited": 0 if waits else 295_100,
        }

    def _proposal(self, n: int) -> Row | None:
        if n % 10:
            return None
        decided = {"decided_by": "approver", "decided_at": self._at(n), "verdict": "accepted"} if n % 1000 else {}
        said = {"kind": "close-review", "subject": key(n, 8), "content": SEALED, "digest": "0" * 16}
        return self._mine(n, 12) | said | {"proposed_by": clerk(n), "proposed_at": self._at(n)} | decided

    def _wording(self, n: int) -> Row | None:
        if n % 10:
            return None
        said = {"language": "zh-CN", "text": "t", "replaces": "t", "shown": "t", "prompt": "0" * 32, "seconds": 12}
        drafted = {"engine": "kokoro", "drafted_by": clerk(n), "drafted_at": self._at(n)}
        return self._mine(n, 13) | said | drafted

    def _statement(self, n: int) -> Row | None:
        if n % 10:
            return None
        came = {"source": "abc-bank", "external_id": str(n), "progress": "done", "received_at": self._at(n)}
        counts = dict.fromkeys(("size", "parts", "taken", "tries", "fresh", "repeated", "outgoing", "bad"), 1)
        return {"id": key(n, 14), "received_by": "bank"} | came | counts

    def _evidence(self, n: int) -> Row | None:
        if self.state(n) is not State.ACTIVE:
            return None
        heard = {"at": self._at(n, timedelta(days=4)), "heard_ms": 12_000, "outcome": "heard"}
        return {"node_id": "node", "call": f"{n}.1", "enrolment_id": key(n)} | heard

    def _registration(self, n: int) -> Row | None:
        if self.state(n) is not State.ACTIVE:
            return None
        ends = {"expires_at": self._ahead(n % 43_200 + 1), "certain": 0, "changed_at": self._at(n)}
        return {"number": number(n), "seq": n + 1, "notice": "0" * 32, "enrolments": key(n)} | ends

    def _entry(self, n: int) -> Row:
        who = {"actor": clerk(n), "role": "clerk", "origin": "127.0.0.1", "subject": key(n)}
        what = {"action": "reveal" if n % 1000 == 0 else "draft", "reason": "", "before": "", "after": "drafted"}
        links = {"previous": "0" * 64, "hash": "0" * 64}
        return {"court_id": self.court_id, "n": n + 1, "at": self._at(n)} | who | what | links

    def _subscription(self, n: int) -> Row | None:
        if n:
            return None
        told = {"url": "https://cases.example/notices", "kinds": "removed", "secret": SEALED, "created_by": "admin"}
        return self._mine(0, 9) | told | {"created_at": self._at(0), "failures": 0}

    def _delivery(self, n: int) -> Row | None:
        if self.state(n) not in ENDED:
            return None
        event = {"n": n + 1, "kind": "removed", "subject": key(n), "case_number": "", "state": "removed"}
        told = {"at": self._at(n), "status": "delivered" if n % 1000 else "failed", "since": self._at(n), "tries": 1}
        return self._mine(n, 10) | event | told | {"subscription_id": key(0, 9), "proven": 1}


def _time(moment: datetime) -> str:
    """UTC, as SQLite keeps it and PostgreSQL reads it."""
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")
