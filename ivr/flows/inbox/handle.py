"""Work through a kept statement, a handful of entries a transaction, from where it was left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BufferedReader
from itertools import islice
from typing import Final

from ivr.domain.staff import SYSTEM
from ivr.domain.statement import BadLine, Entry, Found, Heading, Kind, Progress, Statement
from ivr.feeds.port import Feed
from ivr.flows.desk import Desk, Work
from ivr.flows.inbox.feeds import feed_for
from ivr.flows.inbox.identify import Identifier
from ivr.flows.inbox.kept_file import KeptFile
from ivr.flows.inbox.take import Place, Taking
from ivr.store import bank_entries

AT_ONCE: Final = 500
"""Entries a transaction: SQLite has one writer, and a webhook's payment must get its turn in between."""
HOLD: Final = timedelta(minutes=5)
"""Longer than a handful takes. Then whoever was working is taken for dead."""

Advance = Callable[[int], None]


@dataclass
class _Read:
    """What the statement has said so far, also behind the place where it was left."""

    identifier: Identifier
    kind: Kind = Kind.TABLE
    heading: Heading | None = None
    closing: dict[str, tuple[date, date]] = field(default_factory=dict)

    def place(self, found: Found) -> Place:
        if isinstance(found, Heading):
            self.kind, self.heading = found.kind, found
            if found.kind is Kind.CLOSING and found.first and found.last:
                self._spans(found.account, found.first, found.last)
        if not isinstance(found, Entry):
            return Place(found, self.kind)
        if self.kind is Kind.CLOSING and found.remittance.status == "BOOK":
            self._spans(found.references.account, found.references.booked_on, found.references.booked_on)
        return Place(found, self.kind, self.identifier.occurrences(found))

    def _spans(self, account: str, first: date, last: date) -> None:
        before = self.closing.get(account, (first, last))
        self.closing[account] = (min(before[0], first), max(before[1], last))


def handle(
    desk: Desk, statement_id: str, advance: Advance = lambda _taken: None, rest: Callable[[], None] = lambda: None
) -> Statement | None:
    """The statement as it is then; None when it is not there to be worked on, or another process does so.

    Raises what the store raises; what was done until then stays done, and is not done again.
    """
    started = _start(desk, statement_id)
    if started is None:
        return None
    statement, feed = started
    read = _Read(Identifier(statement.external_id))
    found = [feed] if isinstance(feed, BadLine) else feed.read(_opened(desk, statement), statement.source)
    places = (read.place(one) for one in found)
    for handful in _handfuls(islice(places, statement.taken, None)):
        if not _take(desk, statement, read, handful):
            return None
        advance(statement.taken)
        rest()
    return _finish(desk, statement, read)


def _opened(desk: Desk, statement: Statement) -> BufferedReader:
    return BufferedReader(KeptFile(desk, statement))


def _start(desk: Desk, statement_id: str) -> tuple[Statement, Feed | BadLine] | None:
    with desk.work(SYSTEM) as work:
        one = work.scope.locked(Statement, statement_id)
        if one.progress is not Progress.WAITING or (one.next_try_at and one.next_try_at > work.now):
            return None
        one.next_try_at, one.tries = work.now + HOLD, one.tries + 1
    with desk.read(SYSTEM) as work:
        feed = feed_for(work, _opened(desk, one), one.source, one.columns_version)
    return (one, feed) if isinstance(feed, BadLine) else (_by_columns(desk, one, feed[1]), feed[0])


def _by_columns(desk: Desk, statement: Statement, version: int | None) -> Statement:
    """Noted before anything is read, so that it is read by the same columns when it is taken up again."""
    if version is None or statement.columns_version == version:
        return statement
    with desk.work(SYSTEM) as work:
        one = work.scope.locked(Statement, statement.id)
        one.columns_version = version
        return one


def _handfuls(places: Iterator[Place]) -> Iterator[list[Place]]:
    while some := list(islice(places, AT_ONCE)):
        yield from _alike(some)


def _alike(places: list[Place]) -> Iterator[list[Place]]:
    """Of one kind of statement each."""
    start = 0
    for n, one in enumerate(places):
        if one.kind is not places[start].kind:
            yield places[start:n]
            start = n
    yield places[start:]


def _take(desk: Desk, statement: Statement, read: _Read, handful: list[Place]) -> bool:
    """False when another process has gone on with it meanwhile."""
    with desk.work(SYSTEM) as work:
        one = work.scope.locked(Statement, statement.id)
        if one.taken != statement.taken or one.progress is not Progress.WAITING:
            return False
        Taking(work, one, read.identifier).take(handful)
        one.next_try_at, statement.taken = work.now + HOLD, one.taken
    return True


def _finish(desk: Desk, statement: Statement, read: _Read) -> Statement:
    with desk.work(SYSTEM) as work:
        one = work.scope.locked(Statement, statement.id)
        taking = Taking(work, one, read.identifier)
        _reconcile(work, taking, read)
        taking.close()
        nothing = not (one.fresh or one.repeated or one.outgoing)
        one.progress = Progress.REFUSED if nothing and one.bad else Progress.DONE
        one.handled_at, one.next_try_at, one.trouble = work.now, None, None
        work.record("handle_statement", one.id, before=Progress.WAITING, after=one.progress)
        return one


def _reconcile(work: Work, taking: Taking, read: _Read) -> None:
    """What was announced as booked on the days that a closing statement closes, and is not in it (camt.053)."""
    for account, days in read.closing.items():
        index = work.vault.index(account, "bank-account")
        for name, day in bank_entries.unconfirmed(work.session, taking.statement.source, index, days):
            reason = f"{name} was announced as booked on {day}, and is not in this closing statement"
            zh = f"{name} 曾通知于 {day} 入账，但本期对账单中没有"
            taking.note(BadLine(0, "AcctSvcrRef", reason, zh))
