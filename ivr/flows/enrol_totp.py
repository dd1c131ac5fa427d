"""Set up the second factor: a shared secret, proven by its first code, and recovery codes for a lost telephone."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field

from ivr.domain.account import Account
from ivr.domain.errors import BadInput
from ivr.domain.session import Needs
from ivr.flows.desk import Desk, Work
from ivr.flows.open_session import Signed, acting, reopen
from ivr.flows.second_factor import place, recovery_digest, require_step
from ivr.kit.totp import new_secret, step_of, uri
from ivr.store.sessions import replace_recovery_codes

ISSUER = "Court notice gateway"
HOW_MANY = 10
_BYTES = 10
"""80 random bits a code: sixteen characters to write down."""

Random = Callable[[int], bytes]


@dataclass(frozen=True)
class Offered:
    """Told once, to be put into an authenticator program."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


def offer_totp(desk: Desk, signed: Signed) -> Offered:
    """A fresh shared secret; nothing holds until ``confirm_totp``. Raises StepMissing."""
    require_step(signed, Needs.ENROLMENT)
    secret = new_secret()
    with desk.work(acting(signed.person)) as work:
        account = work.scope.locked(Account, signed.person.id)
        account.totp = work.vault.seal(secret, place(account.id))
        return Offered(secret, uri(secret, account.login, ISSUER))


def confirm_totp(desk: Desk, signed: Signed, code: str, cookie: str, random: Random) -> tuple[Signed, list[str]]:
    """The open session and ten recovery codes, told once. Raises BadInput for a wrong code, StepMissing."""
    require_step(signed, Needs.ENROLMENT)
    with desk.work(acting(signed.person)) as work:
        account = work.scope.locked(Account, signed.person.id)
        account.totp_step = _first_step(work, account, code.strip())
        codes = [_code(random) for _ in range(HOW_MANY)]
        replace_recovery_codes(work.session, account.id, [recovery_digest(work, account.id, one) for one in codes])
        work.record("enrol_totp", account.id)
        return reopen(work, signed, None, cookie), codes


def _first_step(work: Work, account: Account, code: str) -> int:
    secret = work.vault.open(account.totp, place(account.id)) if account.totp else None
    step = step_of(secret, code, work.now) if secret else None
    if step is None:
        reason = "it does not fit; check the clock of your telephone, or ask for a new secret"
        raise BadInput(field="code", reason=reason, reason_zh="验证码不符；请核对手机时间，或重新获取密钥")
    return step


def _code(random: Random) -> str:
    """``XXXX-XXXX-XXXX-XXXX``."""
    text = base64.b32encode(random(_BYTES)).decode()
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))
