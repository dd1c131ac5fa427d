"""List the nodes: how far each one is, until when it may announce, and what troubles it."""

from ivr.domain.errors import BadInput, NotFound, RuleBroken
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import nodes
from ivr.store.nodes import NodeRow


def list_nodes(work: Work) -> list[NodeRow]:
    require(work.actor, "read")
    return nodes.every(work.session)


def require_waiting(work: Work, node_id: str, digest: str) -> NodeRow:
    """The node, when it waits for exactly this plan. Nobody confirms a plan that nobody has seen.

    Raises NotFound for an unknown node, BadInput for what is no digest, RuleBroken when it waits for another plan.
    """
    node = nodes.get(work.session, node_id)
    if node is None:
        raise NotFound(what="node", what_zh="节点", key=node_id)
    if len(digest) != 16 or not set(digest) <= set("0123456789abcdef"):
        raise BadInput(
            field="digest", reason="write the plan's 16 hexadecimal digits", reason_zh="请填写 16 位十六进制摘要"
        )
    if node.waits_for != digest:
        raise RuleBroken(field="digest", reason="the node does not wait for this plan", reason_zh="节点并未等待此计划")
    return node
