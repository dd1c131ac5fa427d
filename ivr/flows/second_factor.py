"""Show the second factor: a code of the authenticator program, or one of the recovery codes."""

from ivr.domain.account import Account
from ivr.domain.errors import StepMissing, WrongCredentials
from ivr.domain.session import Needs, needs
from ivr.flows.desk import Desk, Work
from ivr.flows.open_session import Signed, acting, reopen
from ivr.flows.patience import count_try, note_failure, right
from ivr.kit.totp import step_of
from ivr.store.sessions import take_recovery_code


def second_factor(desk: Desk, signed: Signed, code: str, cookie: str) -> Signed:
    """Each code is good once. Raises WrongCredentials, TooManyTries, or StepMissing when no code is asked for."""
    require_step(signed, Needs.SECOND_FACTOR)
    actor = acting(signed.person)
    with desk.work(actor) as work:
        login = work.scope.one(Account, signed.person.id).login
        tried = count_try(work, login, desk.origin)
    with desk.work(actor) as work:
        account = work.scope.locked(Account, signed.person.id)
        how = _shown(work, account, code.strip())
        if how:
            right(work, tried)
            work.record("second_factor", account.id, reason=how)
            return reopen(work, signed, needs(account, proven=True), cookie)
    note_failure(desk, signed.person, tried, "second factor")
    raise WrongCredentials


def require_step(signed: Signed, step: Needs) -> None:
    """Raises StepMissing unless the session stands before exactly this step."""
    if signed.session.needs is not step:
        raise StepMissing(needs=signed.session.needs or "none")


def _shown(work: Work, account: Account, code: str) -> str:
    """``totp`` or ``recovery code``; empty when it is neither."""
    if _totp(work, account, code):
        return "totp"
    taken = take_recovery_code(work.session, account.id, recovery_digest(work, account.id, code))
    return "recovery code" if taken else ""


def _totp(work: Work, account: Account, code: str) -> bool:
    step = step_of(work.vault.open(account.totp or "", place(account.id)), code, work.now)
    if step is None or step <= (account.totp_step or 0):
        return False
    account.totp_step = step
    return True


def place(staff_id: str) -> str:
    """Where the vault binds the shared secret to."""
    return f"accounts.totp.{staff_id}"


def recovery_digest(work: Work, staff_id: str, code: str) -> str:
    """Keyed and bound to the person; case and hyphens do not matter."""
    return work.vault.index(code.upper().replace("-", ""), f"recovery.{staff_id}")
