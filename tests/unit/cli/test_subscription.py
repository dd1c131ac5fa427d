"""Courts' own systems from the command line: what they were told, and what is told again."""

import json

from sqlalchemy import Engine, select, update

from ivr.domain.event import Kind
from ivr.domain.subscription import Status
from ivr.store.engine import open_engine
from ivr.store.tables import deliveries
from tests.unit.cli.conftest import Office

URL = "https://cases.example/notices"


def engine(office: Office) -> Engine:
    return open_engine(f"sqlite:///{office.folder / 'data/gateway.db'}")


def subscribed(office: Office) -> str:
    added = office.ivr(
        "subscription", "add", URL, "--kind", "removed", "--court", "mingchuan", "--json", token=office.operator
    )
    assert added.json["secret"]
    return str(added.json["id"])


def removed(office: Office, *serials: int) -> None:
    for serial in serials:
        key = office.draft(serial).json["id"]
        reason = ("--reason", "order-withdrawn")
        assert office.ivr("enrol", "remove", key, *reason, token=office.clerk).status == 0


def failed(office: Office) -> None:
    with engine(office).begin() as connection:
        connection.execute(update(deliveries).values(status=Status.FAILED, error="no answer"))


def waiting(office: Office) -> int:
    with engine(office).connect() as connection:
        return len(connection.execute(select(deliveries.c.id).where(deliveries.c.status == Status.WAITING)).all())


def test_the_secret_is_told_alone_and_once(office: Office) -> None:
    told = office.ivr("subscription", "add", URL, "--kind", "removed", "--court", "mingchuan", token=office.operator)
    assert len(told.out.split()) == 1
    assert told.out.strip() not in office.ivr("subscription", "list", "--json", token=office.operator).out


def test_what_failed_is_seen_with_its_reason_and_sent_again(office: Office) -> None:
    key = subscribed(office)
    removed(office, 1, 2, 3)
    failed(office)
    look = ("subscription", "deliveries", key, "--status", "failed", "--json")
    found = office.ivr(*look, token=office.operator).json
    assert [(one["kind"], one["error"]) for one in found] == [(Kind.REMOVED, "no answer")] * 3
    assert "川" not in json.dumps(found, ensure_ascii=False)
    one = office.ivr("subscription", "redeliver", key, found[0]["id"], token=office.operator)
    assert (one.status, waiting(office)) == (0, 1)
    assert len(office.ivr("subscription", "redeliver", key, "--failed", "--json", token=office.operator).json) == 2
    assert (office.ivr(*look, token=office.operator).json, waiting(office)) == ([], 3)


def test_which_deliveries_must_be_said(office: Office) -> None:
    key = subscribed(office)
    assert office.ivr("subscription", "redeliver", key, token=office.operator).status == 2
    assert office.ivr("subscription", "redeliver", key, "a" * 16, "--failed", token=office.operator).status == 2


def test_an_ended_subscription_sends_nothing_more(office: Office) -> None:
    key = subscribed(office)
    removed(office, 1)
    assert office.ivr("subscription", "end", key, token=office.operator).status == 0
    assert waiting(office) == 0
    again = office.ivr("subscription", "redeliver", key, "--failed", token=office.operator)
    assert again.status == 3
    assert "has ended" in again.err


def test_a_clerk_has_no_business_with_subscriptions(office: Office) -> None:
    assert office.ivr("subscription", "list", token=office.clerk).status == 4
