"""The one table between courts and nodes: for each number its latest desired state, in the order of commits."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from ivr.domain.enrolment import State
from ivr.domain.registration import REMOVED, Change, Desired, Live, Registration, project
from ivr.store.batched import batched
from ivr.store.enrolments import active_numbers
from ivr.store.once import insert_into, insert_once
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
    value = _lock_counter(session)
    seqs = itertools.count(value + 1)
    changed: list[Changed] = []
    wanted = sorted({*numbers, *(active_numbers(session, courts) if courts else ())})
    for some in batched(wanted):
        changed += _recompute(session, some, now, certain, seqs)
    if changed:
        session.execute(update(counters).where(counters.c.name == COUNTER).values(value=changed[-1].seq))
        _notify(session)
    return changed


def projections(session: Session, numbers: Collection[str], now: datetime) -> dict[str, Desired]:
    """What callers of each number should hear, from its live enrolments: the one place that says so."""
    mine = enrolments.c.number.in_(numbers)
    told = (enrolments.c[name] for name in ("number", "id", "court_id", "activated_at", "drafted_at", "expires_at"))
    query = select(*told).where(mine, enrolments.c.state == State.ACTIVE, enrolments.c.expires_at > now)
    rows = session.execute(query).all()
    prompts = {court: published_prompts(session, court) for court in {row.court_id for row in rows}}
    live: dict[str, list[Live]] = {number: [] for number in numbers}
    for row in rows:
        one = Live(row.id, prompts[row.court_id], row.activated_at or row.drafted_at, row.expires_at)
        live[row.number] += [one] if one.prompts else []
    return {number: project(its) for number, its in live.items()}


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


def _recompute(
    session: Session, numbers: Sequence[str], now: datetime, certain: bool, seqs: Iterator[int]
) -> list[Changed]:
    held = session.execute(select(registrations).where(registrations.c.number.in_(numbers))).mappings()
    kept = {row["number"]: Registration(**row) for row in held}
    rows = [
        Registration(number, next(seqs), **asdict(desired), certain=certain and desired == REMOVED, changed_at=now)
        for number, desired in projections(session, numbers, now).items()
        if not _same(kept.get(number), desired, certain)
    ]
    _write(session, rows)
    return [Changed(one.number, one.seq) for one in rows]


def _same(kept: Registration | None, desired: Desired, certain: bool) -> bool:
    if kept is None:
        return desired == REMOVED
    if kept.removed and certain and not kept.certain:
        return False  # nodes that still hold it must know that no guard may keep this removal back any more
    return Desired(kept.notice, kept.enrolments, kept.expires_at) == desired


def _write(session: Session, rows: Sequence[Registration]) -> None:
    if not rows:
        return
    new = insert_into(session, registrations)
    told = {column.name: new.excluded[column.name] for column in registrations.c if not column.primary_key}
    query = new.on_conflict_do_update(index_elements=[registrations.c.number], set_=told)
    session.execute(query, [asdict(one) for one in rows])
