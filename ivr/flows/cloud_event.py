"""A delivery as it goes out: a CloudEvents 1.0 envelope in structured JSON, signed with the subscription's secret."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from ivr.domain.subscription import Delivery
from ivr.feeds.webhook import SIGNATURE, TIMESTAMP, sign

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"


def body(delivery: Delivery) -> bytes:
    """The same bytes each time. ``id`` is the number of the entry in the court's audit trail: once per source."""
    data = {"case_number": delivery.case_number, "state": delivery.state}
    envelope = {
        "specversion": "1.0",
        "id": str(delivery.n),
        "source": f"urn:ivr:court:{delivery.court_id}",
        "type": f"ivr.{'' if '.' in delivery.kind else 'enrolment.'}{delivery.kind}",
        "subject": delivery.subject,
        "time": delivery.at.astimezone(UTC).isoformat(),
        "datacontenttype": "application/json",
        "data": data if delivery.due_on is None else {**data, "due_on": delivery.due_on},
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def headers(sent: bytes, secret: str, now: datetime) -> Mapping[str, str]:
    """Signed as banks sign what they send us: HMAC-SHA256 over the time of sending, a dot and the body."""
    stamp = str(int(now.timestamp()))
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": "ivr",
        TIMESTAMP: stamp,
        SIGNATURE: sign(stamp, sent, secret),
    }
