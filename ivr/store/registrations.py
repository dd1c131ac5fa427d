"""The one table between courts and nodes: for each number its latest desired state, in the order of commits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.registration import REMOVED, Change, Desired, Live, Registration, project
from ivr.store.enrolments import active_numbers
from ivr.store.once import insert_once
from ivr.store.tables import counters, courts, enrolments, notices, registrations

COUNTER = "registrations"


@dataclass(frozen=True)
class Changed:
    """A number whose registration took a new seq."""

    number: str
    seq: int


def recompute(
    session: Session, numbers: Iterable[str], now: datetime, certain: bool, courts: Collection[str] = ()
) -> list[Changed]:
    """Writes what each number's live enrolments add up to; the last thing a transaction does before it commits.

    ``courts``: those whose notice changed, so that all their numbers are looked at, also one that was activated by a
    transaction that committed while this one waited.

    The counter's row is locked first and held to the commit. So seqs appear in commit order (a follower that has read
    up to one never misses a smaller one), and two courts that change one number see each other's change.
    """
    session.flush()
    seq = _lock_counter(session)
    changed = []
    for number in sorted({*numbers, *(active_numbers(session, courts) if courts else ())}):
        desired = projection(session, number, now)
        kept = session.get(Registration, number, populate_existing=True)
        if _same(kept, desired, certain):
            continue
        seq += 1
        _write(session, kept, number, desired, seq, certain, now)
        changed.append(Changed(number, seq))
    if changed:
        session.execute(update(counters).where(counters.c.name == COUNTER).values(value=seq))
        _notify(session)
    return changed


def projection(session: Session, number: str, now: datetime) -> Desired:
    """The one function that says what callers of a number should hear, from its live enrolments."""
    query = select(Enrolment).where(
        enrolments.c.number == number, enrolments.c.state == State.ACTIVE, enrolments.c.expires_at > now
    )
    live = session.scalars(query.execution_options(populate_existing=True)).all()
    return project(one for one in (_live(session, one) for one in live) if one.prompts)


def published_prompts(session: Session, court_id: str) -> tuple[str, ...]:
    """The prompts of a court's notice, in the order of its languages; those not yet published are left out."""
    query = select(notices.c.language, notices.c.prompt).where(notices.c.court_id == court_id)
    prompts = {row.language: row.prompt for row in session.execute(query)}
    languages = session.scalar(select(courts.c.languages).where(courts.c.id == court_id)) or ""
    return tuple(prompts[language] for language in languages.split(",") if language in prompts)


def head(session: Session) -> int:
    """The newest seq that is committed."""
    return session.scalar(select(counters.c.value).where(counters.c.name == COUNTER)) or 0


def since(session: Session, seq: int, limit: int | None = None) -> list[Change]:
    """The registrations that changed after ``seq``, oldest change first; all of them, or the first ``limit``."""
    wanted = (registrations.c[name] for name in Change._fields)
    query = select(*wanted).where(registrations.c.seq > seq).order_by(registrations.c.seq).limit(limit)
    return [Change._make(row) for row in session.execute(query).all()]


def seq_of(session: Session, number: str) -> int | None:
    """Where the latest change of this number stands, or None when nothing was ever announced on it."""
    return session.scalar(select(registrations.c.seq).where(registrations.c.number == number))


def live_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(registrations).where(registrations.c.notice != "")) or 0


def purge_tombstones(session: Session, upto: int) -> int:
    """Forgets removed numbers that every node is past."""
    _lock_counter(session)  # a number that comes back in this moment must find its row, or none
    gone = delete(registrations).where(registrations.c.notice == "", registrations.c.seq <= upto)
    return int(session.connection().execute(gone).rowcount)


def _notify(session: Session) -> None:
    """Wakes followers in other processes, with the commit and never before it (``store/wake.py`` listens)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"NOTIFY {COUNTER}"))


def _lock_counter(session: Session) -> int:
    query = select(counters.c.value).where(counters.c.name == COUNTER).with_for_update()
    value = session.scalar(query)
    if value is None:
        insert_once(session, counters, name=COUNTER, value=0)
        value = session.scalar(query)
    return int(value or 0)


def _live(session: Session, one: Enrolment) -> Live:
    activated = one.activated_at or one.drafted_at
    return Live(one.id, published_prompts(session, one.court_id), activated, one.expires_at)


def _same(kept: Registration | None, desired: Desired, certain: bool) -> bool:
    if kept is None:
        return desired == REMOVED
    if kept.removed and certain and not kept.certain:
        return False  # nodes that still hold it must know that no guard may keep this removal back any more
    return Desired(kept.notice, kept.enrolments, kept.expires_at) == desired


def _write(  # noqa: PLR0913, PLR0917
    session: Session, kept: Registration | None, number: str, desired: Desired, seq: int, certain: bool, now: datetime
) -> None:
    row = kept or Registration(number, seq, "", "", None, False, now)
    row.seq, row.changed_at = seq, now
    row.notice, row.enrolments, row.expires_at = desired.notice, desired.enrolments, desired.expires_at
    row.certain = certain and row.removed
    session.add(row)
    session.flush()
