"""``ivr subscription list``."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import first_rows
from ivr.cli.subscription.shown import row
from ivr.cli.words import say
from ivr.flows.list_deliveries import list_subscriptions


def verb(limit: Limit = 200, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        rows = [row(one) for one in list_subscriptions(work, limit=limit + 1)]
    headings = {
        "id": say("编号", "id"),
        "court_id": say("法院", "court"),
        "url": say("地址", "URL"),
        "kinds": say("事件", "events"),
        "failures": say("连续失败", "failures in a row"),
        "not_before": say("下次重试", "tried again"),
        "ended_at": say("结束于", "ended"),
    }
    first_rows(limit, rows, headings, as_json)
