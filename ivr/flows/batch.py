"""A batch of drafts, looked at and taken further as a whole: submitted, approved, told, taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ivr.domain.batch import Batch, Difference, Look, Novelty, differences, digest
from ivr.domain.concerns import Answer, Concern, check_answers
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.order import Order
from ivr.domain.staff import Actor, require
from ivr.flows.approve import approve
from ivr.flows.desk import Desk, Work
from ivr.flows.savepoint import all_or_nothing
from ivr.flows.send_warning import send_warning
from ivr.flows.submit import submit
from ivr.flows.withdraw import withdraw
from ivr.store import batches

AT_ONCE: Final = 100
"""Enrolments a transaction: payments get their turn in between."""
Rest = Callable[[], None]


@dataclass(frozen=True)
class Item:
    """``others``: how many other enrolments of this court name the number."""

    enrolment: Enrolment
    order: Order
    novelty: Novelty
    differences: list[Difference]
    others: int


@dataclass(frozen=True)
class Review:
    """``digest``: exactly what was looked at, on all pages; an approval names it."""

    batch: Batch
    items: list[Item]
    digest: str


@dataclass(frozen=True)
class Refused:
    enrolment_id: str
    field: str | None
    code: str
    zh: str
    en: str


@dataclass
class Outcome:
    done: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def list_batches(work: Work, limit: int = 50, after: tuple[datetime, str] | None = None) -> list[Batch]:
    """The newest first."""
    require(work.actor, "read_cases")
    return batches.newest(work.scope, limit, after)


def review_batch(work: Work, batch_id: str, after: str = "", most: int | None = None) -> Review:
    """All items, or ``most`` from the one behind ``after``. Raises NotFound also for another court's."""
    batch, looks = _looks(work, batch_id)
    members = batches.members(work.session, [one.id for one in looks if one.id > after][:most])
    before = batches.before(work.session, batch.id, {one.obligation_id for one, _ in members})
    known = batches.known_persons(work.session, batch.id, {one.person_id for one, _ in members})
    others = batches.taken_numbers(work.session, batch, {one.number for one, _ in members})
    items = [
        _item(one, order, before.get(one.obligation_id), one.person_id in known, others.get(one.number, 0))
        for one, order in members
    ]
    return Review(batch, items, digest(looks))


def _looks(work: Work, batch_id: str) -> tuple[Batch, list[Look]]:
    require(work.actor, "read_cases")
    batch = work.scope.one(Batch, batch_id)
    return batch, batches.looks(work.session, batch.id)


def submit_batch(desk: Desk, actor: Actor, batch_id: str, rest: Rest = lambda: None) -> Outcome:
    """Every draft of it."""
    return _each(desk, actor, _ids(desk, actor, batch_id, {State.DRAFTED}), submit, rest)


def withdraw_batch(desk: Desk, actor: Actor, batch_id: str, rest: Rest = lambda: None) -> Outcome:
    """Whatever of it nobody has approved."""
    wanted = {State.DRAFTED, State.SUBMITTED}
    return _each(desk, actor, _ids(desk, actor, batch_id, wanted), withdraw, rest)


def warn_batch(desk: Desk, actor: Actor, batch_id: str, rest: Rest = lambda: None) -> Outcome:
    """Sends the warning to everybody of it who is approved."""
    return _each(desk, actor, _ids(desk, actor, batch_id, {State.APPROVED}), send_warning, rest)


@dataclass(frozen=True)
class Decision:
    """``only``: ids out of the batch; None for all that are submitted. ``answers`` hold for each of them."""

    digest: str
    answers: Mapping[Concern, Answer]
    only: Sequence[str] | None = None


def approve_batch(desk: Desk, actor: Actor, batch_id: str, decision: Decision, rest: Rest = lambda: None) -> Outcome:
    """Raises RuleBroken when the batch is not any more what was looked at, BadInput for an id that is not in it.

    RuleBroken also for a question that any of them asks and that is not answered, with its field: nobody is approved.
    A yes to a concern is never one for many: whoever it is about is approved alone.
    """
    require(actor, "approve")
    if any(answer.yes for answer in decision.answers.values()):
        reason, reason_zh = "answer yes for one enrolment at a time", "回答“是”的须逐条审批"
        raise BadInput(field="answers", reason=reason, reason_zh=reason_zh)
    with desk.read(actor) as work:
        _, looks = _looks(work, batch_id)
    if digest(looks) != decision.digest:
        reason, reason_zh = "the batch has changed since you looked at it", "该批次在查看后已有变动"
        raise RuleBroken(field="digest", reason=reason, reason_zh=reason_zh)
    ids = [one.id for one in looks if one.state is State.SUBMITTED]
    wanted = ids if decision.only is None else _within(decision.only, ids)
    chosen = set(wanted)
    for ground in sorted({one.ground for one in looks if one.id in chosen}):
        check_answers(ground, decision.answers)
    return _each(desk, actor, wanted, lambda work, key: approve(work, key, decision.answers), rest)


def _within(only: Sequence[str], ids: Sequence[str]) -> list[str]:
    if strange := [key for key in only if key not in set(ids)]:
        reason, reason_zh = f"{strange[0]} is not submitted in this batch", f"{strange[0]} 不在本批次的已提交登记中"
        raise BadInput(field="only", reason=reason, reason_zh=reason_zh)
    return list(dict.fromkeys(only))


def _ids(desk: Desk, actor: Actor, batch_id: str, states: set[State]) -> list[str]:
    with desk.read(actor) as work:
        batch = work.scope.one(Batch, batch_id)
        return [one.id for one in batches.looks(work.session, batch.id) if one.state in states]


def _each(desk: Desk, actor: Actor, ids: Sequence[str], verb: Callable[[Work, str], object], rest: Rest) -> Outcome:
    """One that is refused leaves the others as they are."""
    outcome = Outcome()
    for start in range(0, len(ids), AT_ONCE):
        with desk.work(actor) as work:
            for key in ids[start : start + AT_ONCE]:
                _one(work, key, verb, outcome)
        rest()
    return outcome


def _one(work: Work, key: str, verb: Callable[[Work, str], object], outcome: Outcome) -> None:
    try:
        with all_or_nothing(work):
            verb(work, key)
    except (BadInput, RuleBroken) as error:
        outcome.refused.append(Refused(key, error.field, error.code, error.text("zh-CN"), error.text("en")))
    else:
        outcome.done.append(key)


def _item(one: Enrolment, order: Order, before: Order | None, known: bool, others: int) -> Item:
    changed = differences(before, order)
    novelty = Novelty.CHANGED if changed else Novelty.KNOWN if known else Novelty.NEW
    return Item(one, order, novelty, changed, others)
