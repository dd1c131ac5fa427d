"""Payments that a bank sends by a signed webhook.

Chosen directions: nothing unsigned is read. A signed entry with a wrong field is refused with that field's name, so
that the bank sends it again, corrected; as it came it is kept among the refused files, and is no payment. Fields that
we do not know are ignored: a bank may add some, and money must not be turned away for it. An account or a text that
matches nothing is kept and goes to a person.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ivr.domain.errors import BadInput
from ivr.domain.moment import moment
from ivr.domain.money import yuan
from ivr.domain.payment import Remittance
from ivr.feeds.errors import BadSignature, Stale

SIGNATURE: Final = "X-Signature"
TIMESTAMP: Final = "X-Timestamp"
WINDOW_SECONDS: Final = 300
STATUSES: Final = ("BOOK", "PDNG", "INFO")
"""ISO 20022 entry status codes; only BOOK is money."""

LONGEST_ID: Final = 110
"""The store has 120 characters, and a reversal is kept under its id and a suffix."""

_SECONDS = re.compile(r"[0-9]{1,12}")
_CURRENCY = re.compile(r"[A-Z]{3}")


def sign(timestamp: str, body: bytes, secret: str) -> str:
    """64 lower-case hexadecimal digits: what a sender puts into ``X-Signature``."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def verify(headers: Mapping[str, str], body: bytes, secret: str | None, now: datetime) -> None:
    """``headers`` by name, in any case. Raises BadSignature (also without a secret) or Stale."""
    named = {name.lower(): value for name, value in headers.items()}
    timestamp, signature = named.get(TIMESTAMP.lower(), ""), named.get(SIGNATURE.lower(), "")
    if not _SECONDS.fullmatch(timestamp):
        raise BadSignature
    # An unknown source costs the same time as a wrong signature.
    fits = hmac.compare_digest(sign(timestamp, body, secret or "").encode(), signature.encode())
    if not fits or not secret:
        raise BadSignature
    if abs(now.timestamp() - int(timestamp)) > WINDOW_SECONDS:
        raise Stale(window=WINDOW_SECONDS)


def parse(body: bytes, source: str) -> Remittance:
    """One entry, its ``id``, ``amount``, ``currency``, ``status``, ``reversal`` and ``booked_at`` given.

    ``account``, ``text`` and ``reference`` may be missing. Raises BadInput naming the field.
    """
    entry = _read(body)
    return Remittance(
        source=source,
        external_id=_words(entry, "id", 1, LONGEST_ID),
        account=_words({"account": "", **entry}, "account", 0, 64),
        amount=yuan(_text(entry, "amount"), "amount"),
        currency=_currency(_text(entry, "currency")),
        status=_status(_text(entry, "status")),
        reversal=_flag(entry, "reversal"),
        booked_at=moment(_text(entry, "booked_at"), "booked_at"),
        text=_words({"text": "", **entry}, "text", 0, 500),
        reference=_words({"reference": "", **entry}, "reference", 0, 64),
    )


def _read(body: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(body.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise _wrong("body", "send one JSON object in UTF-8", "请以 UTF-8 发送一个 JSON 对象") from error
    if not isinstance(entry, dict):
        raise _wrong("body", "send one JSON object in UTF-8", "请以 UTF-8 发送一个 JSON 对象")
    return entry


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two amounts in one entry neither is to be trusted."""
    entry = dict(pairs)
    if len(entry) != len(pairs):
        raise _wrong("body", "a field is there twice", "字段重复")
    return entry


def _text(entry: Mapping[str, Any], field: str) -> str:
    given = entry.get(field)
    if not isinstance(given, str):
        raise _wrong(field, "it is missing, or not a JSON string", "缺失，或不是 JSON 字符串")
    return given


def _words(entry: Mapping[str, Any], field: str, shortest: int, longest: int) -> str:
    given = _text(entry, field).strip()
    if not shortest <= len(given) <= longest or not given.isprintable():
        reason = f"write {shortest} to {longest} printable characters"
        raise _wrong(field, reason, f"请填写 {shortest} 至 {longest} 个可见字符")
    return given


def _currency(given: str) -> str:
    if not _CURRENCY.fullmatch(given):
        raise _wrong("currency", "write an ISO 4217 code such as CNY", "请填写 ISO 4217 代码，例如 CNY")
    return given


def _status(given: str) -> str:
    if given not in STATUSES:
        raise _wrong("status", f"one of {', '.join(STATUSES)}", f"请选择：{'、'.join(STATUSES)}")
    return given


def _flag(entry: Mapping[str, Any], field: str) -> bool:
    given = entry.get(field)
    if not isinstance(given, bool):
        raise _wrong(field, "write true or false", "请填写 true 或 false")
    return given


def _wrong(field: str, reason: str, reason_zh: str) -> BadInput:
    return BadInput(field=field, reason=reason, reason_zh=reason_zh)
