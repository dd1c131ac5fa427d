"""Send one delivery again, with the same id."""

from ivr.domain.errors import NotFound, RuleBroken
from ivr.domain.staff import require
from ivr.domain.subscription import Delivery, Status, Subscription
from ivr.flows.desk import Work


def redeliver(work: Work, subscription_id: str, delivery_id: str) -> Delivery:
    """At once, also when the subscription would wait. Raises RuleBroken when the subscription has ended."""
    require(work.actor, "subscribe")
    one = work.scope.locked(Subscription, subscription_id)
    if one.ended_at is not None:
        reason, reason_zh = "the subscription has ended; make a new one", "订阅已结束，请新建订阅"
        raise RuleBroken(field="subscription", reason=reason, reason_zh=reason_zh)
    delivery = work.scope.locked(Delivery, delivery_id)
    if delivery.subscription_id != one.id:
        raise NotFound(what="delivery", what_zh="推送", key=delivery_id)
    delivery.status, delivery.since, delivery.error = Status.WAITING, work.now, None
    one.not_before = None
    work.record("redeliver", delivery.id, court_id=one.court_id, reason=f"event {delivery.n}")
    return delivery
