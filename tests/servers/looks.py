"""Every list and every detail that the API shows, as somebody of a large court asks for it, with each filter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ivr.domain.enrolment import State
from tests.servers.crowd_rows import Rows, clerk, key, number

WHOLE: Final = {"/audit/verify", "/audit/export", "/figures", "/figures.csv", "/figures.svg"}
"""They go through a whole chain, or a court's whole past: that is what they are for."""
ONE: Final = {"/feeds/{source}/columns", "/courts/{court_id}/notices/{language}"}
"""The newest row, or the only one, of a unique key, in a table with a handful of them."""
MADE: Final = {"/enrolments/{enrolment_id}/certificate"}
"""A document that is issued, signed and written into the trail."""
DOORS: Final = {"/session/state", "/session/openid", "/session/openid/return", "/session/all"}
"""How one signs in."""


@dataclass(frozen=True)
class Look:
    """``path`` as the API's description has it; ``who``: the role that asks."""

    path: str
    who: str = "clerk"
    query: Mapping[str, str] | None = None
    body: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        asked = "&".join(f"{name}={value}" for name, value in (self.query or {}).items())
        return f"{self.path}?{asked}" if asked else self.path

    def at(self, rows: Rows, serial: int) -> str:
        """Where one of the crowd is found."""
        names = {"enrolment_id": key(serial), "batch_id": rows.batch_of(serial), "subscription_id": key(0, 9)}
        names["debt_id"] = key(serial, 11)
        names["statement_id"] = key(serial - serial % 10, 14)
        names["proposal_id"] = key(serial - serial % 10, 12)
        names |= {"wording_id": key(serial - serial % 10, 13), "court_id": rows.court_id}
        return self.path.format(**names)


def looks(rows: Rows) -> Iterator[Look]:
    days = {"first": str(rows.now.date()), "last": str(rows.now.date())}
    yield from (Look(path, "operator") for path in ("/courts", "/staff", "/tokens", "/nodes", "/session"))
    yield from (Look(path, "court-admin") for path in ("/courts", "/staff", "/subscriptions"))
    yield Look("/subscriptions/{subscription_id}", "court-admin")
    yield Look("/subscriptions/{subscription_id}/deliveries", "court-admin")
    yield Look("/subscriptions/{subscription_id}/deliveries", "court-admin", {"status": "failed"})
    yield from _enrolments(days)
    yield from (Look(f"/enrolments/{{enrolment_id}}{part}") for part in ("", "/evidence", "/messages", "/objections"))
    yield Look("/session/events")
    yield Look("/enrolments/search", body={"number": number(7)})
    yield from (Look(path) for path in ("/due", "/batches", "/batches/{batch_id}", "/payments/review"))
    yield from (Look(path, "operator") for path in ("/payments/review", "/statements", "/statements/{statement_id}"))
    yield from (Look("/proposals", query=query) for query in ({}, {"only_open": "false"}, {"subject": key(20, 8)}))
    yield from (Look(path) for path in ("/proposals/{proposal_id}", "/wordings/{wording_id}"))
    yield Look("/courts/{court_id}/wordings")
    yield from (Look(path) for path in ("/debts/{debt_id}", "/debts/{debt_id}/statement"))
    yield Look("/registrations", "carrier", {"since": "0", "limit": "200"})
    yield from _entries(days)


def _enrolments(days: Mapping[str, str]) -> Iterator[Look]:
    for by in ("drafted", "expires", "ended"):
        yield Look("/enrolments", query={"by": by})
        yield Look("/enrolments", query={"by": by, **days})
        yield from (Look("/enrolments", query={"by": by, "state": state}) for state in State)
        yield from (Look("/enrolments", query={"by": by, "drafted_by": who}) for who in (clerk(3), "nobody"))
    yield Look("/enrolments", query={"drafted_by": clerk(3), "state": State.DRAFTED})


def _entries(days: Mapping[str, str]) -> Iterator[Look]:
    people = ({"subject": key(7)}, {"by": clerk(3)}, {"by": "nobody"})
    filters: list[Mapping[str, str]] = [{}, days, *people, {"action": "reveal"}]
    yield from (Look("/audit/entries", "auditor", one) for one in (*filters, {"action": "none"}))
    yield Look("/audit/entries", "auditor", {"last": "2000-01-01"})
