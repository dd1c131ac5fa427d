"""Sign in with a name and a password: the first step of a local account's session."""

from dataclasses import dataclass, field
from datetime import datetime

from ivr.domain.account import Account
from ivr.domain.errors import WrongCredentials
from ivr.domain.password import normal
from ivr.domain.session import needs
from ivr.domain.staff import SYSTEM, Staff
from ivr.flows.desk import Desk, Work
from ivr.flows.open_session import Signed, acting, open_session
from ivr.flows.patience import count_try, note_failure, right
from ivr.kit.passwords import Passwords
from ivr.store.tables import accounts


@dataclass(frozen=True)
class Credentials:
    login: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class _Known:
    account: Account
    person: Staff

    def usable(self, now: datetime) -> bool:
        until = self.account.one_time_until
        return self.person.ended_at is None and (until is None or now < until)


def sign_in_password(desk: Desk, passwords: Passwords, given: Credentials, cookie: str) -> Signed:
    """Raises WrongCredentials or TooManyTries: the same answers, after the same work, for names that nobody has."""
    login = given.login.strip().lower()
    with desk.work(SYSTEM) as work:
        tried, now = count_try(work, login, desk.origin), work.now
        known = _known(work, login)
    # Outside of any transaction: it takes its time, and the store must not wait for it.
    matches = passwords.match(known.account.password if known else None, normal(given.password))
    if not (matches and known and known.usable(now)):
        note_failure(desk, known.person if known else None, tried, "password")
        raise WrongCredentials
    with desk.work(acting(known.person)) as work:
        account = _current(work, known)
        right(work, tried)
        _spend(account, passwords, normal(given.password))
        work.record("sign_in", account.id, reason="password")
        return open_session(work, known.person, "password", needs(account, proven=False), cookie)


def _known(work: Work, login: str) -> _Known | None:
    account = work.scope.first(Account, accounts.c.login == login)
    return _Known(account, work.scope.one(Staff, account.id)) if account else None


def _current(work: Work, known: _Known) -> Account:
    account = work.scope.locked(Account, known.account.id)
    if account.password != known.account.password:  # changed, or a one-time password used, in this very moment
        raise WrongCredentials
    return account


def _spend(account: Account, passwords: Passwords, password: str) -> None:
    """A one-time password was good for this once."""
    if account.one_time_until is not None:
        account.password = ""
    elif passwords.stale(account.password):
        account.password = passwords.hashed(password)
