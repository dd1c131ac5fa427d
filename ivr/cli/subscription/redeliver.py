"""``ivr subscription redeliver``: send deliveries again, with the ids that they had."""

from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.subscription.shown import SubscriptionId, delivery_row
from ivr.cli.words import say
from ivr.domain.errors import BadInput
from ivr.domain.staff import Actor
from ivr.domain.subscription import Status
from ivr.flows.desk import Desk
from ivr.flows.list_deliveries import list_deliveries
from ivr.flows.redeliver import redeliver

AT_ONCE = 100


def verb(
    subscription_id: SubscriptionId,
    delivery_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[DELIVERY]...", help=say("推送编号", "ids of deliveries"))
    ] = None,
    failed: Annotated[bool, typer.Option("--failed", help=say("所有失败的", "all that failed"))] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    if failed == bool(delivery_ids):
        reason, reason_zh = "name deliveries, or say --failed for all that failed", "请填写推送编号，或使用 --failed"
        raise BadInput(field="delivery", reason=reason, reason_zh=reason_zh)
    with opened() as gateway:
        actor, desk = gateway.sign_in(token(token_file)), gateway.desk.at(CLI)
        if failed:
            sent = _all_failed(desk, actor, subscription_id)
        else:
            sent = _again(desk, actor, subscription_id, delivery_ids or [])
    tell(sent, say(f"将再次推送 {len(sent)} 条。", f"To be sent again: {len(sent)}."), as_json)


def _all_failed(desk: Desk, actor: Actor, subscription_id: str) -> list[dict[str, object]]:
    """The newest first, some at a time; those that fail again meanwhile are not taken twice."""
    sent: list[dict[str, object]] = []
    before: int | None = None
    while True:
        with desk.read(actor) as work:
            found = list_deliveries(work, subscription_id, Status.FAILED, before, AT_ONCE)
        if not found:
            return sent
        sent += _again(desk, actor, subscription_id, [one.id for one in found])
        before = found[-1].n


def _again(desk: Desk, actor: Actor, subscription_id: str, ids: list[str]) -> list[dict[str, object]]:
    with desk.work(actor) as work:
        return [delivery_row(redeliver(work, subscription_id, one)) for one in ids]
