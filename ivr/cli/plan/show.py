"""``ivr plan show``: every node, how far it is, and whether it waits for two operators."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, table
from ivr.cli.words import say
from ivr.flows.list_nodes import list_nodes


def verb(token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        nodes = list_nodes(work)
    headings = {
        "id": say("节点", "node"),
        "applied_seq": say("已应用", "applied"),
        "confirmed_seq": say("已核实", "read back"),
        "lease_until": say("可播报至", "may announce until"),
        "waits_for": say("待确认的变更", "waits for"),
        "trouble": say("问题", "trouble"),
    }
    table([fields(node) for node in nodes], headings, as_json)
