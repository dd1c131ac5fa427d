"""Slow down whoever guesses: by account name, whether there is such an account or not, and by source address."""

from dataclasses import dataclass
from math import ceil

from ivr.domain.errors import TooManyTries
from ivr.domain.patience import OF_ACCOUNT, OF_ADDRESS, OF_GUESSES, Patience
from ivr.domain.staff import SYSTEM, Staff
from ivr.flows.desk import Desk, Work
from ivr.store import failures


@dataclass(frozen=True)
class Tried:
    """One try that was counted, as blind indexes."""

    account: str
    address: str


def count_try(work: Work, login: str, address: str) -> Tried:
    """Counts a try before it is judged: many at once are many. Raises TooManyTries, the same for unknown names.

    Commit before the try is judged, or a refusal would take the count back.
    """
    tried = Tried(work.vault.index(login, "login"), work.vault.index(address, "address"))
    # Always in this order, so that two tries never wait for each other.
    _count(work, tried.account, OF_ACCOUNT)
    _count(work, tried.address, OF_ADDRESS)
    return tried


def right(work: Work, tried: Tried) -> None:
    """The try was right: the account's failures are over; the address only loses this one."""
    failures.forget(work.session, tried.account)
    failures.forgive(work.session, tried.address, work.now)


def count_guess(work: Work, what: str, address: str) -> str:
    """The same for guesses at something that needs no sign-in, by source address; gives back what was counted."""
    key = work.vault.index(address, what)
    _count(work, key, OF_GUESSES)
    return key


def right_guess(work: Work, key: str) -> None:
    """It was right, and is not counted."""
    failures.forgive(work.session, key, work.now)


def _count(work: Work, key: str, patience: Patience) -> None:
    row = failures.of(work.session, key, work.now)
    if work.now < row.until:
        raise TooManyTries(seconds=ceil((row.until - work.now).total_seconds()))
    row.count = row.remembered(work.now) + 1
    row.last_at = work.now
    row.until = work.now + patience.wait(row.count)


def note_failure(desk: Desk, person: Staff | None, tried: Tried, what: str) -> None:
    """One entry in the trail of the person's court; a name that nobody has is told by its blind index only."""
    with desk.work(SYSTEM) as work:
        court_id = person.court_id if person else None
        work.record("refuse_sign_in", person.id if person else "", court_id=court_id, reason=what, after=tried.account)
