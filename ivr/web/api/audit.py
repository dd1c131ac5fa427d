"""The audit trail: its own check, and the file that a court checks by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from ivr.flows.export_audit import export_audit
from ivr.flows.list_audit import Sought, list_audit
from ivr.flows.verify_audit import verify_audit
from ivr.web.api.page import LINKED, Day, Paged, days
from ivr.web.api.shape import Told, Utc, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/audit", tags=["audit"])


JSON_LINES = "application/jsonl"
_COURT = "^[a-z][a-z0-9-]{1,40}$"
Word = Annotated[str | None, Query(pattern="^[A-Za-z0-9._-]{1,60}$")]


class Lines(StreamingResponse):
    media_type = JSON_LINES


class ChainTold(Told):
    name: str
    broken_at: int | None = Field(description="the first entry that does not fit; null when all do")
    entries: int
    head: str = Field(description="the last entry's hash; note it down with the count to prove a later cut")


class Verified(Told):
    intact: bool
    chains: list[ChainTold]


class EntryTold(Told):
    n: int = Field(description="its place in the court's chain, from 1")
    at: Utc
    actor: str
    role: str
    origin: str = Field(description="a network address, cli or system")
    action: str
    subject: str
    reason: str
    before: str
    after: str
    hash: str


@router.get("/entries", responses={**LINKED, **refusals(403, 404)})
def show_entries(  # noqa: PLR0913, PLR0917  each is a filter
    page: Paged,
    parts: Given,
    actor: Signed,
    court: Annotated[str | None, Query(pattern=_COURT, description="yours, when nothing is said")] = None,
    subject: Word = None,
    by: Word = None,
    action: Word = None,
    first: Day = None,
    last: Day = None,
) -> list[EntryTold]:
    """Your court's trail, the newest entry first (auditor, court admin, operator); `by` is somebody's id."""
    sought = Sought(court, subject, by, action, *days(first, last), behind=page.numbered, limit=page.most)
    with parts.desk.read(actor) as work:
        found = page.cut(list_audit(work, sought), _place)
        return [EntryTold.model_validate(row) for row in found]


@router.get("/verify", responses=refusals(403))
def verify(parts: Given, actor: Signed) -> Verified:
    """Check every entry of your court's chain, or of every chain for an operator."""
    with parts.desk.read(actor) as work:
        chains = [ChainTold.model_validate(chain) for chain in verify_audit(work)]
    return Verified(intact=all(chain.broken_at is None for chain in chains), chains=chains)


@router.get("/export", responses={200: {"content": {JSON_LINES: {}}}, **refusals(403, 404)}, response_class=Lines)
def export(
    parts: Given,
    actor: Signed,
    court: Annotated[str, Query(pattern=_COURT, description="its id; or `gateway`, for operators")],
) -> Lines:
    """The whole trail of a court as JSON Lines: a header, then the entries. The README says how to check it."""
    named = {"Content-Disposition": f'attachment; filename="audit-{court}.jsonl"'}
    return Lines(export_audit(parts.desk, actor, court), headers=named)


def _place(row: Mapping[str, object]) -> tuple[str, str]:
    at = row["at"]
    return at.isoformat() if isinstance(at, datetime) else str(at), str(row["n"])
