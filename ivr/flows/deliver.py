"""Tell one subscription what waits for it, in order, until nothing does or it does not take it.

At least once: the receiver may get an event twice, with the same id, never an event's successor before it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ivr.domain.staff import SYSTEM
from ivr.domain.subscription import TRIED_FOR, Delivery, Status, Subscription
from ivr.flows import cloud_event
from ivr.flows.desk import Desk, Work
from ivr.flows.ports import Poster
from ivr.kit.backoff import Backoff
from ivr.kit.outbound import NotPosted
from ivr.store import outbox

HOLD: Final = timedelta(seconds=45)
"""Longer than a request may take; so long after a crash another process waits."""
AT_ONCE: Final = 100
FIRST_S: Final = 1.0
MOST_S: Final = 900.0


@dataclass(frozen=True)
class Carrier:
    """``holder`` names this process; ``random`` gives 0..1, for the jitter."""

    desk: Desk
    poster: Poster
    holder: str
    random: Callable[[], float]


@dataclass(frozen=True)
class _Letter:
    delivery: str
    url: str
    headers: dict[str, str]
    body: bytes


def ready(desk: Desk) -> list[str]:
    """The subscriptions that wait for ``deliver``."""
    with desk.read(SYSTEM) as work:
        return outbox.ready(work.session, work.now)


def deliver(carrier: Carrier, subscription_id: str, stopped: Callable[[], bool] = lambda: False) -> int:
    """How many it took. A process that serves it already is left alone."""
    taken = 0
    while taken < AT_ONCE and not stopped():
        letter = _take(carrier, subscription_id)
        if letter is None or not _send(carrier, subscription_id, letter):
            break
        taken += 1
    with carrier.desk.work(SYSTEM) as work:
        outbox.release(work.session, subscription_id, carrier.holder)
    return taken


def _take(carrier: Carrier, subscription_id: str) -> _Letter | None:
    with carrier.desk.work(SYSTEM) as work:
        one = outbox.take(work.session, subscription_id, carrier.holder, work.now, HOLD)
        if one is None:
            return None
        outbox.give_up(work.session, one.id, work.now - TRIED_FOR, "too-old")
        delivery = outbox.first(work.session, one.id)
        return _letter(work, one, delivery) if delivery else None


def _letter(work: Work, one: Subscription, delivery: Delivery) -> _Letter:
    secret = work.vault.open(one.secret, f"subscriptions.secret.{one.id}")
    sent = cloud_event.body(delivery)
    return _Letter(delivery.id, one.url, dict(cloud_event.headers(sent, secret, work.now)), sent)


def _send(carrier: Carrier, subscription_id: str, letter: _Letter) -> bool:
    try:
        carrier.poster.post(letter.url, letter.headers, letter.body)
    except NotPosted as error:
        _note(carrier, subscription_id, letter.delivery, str(error.facts["reason"]))
        return False
    _note(carrier, subscription_id, letter.delivery, None)
    return True


def _note(carrier: Carrier, subscription_id: str, delivery_id: str, error: str | None) -> None:
    with carrier.desk.work(SYSTEM) as work:
        one = work.scope.locked(Subscription, subscription_id)
        delivery = work.scope.locked(Delivery, delivery_id)
        delivery.tries, delivery.tried_at, delivery.error = delivery.tries + 1, work.now, error
        wait = Backoff(carrier.random, FIRST_S, MOST_S, one.failures)
        if error is None:
            delivery.status, one.failures, one.not_before = Status.DELIVERED, 0, None
        else:
            one.not_before = work.now + timedelta(seconds=wait.failed())
            one.failures = wait.failures
