"""The audit trail: its own check, and the file that a court checks by itself."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from ivr.flows.export_audit import export_audit
from ivr.flows.verify_audit import verify_audit
from ivr.web.api.shape import Told, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/audit", tags=["audit"])


JSON_LINES = "application/jsonl"


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
    court: Annotated[str, Query(pattern="^[a-z][a-z0-9-]{1,40}$", description="its id; or `gateway`, for operators")],
) -> Lines:
    """The whole trail of a court as JSON Lines: a header, then the entries. The README says how to check it."""
    named = {"Content-Disposition": f'attachment; filename="audit-{court}.jsonl"'}
    return Lines(export_audit(parts.desk, actor, court), headers=named)
