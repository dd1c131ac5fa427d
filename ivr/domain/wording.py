"""A court's own wording: a version is drafted, heard, and comes into force when a second person accepts it."""

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from ivr.domain.errors import RuleBroken


@dataclass
class WordingVersion:
    """``text`` has its slots, ``shown`` is what is said; ``replaces`` is the text in force when it was drafted.

    ``prompt``: its sound, finished before it is drafted. ``in_force_since``: None until it was accepted.
    """

    id: str
    court_id: str
    language: str
    text: str
    replaces: str
    shown: str
    prompt: str
    seconds: float
    engine: str
    drafted_by: str
    drafted_at: datetime
    in_force_since: datetime | None = None


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Part(NamedTuple):
    """A stretch of a text, and what becomes of it."""

    change: Change
    text: str


_WORD = re.compile(r"[A-Za-z0-9']+|\s+|.", re.DOTALL)
"""A Chinese character stands for itself, Latin letters for a word."""


def difference(before: str, after: str) -> list[Part]:
    """What one text must lose and gain to become the other, in order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part(Change.KEPT, "".join(old[a:b])))
            continue
        parts += [Part(Change.REMOVED, "".join(old[a:b]))] if b > a else []
        parts += [Part(Change.ADDED, "".join(new[c:d]))] if d > c else []
    return parts


def require_current(said: str, enquiry: str) -> None:
    """``said`` gives the court's number: nobody is sent to a number that is the court's no more. Raises RuleBroken."""
    if not re.search(rf"(?<![0-9-]){re.escape(enquiry)}(?![0-9-])", said):
        reason = f"it gives another number than {enquiry}, the court's own now: have it spoken again"
        reason_zh = f"其中的咨询电话已不是本院现用的 {enquiry}，请重新合成或录音"
        raise RuleBroken(field="enquiry", reason=reason, reason_zh=reason_zh)


def require_heard(heard: bool) -> None:
    """A tone or a name that is read wrongly is heard, never read. Raises RuleBroken."""
    if not heard:
        raise RuleBroken(
            field="hearing", reason="listen to it before you accept it", reason_zh="请先试听该文本的录音，再作采纳"
        )
