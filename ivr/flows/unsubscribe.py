"""End a subscription: nothing more is sent to that address."""

from ivr.domain.staff import require
from ivr.domain.subscription import Subscription
from ivr.flows.desk import Work
from ivr.store import outbox


def unsubscribe(work: Work, subscription_id: str) -> Subscription:
    """What waits is not sent any more. Once it has ended, this changes nothing."""
    require(work.actor, "subscribe")
    one = work.scope.locked(Subscription, subscription_id)
    if one.ended_at is None:
        one.ended_at = work.now
        outbox.give_up(work.session, one.id, None, "subscription-ended")
        work.record("unsubscribe", one.id, court_id=one.court_id)
    return one
