"""Statements that came in: how far each is, and every line of it that could not be taken."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from ivr.domain.statement import MOST_PROBLEMS, Problem
from ivr.flows.inbox.again import again
from ivr.flows.inbox.view import list_statements, view_statement
from ivr.kit.errors import Language
from ivr.web.api.page import LINKED, Paged
from ivr.web.api.shape import Told, Utc, refusals
from ivr.web.auth import Signed
from ivr.web.language import chosen
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(prefix="/statements", tags=["statements"], route_class=Route)

StatementId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]


class StatementTold(Told):
    id: str
    source: str
    progress: str = Field(description="receiving, waiting, done, or refused: nothing in it could be read")
    received_at: Utc
    handled_at: Utc | None
    erased_at: Utc | None
    size: int = Field(description="bytes")
    fresh: int = Field(description="entries that became payments")
    repeated: int = Field(description="entries that were known before, and count once")
    outgoing: int = Field(description="entries that are no repayments")
    bad: int = Field(description=f"problems; the first {MOST_PROBLEMS} are told")
    trouble: str | None = Field(description="the code of what failed on our side; it is tried again")


class ProblemTold(Told):
    line: int = Field(description="from 1; 0 when it is about the whole file")
    field: str
    detail: str


class StatementWhole(StatementTold):
    problems: list[ProblemTold]


@router.get("", responses={**LINKED, **refusals(403)})
def show_all(page: Paged, parts: Given, actor: Signed) -> Sequence[StatementTold]:
    """The newest first: a bank's own (bank), or every source's (operator)."""
    with parts.desk.read(actor) as work:
        found = page.cut(
            list_statements(work, page.most, page.since), lambda one: (one.received_at.isoformat(), one.id)
        )
        return [StatementTold.model_validate(one) for one in found]


@router.get("/{statement_id}", responses=refusals(403, 404))
def show(statement_id: StatementId, parts: Given, actor: Signed, request: Request) -> StatementWhole:
    """One statement, with each bad line: where, which field, and why (bank, operator)."""
    language = chosen(request.headers.get("accept-language", ""))
    with parts.desk.read(actor) as work:
        view = view_statement(work, statement_id)
        problems = [_problem(one, language) for one in view.problems]
        return StatementWhole(**StatementTold.model_validate(view.statement).model_dump(), problems=problems)


@router.post("/{statement_id}/again", responses=refusals(403, 404, 409))
def read_again(statement_id: StatementId, parts: Given, actor: Signed) -> StatementTold:
    """Read it once more, after its bank's columns were corrected (operator). What is known counts no second time."""
    with parts.desk.work(actor) as work:
        return StatementTold.model_validate(again(work, statement_id))


def _problem(one: Problem, language: Language) -> ProblemTold:
    return ProblemTold(line=one.line, field=one.field, detail=one.reason_zh if language == "zh-CN" else one.reason)
