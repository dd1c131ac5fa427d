"""A court's own system that wants to be told of events, and each telling."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from ivr.domain.errors import BadInput
from ivr.domain.event import ASKED_FOR, Kind

LONGEST_URL: Final = 500
TRIED_FOR: Final = timedelta(days=3)
"""Long enough for a court's weekend; what is older is given up, and can be sent again by hand."""
KEPT_FOR: Final = timedelta(days=30)
"""As long as the shortest retention of personal data (``domain/court.py``): a case number is kept no longer here."""

_CHARACTERS = re.compile(r"[A-Za-z0-9._~:/?\[\]!$&'()*+,;=%-]+")
"""RFC 3986, without # and @: no fragment, and no name or password."""


class Status(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass
class Subscription:
    """``kinds``: comma-separated; ``secret`` is sealed. ``failures`` in a row, and ``not_before``: the next try."""

    id: str
    court_id: str
    url: str
    kinds: str
    secret: str = field(repr=False)
    created_by: str
    created_at: datetime
    ended_at: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None
    holder: str | None = None
    held_until: datetime | None = None


@dataclass
class Delivery:
    """One event for one subscription. ``since``: from when it is being tried."""

    id: str
    court_id: str
    subscription_id: str
    n: int
    kind: Kind
    subject: str
    case_number: str
    state: str
    due_on: str | None
    at: datetime
    status: Status
    since: datetime
    tries: int = 0
    tried_at: datetime | None = None
    error: str | None = None


def check_kinds(kinds: Iterable[str]) -> str:
    """As they are kept. Raises BadInput for one that is not known, or none."""
    asked = set(kinds)
    if not asked or not asked <= ASKED_FOR:
        known = ", ".join(sorted(ASKED_FOR))
        raise BadInput(field="kinds", reason=f"write some of: {known}", reason_zh=f"请从中选择：{known}")
    return ",".join(sorted(asked))


def check_url(url: str) -> tuple[str, str]:
    """Its scheme and its host. Raises BadInput for what is no plain web address: a name and a password in it too."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _bad_url() from None
    if not _CHARACTERS.fullmatch(url) or len(url) > LONGEST_URL or not host or parts.scheme not in {"http", "https"}:
        raise _bad_url()
    return parts.scheme, host


def _bad_url() -> BadInput:
    reason = f"write https://HOST/PATH, at most {LONGEST_URL} characters, with no name, password or # in it"
    return BadInput(field="url", reason=reason, reason_zh="请填写 https 网址，不得含用户名、密码或 #")
