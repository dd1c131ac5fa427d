"""``ivr feed list``."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import fields, first_rows
from ivr.cli.words import say
from ivr.flows.inbox.view import list_statements


def verb(limit: Limit = 50, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        found = list_statements(work, limit + 1)
    headings = {
        "id": say("编号", "id"),
        "source": say("来源", "source"),
        "received_at": say("收到时间", "received"),
        "progress": say("进度", "progress"),
        "fresh": say("新增", "new"),
        "repeated": say("重复", "known"),
        "bad": say("问题", "problems"),
        "trouble": say("故障", "trouble"),
    }
    first_rows(limit, [fields(one) for one in found], headings, as_json)
