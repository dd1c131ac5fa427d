"""Look at a court's subscriptions, and at what became of each delivery."""

from ivr.domain.staff import require
from ivr.domain.subscription import Delivery, Status, Subscription
from ivr.flows.desk import Work
from ivr.store.tables import deliveries


def list_subscriptions(work: Work, after: str = "", limit: int = 50) -> list[Subscription]:
    """The ended ones too, in the order of their ids."""
    require(work.actor, "subscribe")
    return work.scope.all(Subscription, limit=limit, after=after)


def view_subscription(work: Work, subscription_id: str) -> Subscription:
    """Raises NotFound also for another court's."""
    require(work.actor, "subscribe")
    return work.scope.one(Subscription, subscription_id)


def list_deliveries(
    work: Work, subscription_id: str, status: Status | None = None, before: int | None = None, limit: int = 50
) -> list[Delivery]:
    """The newest first, from those before number ``before``."""
    mine = [deliveries.c.subscription_id == view_subscription(work, subscription_id).id]
    if status is not None:
        mine.append(deliveries.c.status == status)
    if before is not None:
        mine.append(deliveries.c.n < before)
    return work.scope.last(Delivery, deliveries.c.n, *mine, limit=limit)
