"""List the payments that wait for a person, and read what one of them says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.moment import MAINLAND
from ivr.domain.payment import Payment, ReviewFor
from ivr.domain.review import FOR_INFORMATION, FOR_PEOPLE, claimable, closings, due
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.domain.workdays import Due
from ivr.flows.desk import Work
from ivr.flows.suggest import Suggestion, suggest
from ivr.store import payments


@dataclass(frozen=True)
class InReview:
    """``due``: until when it is to be claimed; None where nothing is to be done."""

    payment: Payment
    why: ReviewFor
    due: Due | None
    late: bool


@dataclass(frozen=True)
class Reviewed:
    """``said``: account, reference and text as they came; empty when they are needed no longer."""

    item: InReview
    said: Mapping[str, str] = field(repr=False)
    suggestions: Sequence[Suggestion]
    closings: Sequence[str]
    claimable: bool


def list_payments_in_review(
    work: Work,
    limit: int = 50,
    after: tuple[datetime, str] | None = None,
    reasons: Sequence[ReviewFor] = FOR_PEOPLE,
) -> list[InReview]:
    """A court sees its own, without their words. Money that is no court's yet is the operator's to pass on.

    What is due first comes first.
    """
    require(work.actor, "read")
    found = payments.in_review(work.session, work.actor.court_id, reasons, limit, after)
    return [_item(work, one) for one in found]


def read_payment(work: Work, payment_id: str, reason: str) -> Reviewed:
    """With its words, and what they may have meant; that somebody read them is written down.

    Raises BadInput without a reason, NotFound also for another court's money and for what is no court's yet.
    """
    require(work.actor, "reveal")
    payment = work.scope.one(Payment, payment_id)
    why = plain(reason, "reason", 200)
    work.record("read_payment", payment.id, court_id=payment.court_id, reason=why)
    said = _said(work, payment)
    found = suggest(work, payment.court_id, said) if claimable(payment) else []
    return Reviewed(_item(work, payment), said, found, closings(payment), claimable(payment))


def _said(work: Work, payment: Payment) -> dict[str, str]:
    if payment.said is None or not payment.said.startswith("1."):  # erased
        return {}
    said: dict[str, str] = json.loads(work.vault.open(payment.said, f"payments.said.{payment.id}"))
    return said


def _item(work: Work, payment: Payment) -> InReview:
    court = work.session.get(Court, payment.court_id) if payment.court_id else None
    zone = ZoneInfo(court.zone) if court else MAINLAND
    why = payment.review_for or ReviewFor.PART_PAID
    if why in FOR_INFORMATION or payment.closed_as:
        return InReview(payment, why, None, False)
    until = due(payment.booked_at.astimezone(zone).date())
    return InReview(payment, why, until, work.now.astimezone(zone).date() > until.day)
