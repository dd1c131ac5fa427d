"""Open a browser's session, and look one up by its cookie."""

from dataclasses import dataclass, field
from datetime import timedelta

from ivr.domain.errors import NotSignedIn, StepMissing
from ivr.domain.session import HALF, LONGEST, Needs, Session
from ivr.domain.staff import SYSTEM, Actor, Staff
from ivr.domain.token import digest
from ivr.flows.desk import Desk, Work
from ivr.store import sessions, tables

TO_WITHIN = timedelta(minutes=1)
"""So precise is the time a session was last seen."""


@dataclass(frozen=True)
class Signed:
    """A session and whose it is. ``cookie`` is what the browser keeps; the store has its digest only."""

    session: Session
    person: Staff
    cookie: str = field(repr=False)
    csrf: str = field(repr=False)
    """What a page of ours must show to act through this session; another site's cannot read it."""

    @property
    def actor(self) -> Actor:
        """Raises StepMissing while the session is not open yet."""
        if self.session.needs is not None:
            raise StepMissing(needs=self.session.needs)
        return acting(self.person)


def acting(person: Staff) -> Actor:
    return Actor(person.id, person.role, person.court_id)


def open_session(work: Work, person: Staff, method: str, needs: Needs | None, cookie: str) -> Signed:
    """``cookie``: 256 random bits, never used before."""
    sessions.purge(work.session, work.now)
    ends_at = work.now + (HALF if needs else LONGEST)
    times = (work.now, work.now, ends_at)
    session = Session(digest(cookie), person.court_id, person.id, method, *times, needs)
    work.session.add(session)
    return Signed(session, person, cookie, work.vault.index(cookie, "csrf"))


def reopen(work: Work, before: Signed, needs: Needs | None, cookie: str) -> Signed:
    """The same person's next step under a new cookie; the old one is worthless from here on."""
    sessions.end(work.session, before.session.id)
    return open_session(work, before.person, before.session.method, needs, cookie)


def find_session(desk: Desk, cookie: str) -> Signed:
    """Raises NotSignedIn for an unknown cookie, a session that is over, or a person who has left."""
    with desk.read(SYSTEM) as work:
        session = work.scope.first(Session, tables.sessions.c.id == digest(cookie)) if cookie else None
        if session is None or not session.valid(work.now):
            raise NotSignedIn
        person = work.scope.one(Staff, session.staff_id)
        now, csrf = work.now, work.vault.index(cookie, "csrf")
    if person.ended_at is not None:
        raise NotSignedIn
    if now - session.seen_at >= TO_WITHIN:
        with desk.work(SYSTEM) as work:
            sessions.seen(work.session, session.id, work.now)
    return Signed(session, person, cookie, csrf)
