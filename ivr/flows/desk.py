"""Where every verb is done: one transaction, one actor, one time, and at its end the registrations that follow.

What a court's own system is told of it is written in the same transaction too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.event import Event, Kind, kind_of
from ivr.domain.staff import Actor
from ivr.kit.clock import Clock
from ivr.kit.ids import Ids
from ivr.kit.vault import Vault
from ivr.store import audit, claims, outbox, registrations
from ivr.store.errors import Clash
from ivr.store.find import Scope
from ivr.store.transaction import reading, writing


@dataclass
class Work:
    """What one verb is given. Rows are seen through ``scope``, so only the actor's own court's."""

    session: Session
    scope: Scope
    actor: Actor
    now: datetime
    new_id: Ids
    vault: Vault
    touched: list[Enrolment] = field(default_factory=list)
    courts: set[str] = field(default_factory=set)
    zones: dict[str, ZoneInfo] = field(default_factory=dict)
    entries: list[audit.Entry] = field(default_factory=list)
    certain: bool = False
    looks_only: bool = False
    origin: str = "system"

    def touch(self, enrolment: Enrolment) -> None:
        """What callers of this number hear may have changed: it is projected anew before the commit."""
        self.touched.append(enrolment)

    def touch_court(self, court: Court) -> None:
        """What callers of all this court's numbers hear may have changed."""
        self.courts.add(court.id)

    def zone(self, court_id: str) -> ZoneInfo:
        """Where a court's calendar days are; asked for once a transaction."""
        if court_id not in self.zones:
            self.zones[court_id] = ZoneInfo(self.session.get_one(Court, court_id).zone)
        return self.zones[court_id]

    def record(
        self, action: str, subject: str, *, court_id: str | None = None, reason: str = "", **change: str
    ) -> None:
        """One audit entry, in the same transaction as the change itself. ``change``: ``before`` and ``after``."""
        if self.looks_only:
            raise RuntimeError(f"{action} is written down, so it needs desk.work, not desk.read")
        chain = court_id or self.actor.court_id or audit.GATEWAY
        entry = audit.Entry(chain, self.now, self.actor, action, subject, reason, origin=self.origin, **change)
        self.entries.append(entry)


class Desk:
    """Opens transactions; after a commit it wakes whoever follows the store."""

    origin = "system"
    claim: tuple[str, str] | None = None
    """The idempotency key under which this desk works, and who has it (``flows/answer_once.py``)."""

    first: Callable[[Work], None] | None = None
    """What must hold before anything is changed, asked in the same transaction."""

    def __init__(self, engine: Engine, clock: Clock, new_id: Ids, vault: Vault, wake: Callable[[], None]) -> None:
        self.engine = engine
        self.clock = clock
        self._new_id = new_id
        self.vault = vault
        self._wake = wake

    def at(self, origin: str) -> "Desk":
        """The same desk for somebody who works from ``origin``: a network address, or ``cli``. The trail names it."""
        desk = copy(self)
        desk.origin = origin
        return desk

    def unclaimed(self) -> "Desk":
        """The same desk, for what is no part of the verb itself."""
        desk = copy(self)
        desk.claim = desk.first = None
        return desk

    @contextmanager
    def work(self, actor: Actor, urgent: bool = False) -> Iterator[Work]:
        """One transaction: all of the verb, its audit entries and its registrations, or nothing of it.

        ``urgent``: where writers wait for each other, before those who wait already.

        Locks are taken in one order, so that no two verbs wait for each other: the rows of the verb, the audit chains
        by name, the registrations' counter. Raises Clash or StoreFailed besides what the verb raises.
        """
        with writing(self.engine, urgent) as session:
            work = self._open(session, actor)
            if self.first is not None:
                self.first(work)
            yield work
            session.flush()
            self._mark(session)
            for _, entries in groupby(sorted(work.entries, key=_court), key=_court):
                self._write_down(session, list(entries))
            self._project(work)
        if work.touched or work.courts:
            self._wake()

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Work]:
        """Looks only, at one moment of the store; takes no lock. What must be written down is refused."""
        with reading(self.engine) as session:
            work = self._open(session, actor)
            work.looks_only = True
            yield work

    def _open(self, session: Session, actor: Actor) -> Work:
        scope, now = Scope(session, actor.court_id), self.clock.now()
        return Work(session, scope, actor, now, self._new_id, self.vault, origin=self.origin)

    def _mark(self, session: Session) -> None:
        if self.claim is not None and not claims.begin(session, *self.claim):
            raise Clash(what="claims")

    def _write_down(self, session: Session, entries: list[audit.Entry]) -> None:
        for entry, n in zip(entries, audit.append_all(session, entries), strict=True):
            self._tell(session, entry, n)

    def _tell(self, session: Session, entry: audit.Entry, n: int) -> None:
        kind = kind_of(entry.action, entry.before, entry.after)
        if kind is not None:
            due_on = entry.after if kind is Kind.OBJECTION_DUE else None
            outbox.keep(session, Event(entry.court_id, n, kind, entry.subject, entry.at, due_on), self._new_id)

    def _project(self, work: Work) -> None:
        if not work.touched and not work.courts:
            return
        numbers = [one.number for one in work.touched]
        changed = registrations.recompute(work.session, numbers, work.now, work.certain, work.courts)
        seqs = {one.number: one.seq for one in changed}
        for enrolment in work.touched:
            if enrolment.ended_at and enrolment.ended_seq is None:
                # Also when this end changed nothing: a suspension before it may not have reached every node yet.
                enrolment.ended_seq = seqs.get(enrolment.number) or registrations.seq_of(work.session, enrolment.number)


def _court(entry: audit.Entry) -> str:
    return entry.court_id
