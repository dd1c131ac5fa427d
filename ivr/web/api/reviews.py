"""Payments that wait for a person: listed, read with what they may have meant, passed on to a court."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from ivr.domain.payment import Payment, ReviewFor
from ivr.domain.review import FOR_PEOPLE
from ivr.domain.suggestion import REASONS, Why
from ivr.flows.list_payments import InReview, Reviewed, list_payments_in_review, read_payment
from ivr.flows.pass_on_payment import pass_on_payment
from ivr.flows.suggest import Suggestion
from ivr.kit.errors import Language
from ivr.web.api.enrolment_shapes import Reason
from ivr.web.api.objection_shapes import DueTold
from ivr.web.api.page import LINKED, Paged
from ivr.web.api.payments import Kept
from ivr.web.api.shape import Asked, Slug, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.language import chosen
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

PaymentId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
Reasons = Annotated[
    list[ReviewFor] | None,
    Query(max_length=len(ReviewFor), description="only these; `part-paid`, for information, only when it is asked for"),
]

router = APIRouter(prefix="/payments", tags=["payments"], route_class=Route)


class PaymentTold(Kept):
    source: str
    external_id: str
    amount: str
    currency: str
    booked_at: Utc
    received_at: Utc
    reversal: bool
    court_id: str | None = Field(description="null: no court's yet; the operator passes it on")
    obligation_id: str | None
    closed_as: str | None


class ReviewTold(PaymentTold):
    due: DueTold | None = Field(description="until when it is to be claimed; null when nothing is to be done")
    late: bool


class SuggestionTold(Told):
    obligation_id: str
    case_number: str
    written: str = Field(description="the case number or account that may have been meant")
    why: Why
    reason: str = Field(description="the same in words, in the language asked for")


class ReviewRead(ReviewTold):
    account: str
    reference: str
    text: str
    claimable: bool = Field(description="whether a proposal `claim` may name a debt for it")
    closings: list[str] = Field(description="what a proposal `close-review` may close it as")
    suggestions: list[SuggestionTold] = Field(description="of your court's debts; a person checks, nothing is matched")


class ToCourt(Asked):
    model_config = example(court="shunqing")

    court: Slug


@router.get("/review", responses={**LINKED, **refusals(403)})
def show_in_review(page: Paged, parts: Given, actor: Signed, why: Reasons = None) -> Sequence[ReviewTold]:
    """Payments of your court that a person must look at, due first; for an operator those that are no court's yet."""
    with parts.desk.read(actor) as work:
        found = list_payments_in_review(work, page.most, page.since, FOR_PEOPLE if why is None else why)
    return [_item(one) for one in page.cut(found, lambda one: (one.payment.booked_at.isoformat(), one.payment.id))]


@router.post("/{payment_id}/review", responses=refusals(403, 404))
@looks_only
def show(payment_id: PaymentId, why: Reason, parts: Given, actor: Signed, request: Request) -> ReviewRead:
    """One with its words and what they may have meant. The reason for reading it is written into the audit trail."""
    with parts.desk.work(actor) as work:
        return _read(read_payment(work, payment_id, why.reason), chosen(request.headers.get("accept-language", "")))


@router.post("/{payment_id}/court", responses=refusals(403, 404, 409))
def pass_on(payment_id: PaymentId, to: ToCourt, parts: Given, actor: Signed) -> PaymentTold:
    """Pass money that is no court's yet to the court that the bank names (operator)."""
    with parts.desk.work(actor) as work:
        return PaymentTold(**_payment(pass_on_payment(work, payment_id, to.court)))


def _payment(payment: Payment) -> dict[str, Any]:
    return {**vars(payment), "amount": str(payment.amount)}


def _item(item: InReview) -> ReviewTold:
    due = DueTold.model_validate(item.due) if item.due else None
    return ReviewTold(**_payment(item.payment) | {"review_for": item.why}, due=due, late=item.late)


def _read(view: Reviewed, language: Language) -> ReviewRead:
    words: dict[str, Any] = {name: view.said.get(name, "") for name in ("account", "reference", "text")}
    found = [_suggestion(one, language) for one in view.suggestions]
    may: dict[str, Any] = {"claimable": view.claimable, "closings": list(view.closings), "suggestions": found}
    return ReviewRead(**_item(view.item).model_dump(), **words, **may)


def _suggestion(one: Suggestion, language: Language) -> SuggestionTold:
    return SuggestionTold(
        obligation_id=one.obligation.id,
        case_number=one.obligation.case_number,
        written=one.written,
        why=one.why,
        reason=REASONS[one.why][language != "zh-CN"],
    )
