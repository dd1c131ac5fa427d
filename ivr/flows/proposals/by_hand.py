"""What a clerk records with a document, and another person confirms: then it is credited like money from a bank."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.money import yuan
from ivr.domain.payment import Obligation, Payment, PaymentState
from ivr.domain.proposal import Proposal
from ivr.flows.credit import credit
from ivr.flows.desk import Work
from ivr.flows.proposals import content as fields
from ivr.flows.proposals.kind import Content
from ivr.store import payments

SOURCE = "by hand"
"""With a space in it: no feed can be called that."""

LONGEST_DOCUMENT, LONGEST_WORDS = 120, 500


def checked(work: Work, obligation_id: str, content: Content, **own: str) -> Content:
    """``document``, ``amount`` and ``on``, the day that counts, besides what the kind has of its ``own``.

    Raises BadInput for a day ahead, RuleBroken when this document has been credited to this debt before.
    """
    fields.only(content, "document", "amount", "on", *own)
    zone = _zone(work, work.scope.one(Obligation, obligation_id))
    on = fields.day(content, "on")
    if on > work.now.astimezone(zone).date():
        raise BadInput(field="on", reason="it lies in the future", reason_zh="日期在将来")
    document = fields.words(content, "document", LONGEST_DOCUMENT)
    if payments.known(work.session, SOURCE, _entry(work, obligation_id, document)) is not None:
        reason, reason_zh = "this document has been credited to this debt", "该凭证已计入此债务"
        raise RuleBroken(field="document", reason=reason, reason_zh=reason_zh)
    return {"document": document, "amount": str(fields.yuan(content, "amount")), "on": str(on), **own}


def record(work: Work, proposal: Proposal, content: Content) -> None:
    """Credited by the day it names; paid in full, the notices end in the same transaction."""
    obligation = work.scope.one(Obligation, proposal.subject)
    payment = _payment(work, obligation, content)
    work.session.add(payment)
    credit(work, payment, obligation, payment.amount)
    after = payment.review_for or payment.state
    work.record("record_by_hand", payment.id, court_id=obligation.court_id, reason=proposal.kind, after=after)


def _payment(work: Work, obligation: Obligation, content: Content) -> Payment:
    key = work.new_id()
    midnight = datetime.combine(date.fromisoformat(content["on"]), time(), _zone(work, obligation))
    return Payment(
        id=key,
        source=SOURCE,
        external_id=_entry(work, obligation.id, content["document"]),
        amount=yuan(content["amount"]),
        currency="CNY",
        booked_at=midnight,
        received_at=work.now,
        raw=work.vault.seal(json.dumps(content, ensure_ascii=False), f"payments.raw.{key}"),
        state=PaymentState.REVIEW,
    )


def _entry(work: Work, obligation_id: str, document: str) -> str:
    """The same document for the same debt is the same entry. Its number may name somebody: it is kept as an index."""
    return f"{obligation_id}/{work.vault.index(document, 'document')}"


def _zone(work: Work, obligation: Obligation) -> ZoneInfo:
    return ZoneInfo(work.scope.one(Court, obligation.court_id).zone)
