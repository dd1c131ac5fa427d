"""Batches of drafts: looked at, and taken further together."""

import time
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from ivr.domain.batch import Batch, Novelty
from ivr.domain.enrolment import State
from ivr.domain.number import masked
from ivr.flows.batch import (
    Decision,
    Item,
    Outcome,
    approve_batch,
    list_batches,
    review_batch,
    submit_batch,
    warn_batch,
    withdraw_batch,
)
from ivr.kit.errors import Language
from ivr.web.api.enrolment_shapes import Approval
from ivr.web.api.page import LINKED, Paged
from ivr.web.api.shape import Asked, Text, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.language import chosen
from ivr.web.parts import Given
from ivr.web.route import Route

BatchId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
REST_SECONDS = 0.15

router = APIRouter(prefix="/batches", tags=["batches"], route_class=Route)


class BatchTold(Told):
    id: str
    court_id: str
    imported_by: str
    imported_at: Utc
    rows: int


class DifferenceTold(Told):
    field: str
    before: str
    after: str


class ItemTold(Told):
    enrolment_id: str
    state: State
    number: str = Field(description="with its middle masked")
    case_number: str
    novelty: Novelty = Field(description="new: the person was not known; changed: differs from the last order; known")
    differences: list[DifferenceTold]
    others: int = Field(description="how many other enrolments of this court name the number")


class ReviewTold(Told):
    batch: BatchTold
    digest: str = Field(description="exactly what you see here, on all pages; an approval names it")
    items: list[ItemTold]


class ApproveBatch(Asked):
    model_config = example(
        digest="00c0ffee00c0ffee",
        answers={"campus_loan": {"yes": False}, "listed_officer": {"yes": False}, "other_holder": {"yes": False}},
    )

    digest: Text
    answers: Approval
    only: list[Text] | None = Field(None, description="ids; without it, all that are submitted")


class RefusedTold(Told):
    enrolment_id: str
    field: str | None
    code: str
    detail: str


class OutcomeTold(Told):
    done: list[str]
    refused: list[RefusedTold]


@router.get("", responses={**LINKED, **refusals(403)})
def show_all(page: Paged, parts: Given, actor: Signed) -> Sequence[BatchTold]:
    """Your court's batches, the newest first."""
    with parts.desk.read(actor) as work:
        found = list_batches(work, page.most, page.since)
        return [_batch(one) for one in page.cut(found, lambda one: (one.imported_at.isoformat(), one.id))]


@router.get("/{batch_id}", responses={**LINKED, **refusals(403, 404)})
def show(batch_id: BatchId, page: Paged, parts: Given, actor: Signed) -> ReviewTold:
    """The enrolments of a batch, page by page, and how each differs from what the court had before."""
    with parts.desk.read(actor) as work:
        review = review_batch(work, batch_id, page.behind, page.most)
        items = page.cut(review.items, lambda item: (item.enrolment.id,))
        return ReviewTold(batch=_batch(review.batch), digest=review.digest, items=list(map(_item, items)))


@router.post("/{batch_id}/submit", responses=refusals(403, 404))
def submit_all(batch_id: BatchId, parts: Given, actor: Signed, request: Request) -> OutcomeTold:
    """Submit every draft of it (clerk)."""
    return _told(submit_batch(parts.desk, actor, batch_id, _rest), request)


@router.post("/{batch_id}/withdraw", responses=refusals(403, 404))
def withdraw_all(batch_id: BatchId, parts: Given, actor: Signed, request: Request) -> OutcomeTold:
    """Withdraw whatever of it nobody has approved (clerk)."""
    return _told(withdraw_batch(parts.desk, actor, batch_id, _rest), request)


@router.post("/{batch_id}/approve", responses=refusals(403, 404, 409))
def approve_all(batch_id: BatchId, given: ApproveBatch, parts: Given, actor: Signed, request: Request) -> OutcomeTold:
    """Approve all of what you looked at, or some of it (approver). The answers hold for each, so all are no."""
    decision = Decision(given.digest, given.answers.answers(), given.only)
    return _told(approve_batch(parts.desk, actor, batch_id, decision, _rest), request)


@router.post("/{batch_id}/warn", responses=refusals(403, 404))
def warn_all(batch_id: BatchId, parts: Given, actor: Signed, request: Request) -> OutcomeTold:
    """Send the court's warning to everybody of it who is approved."""
    return _told(warn_batch(parts.desk, actor, batch_id, _rest), request)


def _rest() -> None:
    """SQLite's waiting writers look again every 100 ms at the latest."""
    time.sleep(REST_SECONDS)


def _batch(batch: Batch) -> BatchTold:
    return BatchTold.model_validate(batch)


def _item(item: Item) -> ItemTold:
    return ItemTold(
        enrolment_id=item.enrolment.id,
        state=item.enrolment.state,
        number=masked(item.enrolment.number),
        case_number=item.order.case_number,
        novelty=item.novelty,
        differences=[DifferenceTold.model_validate(one) for one in item.differences],
        others=item.others,
    )


def _told(outcome: Outcome, request: Request) -> OutcomeTold:
    language: Language = chosen(request.headers.get("accept-language", ""))
    refused = [
        RefusedTold(
            enrolment_id=one.enrolment_id,
            field=one.field,
            code=one.code,
            detail=one.zh if language == "zh-CN" else one.en,
        )
        for one in outcome.refused
    ]
    return OutcomeTold(done=outcome.done, refused=refused)
