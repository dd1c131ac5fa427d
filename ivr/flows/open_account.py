"""Give somebody a local account, or a new one-time password: whoever manages people does, never by mail."""

import base64
from collections.abc import Callable

from ivr.domain.account import ONE_TIME_LASTS, Account, login_name
from ivr.domain.staff import Staff
from ivr.flows.desk import Work
from ivr.flows.reach import managed
from ivr.store import sessions
from ivr.store.tables import accounts


def one_time_password(random: Callable[[int], bytes]) -> str:
    """100 random bits as five groups of four letters and digits, easy to read out and to type."""
    text = base64.b32encode(random(15)).decode().lower()[:20]
    return "-".join(text[start : start + 4] for start in range(0, 20, 4))


def open_account(work: Work, staff_id: str, login: str, hashed: str, *, new_factor: bool = False) -> Account:
    """``hashed``: the hash of a random password that is told once. Ends all sessions of the person.

    ``new_factor`` also forgets the second factor, for somebody who lost the telephone and the recovery codes.
    Raises NotFound for another court's person, BadInput for the name, Clash when somebody else has it.
    """
    person = managed(work, staff_id)
    account = work.scope.first(Account, accounts.c.id == person.id) or _new(work, person, hashed)
    account.login, account.password = login_name(login), hashed
    account.changed_at, account.one_time_until = work.now, work.now + ONE_TIME_LASTS
    if new_factor:
        account.totp = account.totp_step = None
        sessions.replace_recovery_codes(work.session, person.id, [])
    sessions.end_all(work.session, person.id)
    work.record("open_account", person.id, court_id=person.court_id, reason="new second factor" if new_factor else "")
    return account


def _new(work: Work, person: Staff, hashed: str) -> Account:
    account = Account(person.id, person.court_id, "", hashed, work.now)
    work.session.add(account)
    return account
