"""Whether a removal is final: proven for every node, by reading back or by a lease that ran out."""

from dataclasses import dataclass
from datetime import datetime

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import nodes, silences


@dataclass(frozen=True)
class NodeProof:
    """``proof``: read-back, lease-over, applied (acknowledged, not yet read back) or waiting."""

    node_id: str
    proof: str
    at: datetime | None

    @property
    def final(self) -> bool:
        return self.proof in {"read-back", "lease-over"}


@dataclass(frozen=True)
class Removal:
    """``final`` only when every node is proven silent; only then is the person told."""

    enrolment_id: str
    final: bool
    nodes: tuple[NodeProof, ...]


def removal(work: Work, enrolment_id: str) -> Removal:
    """Raises NotFound. An enrolment that never announced has nothing to prove; a proof that was kept holds for good."""
    require(work.actor, "read_cases")
    enrolment = work.scope.one(Enrolment, enrolment_id)
    if enrolment.ended_at is None:
        return Removal(enrolment_id, False, ())
    if enrolment.silent_at is not None:
        kept = tuple(NodeProof(*one) for one in silences.of(work.session, enrolment_id))
        return Removal(enrolment_id, True, kept)
    seq = enrolment.ended_seq
    proofs = () if seq is None else tuple(_proof(work, row, seq) for row in nodes.every(work.session))
    return Removal(enrolment_id, all(proof.final for proof in proofs), proofs)


def _proof(work: Work, node: nodes.NodeRow, seq: int) -> NodeProof:
    reached = nodes.first_progress(work.session, node.id, seq)
    if reached and reached[1]:
        return NodeProof(node.id, "read-back", reached[1])
    if node.lease_until is None or node.lease_until < work.now:
        return NodeProof(node.id, "lease-over", node.lease_until)
    return NodeProof(node.id, "applied", reached[0]) if reached else NodeProof(node.id, "waiting", None)
