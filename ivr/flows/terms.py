"""When an enrolment ends: with its listing or its order, and silent before that when its holder's proof runs out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.enrolment import earliest_end
from ivr.domain.order import Order


def ends(court: Court, order: Order, proven_until: date) -> tuple[datetime, datetime]:
    """``ends_at`` and ``expires_at``, at midnight in the court's own time zone."""
    zone = ZoneInfo(court.zone)
    return (
        earliest_end([order.listed_until, order.ends_on], zone),
        earliest_end([order.listed_until, order.ends_on, proven_until], zone),
    )
