"""An enforcement settlement by instalments: what is due, late or performed on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.credit import Credit, net_by_day
from ivr.domain.debt.terms import Agreement


class Standing(StrEnum):
    DUE = "due"
    LATE = "late"
    PERFORMED = "performed"


@dataclass(frozen=True)
class Instalment:
    """``paid``: what of it has come. ``performed_on``: since when it is whole; after ``on``, it was performed late."""

    on: date
    amount: Decimal
    paid: Decimal
    standing: Standing
    performed_on: date | None


def schedule(agreement: Agreement, credits: list[Credit], today: date) -> list[Instalment]:
    """Money since the signing fills the instalments one after the other. ``credits`` as ``came`` gives them."""
    since = _since(agreement, credits, today)
    paid, told, before = sum((one.amount for one in since), NOTHING), [], NOTHING
    for one in sorted(agreement.instalments, key=lambda due: due.on):
        amount = one.amount or NOTHING
        part = min(max(paid - before, NOTHING), amount)
        before += amount
        whole = _whole_since(since, before)
        standing = Standing.PERFORMED if whole else Standing.LATE if today > one.on else Standing.DUE
        told.append(Instalment(one.on, amount, part, standing, whole))
    return told


def performed_on(agreement: Agreement, credits: list[Credit], today: date) -> date | None:
    """Since when all of it is performed; None also when enforcement was resumed before that."""
    day = _whole_since(_since(agreement, credits, today), agreement.total)
    return None if day is None or (agreement.ended_on is not None and day > agreement.ended_on) else day


def beyond(agreement: Agreement, credits: list[Credit], day: date) -> Decimal:
    """What had come by a day beyond what was agreed."""
    since = _since(agreement, credits, day)
    return max(sum((one.amount for one in since), NOTHING) - agreement.total, NOTHING)


def _since(agreement: Agreement, credits: Iterable[Credit], today: date) -> list[Credit]:
    return [one for one in credits if agreement.signed_on <= one.on <= today]


def _whole_since(credits: list[Credit], amount: Decimal) -> date | None:
    """Since which day at least so much has come, and stayed."""
    came, since = NOTHING, None
    for day, net in net_by_day(credits).items():
        came += net
        since = (since or day) if came >= amount else None
    return since
