"""The audit trail's own check."""

from fastapi import APIRouter
from pydantic import Field

from ivr.flows.verify_audit import verify_audit
from ivr.web.api.shape import Told, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/audit", tags=["audit"])


class ChainTold(Told):
    name: str
    broken_at: int | None = Field(description="the first entry that does not fit; null when all do")


class Verified(Told):
    intact: bool
    chains: list[ChainTold]


@router.get("/verify", responses=refusals(403))
def verify(parts: Given, actor: Signed) -> Verified:
    """Check every entry of your court's chain, or of every chain for an operator."""
    with parts.desk.read(actor) as work:
        chains = [ChainTold.model_validate(chain) for chain in verify_audit(work)]
    return Verified(intact=all(chain.broken_at is None for chain in chains), chains=chains)
