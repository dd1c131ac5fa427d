"""Import a file of drafts."""

import time
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import Field

from ivr.flows.import_enrolments import BadRow, Choice, ImportReport, import_enrolments
from ivr.kit.errors import Language
from ivr.web.api.body import Raw
from ivr.web.api.shape import Told, refusals
from ivr.web.auth import Signed
from ivr.web.errors import BadRows
from ivr.web.language import chosen
from ivr.web.parts import Given
from ivr.web.problem import answer
from ivr.web.route import Route

REST_SECONDS = 0.15

router = APIRouter(prefix="/enrolments", tags=["enrolments"], route_class=Route)

_EXAMPLE = (
    "number,name,id_number,case_number,decision,ground,decided_on,served_on,warned_in_notice_on,president,signed_on,"
    "order_ends_on,proven_on,proven_until,proof_reference,holder_id_number,account,owed\n"
    "15400001234,王小明,511302198001010013,（2017）川1302执1234号,listing,1,2026-01-05,2026-01-08,2025-12-01,李院长,2026-01-05,"
    "2027-01-04,2026-01-07,2027-01-06,川移核〔2026〕17号,511302198001010013,622200001234,2951.00\n"
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string", "format": "binary"}, "example": _EXAMPLE}},
    }
}


class BadRowTold(Told):
    line: int
    field: str
    code: str
    detail: str


class ReportTold(Told):
    rows: int
    good: int = Field(description="rows that could be drafted")
    batch: str | None = Field(description="by which they are taken further together; null when none is kept")
    drafted: list[str] = Field(description="the ids of those that were; none on a dry run")
    bad: list[BadRowTold]


@router.post(
    "/import", status_code=201, responses={200: {"model": ReportTold}, **refusals(403, 413)}, openapi_extra=_BODY
)
def add_many(  # noqa: PLR0913, PLR0917
    body: Raw,
    parts: Given,
    actor: Signed,
    request: Request,
    response: Response,
    dry_run: bool = False,
    keep_good: bool = False,
) -> Any:
    """Draft every row of a CSV file (clerk). With a bad row nothing is kept, unless `keep_good` asks for it."""
    report = import_enrolments(parts.desk, actor, body, Choice(dry_run, keep_good), rest=_rest)
    language = chosen(request.headers.get("accept-language", ""))
    told = _told(report, language)
    if report.bad and not dry_run and not keep_good:
        more = {"rows": told.rows, "bad": [bad.model_dump() for bad in told.bad]}
        return answer(BadRows(field="file", bad=len(report.bad), rows=report.rows), language, more=more)
    response.status_code = 200 if dry_run else 201
    return told


def _rest() -> None:
    time.sleep(REST_SECONDS)


def _told(report: ImportReport, language: Language) -> ReportTold:
    bad = [_bad(row, language) for row in report.bad]
    return ReportTold(rows=report.rows, batch=report.batch, good=report.good, drafted=report.drafted, bad=bad)


def _bad(row: BadRow, language: Language) -> BadRowTold:
    return BadRowTold(line=row.line, field=row.field, code=row.code, detail=row.zh if language == "zh-CN" else row.en)
