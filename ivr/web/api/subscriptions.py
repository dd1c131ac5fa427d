"""Courts' own systems: where they are told of events, and what became of each telling."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from ivr.domain.event import ASKED_FOR
from ivr.domain.subscription import Delivery, Status, Subscription
from ivr.flows.list_deliveries import list_deliveries, list_subscriptions, view_subscription
from ivr.flows.redeliver import redeliver
from ivr.flows.subscribe import subscribe
from ivr.flows.unsubscribe import unsubscribe
from ivr.kit.secret import new_secret
from ivr.web.api.match import TAGGED, tag
from ivr.web.api.page import LINKED, Paged, by_id
from ivr.web.api.shape import Asked, Slug, Text, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(prefix="/subscriptions", tags=["webhooks"], route_class=Route)

SubscriptionId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
DeliveryId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
KINDS = ", ".join(sorted(ASKED_FOR))


class NewSubscription(Asked):
    model_config = example(url="https://cases.court.example/notices", kinds=["activated", "removed"], court="shunqing")

    url: Text = Field(description="https only; it gets CloudEvents 1.0 as structured JSON, signed")
    kinds: list[Text] = Field(description=f"some of: {KINDS}; with removed also silent", min_length=1, max_length=10)
    court: Slug | None = Field(None, description="yours, when nothing is said")


class SubscriptionTold(Told):
    id: str
    court: str
    url: str
    kinds: list[str]
    created_at: Utc
    ended_at: Utc | None
    failures: int = Field(description="tries in a row that the receiver did not take")
    not_before: Utc | None = Field(description="when it is tried again")


class SecretTold(SubscriptionTold):
    secret: str = Field(description="told this once: X-Signature is HMAC-SHA256 over X-Timestamp, a dot and the body")


class DeliveryTold(Told):
    """With no case number: whoever looks after the receiver need not know the case."""

    id: str
    event: str = Field(description="the CloudEvents id: the entry's number in the court's audit trail")
    kind: str
    subject: str = Field(description="the enrolment")
    at: Utc
    status: Status
    tries: int
    tried_at: Utc | None
    error: str | None = Field(description="why the last try failed")


@router.post("", status_code=201, responses=refusals(403, 404))
def add(new: NewSubscription, parts: Given, actor: Signed) -> SecretTold:
    """Have a court's own system told of events (court admin, operator). The answer is the only one with the secret."""
    secret = new_secret()
    with parts.desk.work(actor) as work:
        one = subscribe(work, new.court, new.url, new.kinds, secret, parts.addresses)
        return SecretTold(**_told(one).model_dump(), secret=secret)


@router.get("", responses={**LINKED, **refusals(403)})
def show_all(page: Paged, parts: Given, actor: Signed) -> list[SubscriptionTold]:
    """Your court's subscriptions, the ended ones too."""
    with parts.desk.read(actor) as work:
        return [_told(one) for one in page.cut(list_subscriptions(work, page.behind, page.most), by_id)]


@router.get("/{subscription_id}", responses={**TAGGED, **refusals(403, 404)})
def show(subscription_id: SubscriptionId, response: Response, parts: Given, actor: Signed) -> SubscriptionTold:
    """One subscription: whether its receiver takes what it is sent."""
    with parts.desk.read(actor) as work:
        told = _told(view_subscription(work, subscription_id))
    tag(response, told)
    return told


@router.delete("/{subscription_id}", responses=refusals(403, 404))
def end(subscription_id: SubscriptionId, parts: Given, actor: Signed) -> SubscriptionTold:
    """End a subscription; what waits is not sent any more."""
    with parts.desk.work(actor) as work:
        return _told(unsubscribe(work, subscription_id))


@router.get("/{subscription_id}/deliveries", responses={**LINKED, **refusals(403, 404)})
def show_deliveries(
    subscription_id: SubscriptionId,
    page: Paged,
    parts: Given,
    actor: Signed,
    status: Annotated[Status | None, Query()] = None,
) -> list[DeliveryTold]:
    """What was sent or waits, the newest first; kept for 30 days."""
    with parts.desk.read(actor) as work:
        found = list_deliveries(work, subscription_id, status, page.number, page.most)
        return [_delivery(one) for one in page.cut(found, lambda one: (str(one.n),))]


@router.post("/{subscription_id}/deliveries/{delivery_id}/redeliver", responses=refusals(403, 404, 409))
def send_again(subscription_id: SubscriptionId, delivery_id: DeliveryId, parts: Given, actor: Signed) -> DeliveryTold:
    """Send it again at once, with the same id, ahead of what waits."""
    with parts.desk.work(actor) as work:
        return _delivery(redeliver(work, subscription_id, delivery_id))


def _told(one: Subscription) -> SubscriptionTold:
    return SubscriptionTold(**{**vars(one), "court": one.court_id, "kinds": one.kinds.split(",")})


def _delivery(one: Delivery) -> DeliveryTold:
    return DeliveryTold(**{**vars(one), "event": str(one.n)})
