"""Which column of a bank's tables says what."""

import base64
import json
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints

from ivr.domain.columns import FIELDS, ColumnMapping
from ivr.domain.statement import BadLine, Entry
from ivr.flows.inbox.columns import preview, set_columns, view_columns
from ivr.kit.errors import Language
from ivr.web.api.encoded import decoded
from ivr.web.api.payments import Source
from ivr.web.api.shape import Asked, Text, Told, Utc, example, refusals
from ivr.web.api.statements import ProblemTold
from ivr.web.auth import Signed
from ivr.web.language import chosen
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

router = APIRouter(prefix="/feeds", tags=["statements"], route_class=Route)

Headings = dict[str, Text | list[Text]]
_COLUMNS = {"id": "交易流水号", "booked_on": "交易日期", "credit": "贷方发生额", "text": ["摘要", "附言"]}
_SAMPLE = "交易流水号,交易日期,贷方发生额,摘要,附言\nL1,2026-03-01,2951.00,转账,（2017）川1302执1234号\n"
_MEANING = "; ".join(f"{name}: {meant[0]}" for name, meant in FIELDS.items())


class ColumnsAsked(Asked):
    model_config = example(columns=_COLUMNS)

    columns: Headings = Field(description=f"field → heading of its column. {_MEANING}", max_length=len(FIELDS) + 1)


class PreviewAsked(ColumnsAsked):
    model_config = example(columns=_COLUMNS, sample=base64.b64encode(_SAMPLE.encode()).decode())

    sample: Annotated[str, StringConstraints(max_length=900_000)] = Field(description="the file's beginning, in base64")


class ColumnsTold(Told):
    source: str
    version: int
    columns: Headings
    made_at: Utc


class EntryTold(Told):
    line: int
    id: str
    booked_at: Utc
    amount: str
    currency: str
    reversal: bool
    account: str
    reference: str
    text: str


class PreviewTold(Told):
    entries: list[EntryTold]
    problems: list[ProblemTold]


@router.get("/{source}/columns", responses=refusals(403, 404))
def show(source: Source, parts: Given, actor: Signed) -> ColumnsTold:
    """The columns by which this bank's tables are read now (operator)."""
    with parts.desk.read(actor) as work:
        return _told(view_columns(work, source))


@router.put("/{source}/columns", responses=refusals(403))
def replace(source: Source, given: ColumnsAsked, parts: Given, actor: Signed) -> ColumnsTold:
    """Set them, as a new version (operator). Statements that come from now on are read by it."""
    with parts.desk.work(actor) as work:
        return _told(set_columns(work, source, given.columns))


@router.post("/{source}/columns/preview", responses=refusals(403))
@looks_only
def try_out(source: Source, given: PreviewAsked, parts: Given, actor: Signed, request: Request) -> PreviewTold:  # noqa: ARG001
    """What such columns would make of a sample (operator). Nothing of it is kept."""
    language = chosen(request.headers.get("accept-language", ""))
    with parts.desk.read(actor) as work:
        seen = preview(work, given.columns, decoded(given.sample, "sample"))
    return PreviewTold(
        entries=[_entry(one) for one in seen.entries], problems=[_problem(one, language) for one in seen.bad]
    )


def _told(mapping: ColumnMapping) -> ColumnsTold:
    headings = {name: one[0] if len(one) == 1 else list(one) for name, one in json.loads(mapping.columns).items()}
    return ColumnsTold(source=mapping.source, version=mapping.version, columns=headings, made_at=mapping.made_at)


def _entry(one: Entry) -> EntryTold:
    told = {**vars(one.remittance), "id": one.remittance.external_id, "amount": str(one.remittance.amount)}
    return EntryTold(line=one.line, **{name: told[name] for name in EntryTold.model_fields if name != "line"})


def _problem(one: BadLine, language: Language) -> ProblemTold:
    return ProblemTold(line=one.line, field=one.field, detail=one.reason_zh if language == "zh-CN" else one.reason)
