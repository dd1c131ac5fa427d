"""Change the key that seals personal data, while the service runs; and later remove the key that nothing needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table

from ivr.domain.staff import Actor, require
from ivr.flows.desk import Desk
from ivr.kit import rotation
from ivr.kit.keyring import Keyring, aside, earlier
from ivr.store import sealed

AT_ONCE = 100
"""Rows a transaction: a payment's raw text may have a megabyte, and payments want their turn."""

REST_OF_A_KEY = timedelta(days=1)
"""How long a key must have lain aside before it may be removed: longer than any transaction that began before."""

Progress = Callable[[int, int], None]
Rest = Callable[[], None]


@dataclass(frozen=True)
class Rotated:
    """``resumed``: an earlier change had been cut short, and this has finished it instead of beginning another one."""

    key_id: str
    rows: int
    resumed: bool


@dataclass(frozen=True)
class Retired:
    """Which keys were removed, and which must lie aside for longer."""

    removed: list[str]
    waiting: list[str]


def rotate_keys(
    desk: Desk,
    actor: Actor,
    folder: Path,
    progress: Progress = lambda _done, _total: None,
    rest: Rest = lambda: None,
) -> Rotated:
    """Raises NotPermitted, RotationRuns, CannotOpen. May be cut short anywhere, and run again.

    ``rest`` is called after each transaction, so that others who write get their turn.
    """
    require(actor, "rotate_keys")
    with rotation.alone(folder):
        resumed = rotation.unfinished(folder)
        key_id = _resume(folder) if resumed else _begin(desk, actor, folder)
        rows = _seal_all_anew(desk, actor, key_id, progress, rest)
        for old in earlier(folder):
            rotation.set_aside(folder, old)
        with desk.work(actor) as work:
            work.record("keys_rotated", "keys", after=key_id, reason=f"{rows} rows")
    return Rotated(key_id, rows, resumed)


def retire_keys(desk: Desk, actor: Actor, folder: Path, rest: Rest = lambda: None) -> Retired:
    """Removes keys that have lain aside long enough and that nothing is sealed with; looks for that once more.

    Raises NotPermitted, RotationRuns.
    """
    require(actor, "rotate_keys")
    removed, waiting = [], []
    with rotation.alone(folder):
        current = Keyring(folder).current().id
        for key_id, path in aside(folder).items():
            if not _rested(path, desk.clock.now()):
                waiting.append(key_id)
                continue
            with desk.read(actor) as work:
                needed = sealed.count_sealed_with(work.session, key_id)
            if needed:  # by a transaction that was under way when the keys were changed
                _seal_all_anew(desk, actor, current, lambda _done, _total: None, rest)
            with desk.work(actor) as work:
                work.record("retire_key", "keys", before=key_id, after=current)
            rotation.remove(folder, key_id)
            removed.append(key_id)
    return Retired(removed, waiting)


def _begin(desk: Desk, actor: Actor, folder: Path) -> str:
    """Written down before it is done: a change that nobody can explain afterwards would be worse than a vain entry."""
    key_id = rotation.prepare(folder)
    with desk.work(actor) as work:
        work.record("rotate_keys", "keys", before=Keyring(folder).current().id, after=key_id)
    rotation.switch(folder)
    return key_id


def _resume(folder: Path) -> str:
    return Keyring(folder).current().id


def _seal_all_anew(desk: Desk, actor: Actor, key_id: str, progress: Progress, rest: Rest) -> int:
    """Round after round, until no row has a value that another key sealed."""
    done = 0
    while left := _left(desk, actor, key_id):
        total = done + left
        for table in sealed.sealed_columns():
            for rows in _seal_table_anew(desk, actor, key_id, table):
                done += rows
                progress(done, max(done, total))
                rest()
        rest()  # what somebody else held in this round may be free in the next
    return done


def _seal_table_anew(desk: Desk, actor: Actor, key_id: str, table: Table) -> Iterator[int]:
    """One round over a table; how many rows each transaction sealed."""
    last = ""
    while True:
        with desk.work(actor) as work:
            batch = sealed.seal_anew(work.session, work.vault, key_id, table, last, AT_ONCE)
        if not batch.rows:
            return
        last = batch.last
        yield batch.rows


def _left(desk: Desk, actor: Actor, key_id: str) -> int:
    with desk.read(actor) as work:
        return sealed.count_otherwise(work.session, key_id)


def _rested(path: Path, now: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) + REST_OF_A_KEY <= now
