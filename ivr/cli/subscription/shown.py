"""How subscriptions and deliveries are told: without the secret, and without a case number."""

from typing import Annotated

import typer

from ivr.cli.words import say
from ivr.domain.subscription import Delivery, Subscription

SubscriptionId = Annotated[str, typer.Argument(metavar="ID", help=say("订阅编号", "the subscription's id"))]


def row(one: Subscription) -> dict[str, object]:
    told = ("id", "court_id", "url", "created_at", "ended_at", "failures", "not_before")
    return {**{name: getattr(one, name) for name in told}, "kinds": one.kinds.split(",")}


def delivery_row(one: Delivery) -> dict[str, object]:
    told = ("id", "n", "kind", "subject", "at", "status", "tries", "tried_at", "error")
    return {name: getattr(one, name) for name in told}
