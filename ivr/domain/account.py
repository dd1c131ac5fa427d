"""Local accounts: a sign-in name, a password, and a second factor."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ivr.domain.errors import BadInput

ONE_TIME_LASTS: Final = timedelta(hours=24)
"""A password that somebody else has set is good for one sign-in, within a day."""
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")


@dataclass
class Account:
    """Of one person (``id`` is the person's). ``password`` is an Argon2id hash, empty once a one-time
    password is used; ``totp`` is the sealed shared secret.

    ``one_time_until``: the password was set by somebody else and must be changed before that time.
    ``totp_step``: the last time step whose code was used; None until the second factor is confirmed.
    """

    id: str
    court_id: str | None
    login: str
    password: str
    changed_at: datetime
    one_time_until: datetime | None = None
    totp: str | None = None
    totp_step: int | None = None


def login_name(given: str) -> str:
    """In small letters. Raises BadInput."""
    name = given.strip().lower()
    if not _LOGIN.fullmatch(name):
        raise BadInput(
            field="login",
            reason="write 3 to 60 letters, digits, dots, hyphens or @",
            reason_zh="请填写 3 至 60 位字母、数字、点、连字符或 @",
        )
    return name
