"""Do a request once, however often it is sent: its idempotency key is claimed first, and its answer kept for a day.

A change and the mark that it has begun are one transaction, so after a crash it is known whether anything was changed.
Chosen direction where it is not known what was answered: nothing is done again, and a person looks.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.staff import SYSTEM, Actor
from ivr.flows.desk import Desk
from ivr.kit.ids import random_id
from ivr.store import claims
from ivr.store.claims import Kept

HEADER: Final = "Idempotency-Key"
HOLD: Final = timedelta(minutes=2)
"""So long whoever died before changing anything keeps others from trying."""
_KEY: Final = re.compile(r"[!-~]{1,128}")


class KeyReused(BadInput):
    code = "key-reused"
    zh = "{field} 已用于另一内容的请求。新的请求请使用新的键。"
    en = "This {field} was used for a request with other contents. Use a new one for a new request."


class StillRunning(RuleBroken):
    code = "still-running"
    zh = "相同键的请求正在处理。请稍候以相同的键重试。"
    en = "A request with this key is being worked on. Wait a moment and send the same again."
    retry = True


class OutcomeUnknown(RuleBroken):
    code = "outcome-unknown"
    zh = "此键的请求已作更改，但答复已丢失，不再重复执行。请先查看结果，如有需要再用新的键。"
    en = "The request with this key changed something and its answer was lost. Look first; then use a new key."


@dataclass(frozen=True)
class Asked:
    """``what``: method, path and query; who may see the answer is part of the key."""

    actor: Actor
    key: str
    what: str
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str = field(repr=False)


def claim(desk: Desk, asked: Asked) -> Answer | None:
    """None: go on, with ``desk`` that marks what it commits. Else what was answered before.

    Raises BadInput for what is no key, KeyReused, StillRunning, OutcomeUnknown.
    """
    if not _KEY.fullmatch(asked.key):
        reason = "write 1 to 128 visible ASCII characters"
        raise BadInput(field=HEADER, reason=reason, reason_zh="请填写 1 至 128 个可见 ASCII 字符")
    owner = random_id()
    with desk.unclaimed().work(SYSTEM) as work:
        place = work.vault.index("\n".join((asked.actor.id, _scope(asked.actor), asked.what, asked.key)), "claim")
        body = work.vault.index(asked.body.decode("latin-1"), "claim-body")
        kept = claims.take(work.session, place, owner, body, work.now, HOLD)
        told = None if kept is None else _told(desk, place, kept, body)
    if told is None:
        desk.claim = (place, owner)
    return told


def settle(desk: Desk, answer: Answer) -> None:
    """Keeps what is answered, sealed: a token in it is told again only to whoever it was told to."""
    place, owner = _claim(desk)
    sealed = desk.vault.seal(json.dumps(vars(answer)), f"claims.answer.{place}")
    with desk.unclaimed().work(SYSTEM) as work:
        claims.answer(work.session, place, owner, sealed)


def abandon(desk: Desk) -> None:
    """The request was refused; unless something of it was committed, its key may be used again."""
    place, owner = _claim(desk)
    with desk.unclaimed().work(SYSTEM) as work:
        claims.release(work.session, place, owner)


def _scope(actor: Actor) -> str:
    """A narrower token of the same person is not told what a wider one was."""
    return "all" if actor.actions is None else ",".join(sorted(actor.actions))


def _claim(desk: Desk) -> tuple[str, str]:
    if desk.claim is None:
        raise RuntimeError("nothing was claimed")
    return desk.claim


def _told(desk: Desk, place: str, kept: Kept, body: str) -> Answer:
    if kept.body != body:
        raise KeyReused(field=HEADER)
    if kept.answer is not None:
        return Answer(**json.loads(desk.vault.open(kept.answer, f"claims.answer.{place}")))
    if kept.running or not kept.begun:
        raise StillRunning(field=HEADER)
    raise OutcomeUnknown(field=HEADER)
