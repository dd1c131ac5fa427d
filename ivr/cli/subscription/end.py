"""``ivr subscription end``: nothing more is sent to that address."""

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.subscription.shown import SubscriptionId, row
from ivr.cli.words import say
from ivr.flows.unsubscribe import unsubscribe


def verb(subscription_id: SubscriptionId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        one = unsubscribe(work, subscription_id)
    tell(row(one), say(f"订阅 {one.id} 已结束。", f"Subscription {one.id} has ended."), as_json)
