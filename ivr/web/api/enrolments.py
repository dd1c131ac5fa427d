"""Draft, find and look at enrolments."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from ivr.domain.enrolment import State
from ivr.domain.errors import BadInput
from ivr.domain.evidence import Heard
from ivr.flows.draft import draft
from ivr.flows.list_enrolments import By, Page, Wanted, list_enrolments
from ivr.flows.list_evidence import list_evidence
from ivr.flows.list_messages import list_messages
from ivr.flows.read_papers import read_papers
from ivr.flows.reveal import reveal
from ivr.flows.view_enrolment import view_enrolment
from ivr.web.api.enrolment_shapes import (
    EnrolmentDetail,
    EnrolmentTold,
    HeardTold,
    MessageTold,
    NewEnrolment,
    PageTold,
    PersonTold,
    Reason,
    Search,
    tell,
    tell_all,
    tell_masked,
    tell_message,
)
from ivr.web.api.match import TAGGED, tag
from ivr.web.api.page import LINKED, Day, Paged, days
from ivr.web.api.shape import EnrolmentId, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

router = APIRouter(prefix="/enrolments", tags=["enrolments"], route_class=Route)


@router.post("", status_code=201, responses=refusals(403, 409))
def add(new: NewEnrolment, parts: Given, actor: Signed) -> EnrolmentTold:
    """Draft an enrolment (clerk). Nobody hears anything yet: another person must approve it."""
    papers = read_papers(new.texts())
    with parts.desk.work(actor) as work:
        return tell(draft(work, papers))


@router.get("", responses={**LINKED, **refusals(403)})
def show_page(  # noqa: PLR0913, PLR0917  each is a filter
    page: Paged,
    parts: Given,
    actor: Signed,
    state: Annotated[str | None, Query(max_length=20, description=", ".join(State))] = None,
    drafted_by: Annotated[str | None, Query(pattern="^[A-Za-z0-9._-]{1,16}$", description="somebody's id")] = None,
    by: Annotated[By, Query(description="the time that `first` and `last` mean, and that the list is sorted by")] = (
        By.DRAFTED
    ),
    first: Day = None,
    last: Day = None,
) -> PageTold:
    """Your court's enrolments, the newest first. To look for a number, use the search."""
    wanted = Wanted(_state(state), None, page.after, page.limit, drafted_by, by, *days(first, last))
    with parts.desk.read(actor) as work:
        told = _page(list_enrolments(work, wanted))
    if told.next:
        page.link(told.next)
    return told


@router.post("/search", responses=refusals(403, 409))
@looks_only
def search(asked: Search, parts: Given, actor: Signed) -> PageTold:
    """Your court's enrolments of a number. The search is written into the audit trail."""
    with parts.desk.work(actor) as work:
        return _page(list_enrolments(work, Wanted(_state(asked.state), asked.number, asked.after, asked.limit)))


@router.get("/{enrolment_id}", responses={**TAGGED, **refusals(403, 404)})
def show(enrolment_id: EnrolmentId, response: Response, parts: Given, actor: Signed) -> EnrolmentDetail:
    """One enrolment; once it has ended, with the proof of silence of every node."""
    with parts.desk.read(actor) as work:
        told = tell_all(view_enrolment(work, enrolment_id))
    tag(response, told)
    return told


@router.post("/{enrolment_id}/person", responses=refusals(403, 404))
@looks_only
def show_person(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> PersonTold:
    """Who is named. The reason is written into the audit trail."""
    with parts.desk.work(actor) as work:
        return PersonTold.model_validate(reveal(work, enrolment_id, why.reason))


@router.get("/{enrolment_id}/evidence", responses={**LINKED, **refusals(403, 404)})
def show_evidence(enrolment_id: EnrolmentId, page: Paged, parts: Given, actor: Signed) -> Sequence[HeardTold]:
    """When callers heard the notice, the newest first. Nothing about the callers."""
    with parts.desk.read(actor) as work:
        found = list_evidence(work, enrolment_id, page.most, page.moment(3))
        return [HeardTold.model_validate(heard) for heard in page.cut(found, _heard_at)]


@router.get("/{enrolment_id}/messages", responses=refusals(403, 404))
def show_messages(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> Sequence[MessageTold]:
    """How the person was told, and what became of each message; the oldest first."""
    with parts.desk.read(actor) as work:
        return [tell_message(one) for one in list_messages(work, enrolment_id)]


def _heard_at(heard: Heard) -> tuple[str, str, str]:
    return heard.at.isoformat(), heard.node_id, heard.call


def _page(page: Page) -> PageTold:
    return PageTold(items=[tell_masked(one) for one in page.items], next=page.next)


def _state(given: str | None) -> State | None:
    if given is None:
        return None
    if given not in set(State):
        raise BadInput(field="state", reason=f"one of {', '.join(State)}", reason_zh=f"请选择：{'、'.join(State)}")
    return State(given)
