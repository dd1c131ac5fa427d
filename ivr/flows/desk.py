"""Where every verb is done: one transaction, one actor, one time, and at its end the registrations that follow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import Actor
from ivr.kit.clock import Clock
from ivr.kit.ids import Ids
from ivr.kit.vault import Vault
from ivr.store import audit, registrations
from ivr.store.find import Scope


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
    certain: bool = False

    def touch(self, enrolment: Enrolment) -> None:
        """What callers of this number hear may have changed: it is projected anew before the commit."""
        self.touched.append(enrolment)

    def record(
        self, action: str, subject: str, *, court_id: str | None = None, reason: str = "", **change: str
    ) -> None:
        """One audit entry, in the same transaction as the change itself. ``change``: ``before`` and ``after``."""
        chain = court_id or self.actor.court_id or audit.GATEWAY
        entry = audit.Entry(chain, self.now, self.actor, action, subject, reason, **change)
        audit.append(self.session, entry)


class Desk:
    """Opens transactions; after a commit it wakes whoever follows the store."""

    def __init__(self, engine: Engine, clock: Clock, new_id: Ids, vault: Vault, wake: Callable[[], None]) -> None:
        self.engine = engine
        self.clock = clock
        self._new_id = new_id
        self._vault = vault
        self._wake = wake

    @contextmanager
    def work(self, actor: Actor) -> Iterator[Work]:
        """One transaction: all of the verb, its audit entries and its registrations, or nothing of it."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            work = self._open(session, actor)
            yield work
            self._project(work)
        if work.touched:
            self._wake()

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Work]:
        """Looks only; takes no lock."""
        reading = self.engine.execution_options(reads=True)
        with Session(reading, expire_on_commit=False) as session:
            yield self._open(session, actor)

    def _open(self, session: Session, actor: Actor) -> Work:
        return Work(session, Scope(session, actor.court_id), actor, self.clock.now(), self._new_id, self._vault)

    def _project(self, work: Work) -> None:
        if not work.touched:
            return
        numbers = [one.number for one in work.touched]
        changed = registrations.recompute(work.session, numbers, work.now, work.certain)
        seqs = {one.number: one.seq for one in changed}
        for enrolment in work.touched:
            if enrolment.ended_at and enrolment.ended_seq is None:
                enrolment.ended_seq = seqs.get(enrolment.number)
