"""What callers of one number should hear now: a projection of its live enrolments, and the value a node keeps of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ivr.domain.errors import BadInput

MOST_NOTICES = 2
"""Two courts may have enrolled one number: both notices play, at most two, the older first."""

_PROMPT = re.compile(r"[0-9a-f]{32}")
_ENROLMENT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Live:
    """One enrolment that announces, with the prompts of its court's notice in the order they play."""

    enrolment_id: str
    prompts: tuple[str, ...]
    activated_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Desired:
    """``notice``: prompt keys joined by ``&``; ``enrolments``: their ids joined by ``+``; both empty: remove."""

    notice: str
    enrolments: str
    expires_at: datetime | None


REMOVED = Desired("", "", None)


@dataclass
class Registration:
    """The latest desired state of one number, with its place in the order of commits.

    ``certain`` marks a removal that rests on confirmed repayment: no guard ever holds it back.
    """

    number: str
    seq: int
    notice: str
    enrolments: str
    expires_at: datetime | None
    certain: bool
    changed_at: datetime

    @property
    def removed(self) -> bool:
        return not self.notice


class Change(NamedTuple):
    """A registration as a follower reads it: plain and small, for there may be a million at once."""

    number: str
    seq: int
    notice: str
    enrolments: str
    expires_at: datetime | None
    certain: bool

    @property
    def removed(self) -> bool:
        return not self.notice


def project(live: Iterable[Live]) -> Desired:
    """What a number's live enrolments add up to. Silent from the earliest expiry on, until it is projected anew."""
    first = sorted(live, key=lambda one: (one.activated_at, one.enrolment_id))[:MOST_NOTICES]
    if not first:
        return REMOVED
    return Desired(
        notice="&".join(prompt for one in first for prompt in one.prompts),
        enrolments="+".join(one.enrolment_id for one in first),
        expires_at=min(one.expires_at for one in first),
    )


def node_key(number: str) -> str:
    """The key of a number on the node: E.164 digits without the plus (AstDB keys are ``[0-9a-z-]``)."""
    return number.removeprefix("+")


def node_value(registration: Registration | Change) -> str:
    """``<expires epoch>:<prompt>[&<prompt>]:<enrolment>[+<enrolment>]``, of ids only, nothing personal.

    Raises BadInput when a part has any other characters: it goes into a dialplan.
    """
    _only(_PROMPT, registration.notice.split("&"), "notice")
    _only(_ENROLMENT, registration.enrolments.split("+"), "enrolments")
    if registration.expires_at is None:
        raise BadInput(field="expires_at", reason="every notice has an end", reason_zh="每条播报都必须有期限")
    return f"{int(registration.expires_at.timestamp())}:{registration.notice}:{registration.enrolments}"


def _only(shape: re.Pattern[str], parts: list[str], field: str) -> None:
    if not all(shape.fullmatch(part) for part in parts):
        raise BadInput(field=field, reason="it holds something that is no id", reason_zh="含有非标识符内容")
