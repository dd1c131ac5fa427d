"""Nodes: how far each one is, and the confirmation of plans that are too large to apply unasked."""

from fastapi import APIRouter
from pydantic import Field

from ivr.flows.confirm_plan import confirm_plan
from ivr.flows.list_nodes import list_nodes
from ivr.web.api.shape import Digest, NodeId, Told, Utc, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(prefix="/nodes", tags=["nodes"], route_class=Route)


class NodeTold(Told):
    id: str
    applied_seq: int = Field(description="acknowledged by the node")
    confirmed_seq: int = Field(description="read back from the node")
    lease_until: Utc | None = Field(description="past it the node is silent")
    waits_for: str | None = Field(description="the digest of a plan that two operators must confirm")
    trouble: str | None


class Confirmed(Told):
    confirmed: bool = Field(description="false: noted, and a second operator must confirm it too")


@router.get("", responses=refusals(403))
def show_all(parts: Given, actor: Signed) -> list[NodeTold]:
    with parts.desk.read(actor) as work:
        return [NodeTold.model_validate(node) for node in list_nodes(work)]


@router.post("/{node_id}/plans/{digest}/confirm", responses=refusals(403, 404, 409))
def confirm(node_id: NodeId, digest: Digest, parts: Given, actor: Signed) -> Confirmed:
    """Confirm the plan that a node waits for (operator, and then another operator)."""
    with parts.desk.work(actor) as work:
        return Confirmed(confirmed=confirm_plan(work, node_id, digest))
