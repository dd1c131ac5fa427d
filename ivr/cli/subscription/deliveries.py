"""``ivr subscription deliveries``: what was sent, waits or failed, the newest first."""

from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import note, table
from ivr.cli.subscription.shown import SubscriptionId, delivery_row
from ivr.cli.words import say
from ivr.domain.subscription import Status
from ivr.flows.list_deliveries import list_deliveries

STATUS_ZH = {Status.WAITING: "待推送", Status.DELIVERED: "已送达", Status.FAILED: "失败"}


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    subscription_id: SubscriptionId,
    status: Annotated[Status | None, typer.Option(help=say("只列此状态", "only those"))] = None,
    before: Annotated[int | None, typer.Option(help=say("只列此号之前的", "only those before this number"))] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help=say("条数", "how many"))] = 50,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        found = list_deliveries(work, subscription_id, status, before, limit + 1)
    rows = [{**delivery_row(one), "shown": say(STATUS_ZH[one.status], one.status)} for one in found[:limit]]
    headings = {
        "id": say("编号", "id"),
        "n": say("序号", "number"),
        "kind": say("事件", "event"),
        "subject": say("登记", "enrolment"),
        "shown": say("状态", "status"),
        "tries": say("次数", "tries"),
        "error": say("原因", "why it failed"),
    }
    table(rows, headings, as_json)
    if len(found) > limit:
        last = found[limit - 1].n
        note(say(f"还有更多：--before {last}", f"There are more: --before {last}"))
