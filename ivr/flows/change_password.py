"""Change one's password: every session ends, and one new one begins."""

from dataclasses import dataclass, field

from ivr.domain.account import Account
from ivr.domain.errors import BadInput, StepMissing, WrongCredentials
from ivr.domain.password import choose, normal
from ivr.domain.session import Needs, needs
from ivr.flows.desk import Desk
from ivr.flows.open_session import Signed, acting, open_session
from ivr.flows.patience import count_try, note_failure, right
from ivr.kit.passwords import Passwords
from ivr.store import sessions
from ivr.store.tables import accounts


@dataclass(frozen=True)
class Change:
    """``current`` is not asked for right after a one-time password."""

    current: str = field(repr=False)
    new: str = field(repr=False)


def change_password(desk: Desk, passwords: Passwords, signed: Signed, change: Change, cookie: str) -> Signed:
    """Raises WrongCredentials for the current one, BadInput for the new one, StepMissing before the second factor."""
    step, actor = signed.session.needs, acting(signed.person)
    if step not in {None, Needs.NEW_PASSWORD}:
        raise StepMissing(needs=step)
    if step is None:
        _prove(desk, passwords, signed, change.current)
    with desk.read(actor) as work:
        account = work.scope.one(Account, signed.person.id)
    new = choose(change.new, account.login)
    if passwords.match(account.password or None, new):
        raise BadInput(field="new", reason="it is the present one", reason_zh="与现用密码相同")
    hashed = passwords.hashed(new)
    with desk.work(actor) as work:
        account = work.scope.locked(Account, signed.person.id)
        account.password, account.changed_at, account.one_time_until = hashed, work.now, None
        sessions.end_all(work.session, account.id)
        work.record("change_password", account.id)
        return open_session(work, signed.person, signed.session.method, needs(account, proven=True), cookie)


def _prove(desk: Desk, passwords: Passwords, signed: Signed, current: str) -> None:
    actor = acting(signed.person)
    with desk.work(actor) as work:
        account = work.scope.first(Account, accounts.c.id == signed.person.id)
        tried = count_try(work, account.login if account else signed.person.id, desk.origin)
    if not passwords.match(account.password if account else None, normal(current)):
        note_failure(desk, signed.person, tried, "current password")
        raise WrongCredentials
    with desk.work(actor) as work:
        right(work, tried)
