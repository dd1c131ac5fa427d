"""Courts' systems are told of every event, in order, signed, until they take it; and of nobody's name."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.staff import SYSTEM, Actor
from ivr.domain.subscription import KEPT_FOR, TRIED_FOR, Delivery, Status, Subscription
from ivr.flows.activate import activate
from ivr.flows.deliver import HOLD, Carrier, deliver, ready
from ivr.flows.list_deliveries import list_deliveries, list_subscriptions
from ivr.flows.object import object_to
from ivr.flows.prove_silence import prove_silences
from ivr.flows.purge import purge
from ivr.flows.redeliver import redeliver
from ivr.flows.remove import remove
from ivr.flows.subscribe import subscribe
from ivr.flows.suspend import suspend
from ivr.flows.tell_due import tell_due
from ivr.flows.unsubscribe import unsubscribe
from ivr.kit.outbound import Addresses, Poster
from ivr.store import nodes, outbox
from ivr.store.tables import audit, deliveries
from tests.flows.office import GRACE, OPERATOR, Office, clerk, id_number, number
from tests.servers.receiver import Receiver, receiver

LOOPBACK = Addresses(["127.0.0.0/8"])
SECRET = "a secret of the court's system"
ADMIN = Actor("d" * 16, "court-admin", "shunqing")
ALL = ["activated", "suspended", "removed", "objection.due"]


@pytest.fixture
def court(office: Office) -> str:
    return office.court("shunqing")


@pytest.fixture
def system(court: str) -> Iterator[Receiver]:
    with receiver() as one:
        yield one


def subscribed(office: Office, url: str, kinds: list[str] | None = None) -> Subscription:
    return office.do(ADMIN, subscribe, None, url, kinds or ALL, SECRET, LOOPBACK)


def carrier(office: Office, holder: str = "one", timeout_s: float = 3.0) -> Carrier:
    return Carrier(office.desk, Poster(LOOPBACK, timeout_s), holder, lambda: 0.5)


def tell(office: Office) -> int:
    """One look at everything that waits."""
    return sum(deliver(carrier(office), one) for one in ready(office.desk))


def kept(office: Office) -> list[Delivery]:
    with Session(office.engine) as session:
        return list(session.scalars(select(Delivery).order_by(deliveries.c.n)))


def test_a_case_is_told_in_order_and_signed(office: Office, court: str, system: Receiver) -> None:
    subscribed(office, system.url)
    one = office.announced(court, case_number="（2025）川1302执77号")
    office.do(clerk(court), suspend, one.id, "settlement-signed")
    office.do(clerk(court), remove, one.id, "order-withdrawn")
    assert (tell(office), prove_silences(office.desk), tell(office)) == (3, 1, 1)
    names = [f"ivr.enrolment.{kind}" for kind in ("activated", "suspended", "removed", "silent")]
    assert system.types == names
    assert system.ids == sorted(system.ids)
    for got in system.got:
        stamp = got.headers["x-timestamp"]
        signed = hmac.new(SECRET.encode(), f"{stamp}.".encode() + got.body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signed, got.headers["x-signature"])
        assert got.headers["content-type"].startswith("application/cloudevents+json")
        event = got.event
        assert (event["specversion"], event["source"], event["subject"]) == ("1.0", "urn:ivr:court:shunqing", one.id)
        assert event["data"]["case_number"] == "（2025）川1302执77号"
    assert [got.event["data"]["state"] for got in system.got] == ["active", "suspended", "removed", "removed"]


def test_an_events_id_is_the_number_of_its_entry_in_the_trail(office: Office, court: str, system: Receiver) -> None:
    subscribed(office, system.url)
    one = office.announced(court)
    tell(office)
    with office.engine.connect() as connection:
        mine = select(audit.c.action, audit.c.subject).where(audit.c.court_id == court, audit.c.n == system.ids[0])
        assert tuple(connection.execute(mine).one()) == ("activate", one.id)


def test_nothing_personal_is_told_or_kept_for_it(office: Office, court: str, system: Receiver) -> None:
    subscribed(office, system.url)
    office.announced(court, name="金丝雀甲", id_number=id_number(7), number=number(7), president="金丝雀乙")
    tell(office)
    told = b"".join(str(one.headers).encode() + one.body for one in system.got).decode()
    assert system.got
    for canary in ("金丝雀", id_number(7), number(7), number(7)[3:], SECRET):
        assert canary not in told
    assert set(system.got[0].event["data"]) == {"case_number", "state"}
    with office.engine.connect() as connection:
        assert SECRET not in str(connection.exec_driver_sql("SELECT * FROM subscriptions").all())


def test_only_what_was_asked_for_is_told_and_only_of_the_own_court(office: Office, court: str) -> None:
    office.court("gaoping")
    with receiver() as mine:
        subscribed(office, mine.url, ["removed"])
        theirs = office.announced("gaoping")
        office.do(clerk("gaoping"), remove, theirs.id, "order-withdrawn")
        office.announced(court)
        assert (tell(office), mine.got, kept(office)) == (0, [], [])


class _Ends(Exception):
    """As if the process ended there."""


def audit_n(office: Office) -> int:
    with office.engine.connect() as connection:
        return len(connection.execute(select(audit.c.n)).all())


def test_an_event_is_kept_in_the_transaction_of_its_change_or_not_at_all(office: Office, court: str) -> None:
    subscribed(office, "https://cases.example/")
    one = office.warned(court)
    before = audit_n(office)
    with suppress(_Ends), office.desk.work(clerk(court)) as work:
        suspend(work, one.id, "settlement-signed")
        raise _Ends
    assert audit_n(office) == before
    assert kept(office) == []


def test_what_is_refused_is_tried_again_later_and_later_and_nothing_overtakes_it(
    office: Office, court: str, system: Receiver
) -> None:
    system.answers += [500, 302, 404]
    system.headers["Location"] = system.url
    subscribed(office, system.url)
    first, second = office.warned(court), office.warned(court)
    office.clock.pass_by(GRACE)
    for one in (first, second):
        office.do(clerk(court), activate, one.id)
    waits = []
    for error in ("status-500", "status-302", "status-404"):
        assert tell(office) == 0
        assert kept(office)[0].error == error
        held = office.look(ADMIN, list_subscriptions)[0]
        waits.append(((held.not_before or office.clock.now()) - office.clock.now()).total_seconds())
        assert ready(office.desk) == []
        office.clock.at = held.not_before or office.clock.at
    assert waits == [0.75, 1.5, 3.0]
    assert tell(office) == 2
    assert [one.event["subject"] for one in system.got] == [first.id] * 4 + [second.id]
    assert len(set(system.ids[:4])) == 1
    assert [(one.status, one.tries, one.error) for one in kept(office)] == [
        (Status.DELIVERED, 4, None),
        (Status.DELIVERED, 1, None),
    ]
    assert office.look(ADMIN, list_subscriptions)[0].failures == 0


def test_what_nobody_takes_for_three_days_is_given_up_and_can_be_sent_again_with_the_same_id(
    office: Office, court: str, system: Receiver
) -> None:
    mine = subscribed(office, system.url)
    office.announced(court)
    office.clock.pass_by(TRIED_FOR + timedelta(seconds=1))
    office.announced(court)
    assert tell(office) == 1
    old, new = kept(office)
    assert (old.status, old.error, new.status) == (Status.FAILED, "too-old", Status.DELIVERED)
    office.do(ADMIN, redeliver, mine.id, old.id)
    office.do(ADMIN, redeliver, mine.id, new.id)
    assert tell(office) == 2
    assert system.ids == [new.n, old.n, new.n]
    assert system.got[0].body == system.got[2].body
    shown = office.look(ADMIN, list_deliveries, mine.id)
    assert [one.n for one in shown] == [new.n, old.n]
    assert office.look(ADMIN, list_deliveries, mine.id, Status.FAILED) == []


def test_two_processes_do_not_tell_the_same_subscription_at_once(office: Office, court: str, system: Receiver) -> None:
    mine = subscribed(office, system.url)
    office.announced(court)
    with office.desk.work(SYSTEM) as work:
        assert outbox.take(work.session, mine.id, "another", work.now, HOLD)
    assert ready(office.desk) == []
    assert deliver(carrier(office), mine.id) == 0
    office.clock.pass_by(HOLD)
    assert (tell(office), len(system.got)) == (1, 1)


def test_an_ended_subscription_is_told_nothing_more(office: Office, court: str, system: Receiver) -> None:
    mine = subscribed(office, system.url)
    office.announced(court)
    office.do(ADMIN, unsubscribe, mine.id)
    office.announced(court)
    assert (tell(office), system.got) == (0, [])
    (left,) = kept(office)
    assert (left.status, left.error) == (Status.FAILED, "subscription-ended")
    with pytest.raises(RuleBroken):
        office.do(ADMIN, redeliver, mine.id, left.id)


def test_the_proof_is_told_only_when_every_node_is_proven_silent_and_once(
    office: Office, court: str, system: Receiver
) -> None:
    subscribed(office, system.url, ["removed"])
    with Session(office.engine) as session, session.begin():
        nodes.take(session, "node-1", "follower", office.clock.now(), timedelta(seconds=20))
    one = office.announced(court)
    with Session(office.engine) as session, session.begin():
        nodes.leased(session, "node-1", office.clock.now() + timedelta(seconds=20))
    office.do(clerk(court), remove, one.id, "order-withdrawn")
    assert prove_silences(office.desk) == 0
    office.clock.pass_by(timedelta(seconds=21))
    assert (prove_silences(office.desk), prove_silences(office.desk)) == (1, 0)
    tell(office)
    assert system.types == ["ivr.enrolment.removed", "ivr.enrolment.silent"]


def test_a_payment_in_full_is_told_as_a_removal(office: Office, court: str, system: Receiver) -> None:
    subscribed(office, system.url, ["removed"])
    office.announced(court, account="6222000000009999", owed=Decimal("100.00"))
    office.pay(account="6222000000009999")
    assert (tell(office), system.types) == (1, ["ivr.enrolment.removed"])


def test_an_objection_is_told_three_days_before_it_is_due_and_once(
    office: Office, court: str, system: Receiver
) -> None:
    subscribed(office, system.url, ["objection.due"])
    one = office.announced(court)
    office.do(clerk(court), object_to, one.id, "同名", office.clock.now().date())
    assert tell_due(office.desk) == 0
    office.clock.pass_by(timedelta(days=12))
    assert (tell_due(office.desk), tell_due(office.desk), tell(office)) == (1, 0, 1)
    assert (system.types, system.got[0].event["subject"]) == (["ivr.objection.due"], one.id)
    assert set(system.got[0].event["data"]) == {"case_number", "state", "due_on"}


def test_deliveries_are_forgotten_before_the_shortest_retention_is_over(office: Office, court: str) -> None:
    subscribed(office, "https://cases.example/")
    office.announced(court)
    office.clock.pass_by(KEPT_FOR + timedelta(seconds=1))
    office.do(SYSTEM, purge)
    assert kept(office) == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://cases.example/", "ftp://cases.example/", "https://", "https:///x", "cases.example", ""),
        *("https://a:b@cases.example/", "https://cases.example/#x", "https://cases.example:99999/", "https://[::1/"),
        *("https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/"),
        *(
            "http://8.8.8.8/",
            "https://法院.example/",
            "https://cases.example/\r\nX: y",
            f"https://a.example/{'x' * 500}",
        ),
    ],
)
def test_an_address_that_may_not_be_spoken_to_is_refused_by_its_field(office: Office, court: str, url: str) -> None:
    with pytest.raises(BadInput) as refused:
        subscribed(office, url)
    assert refused.value.field == "url"


def test_only_a_courts_administrator_and_the_operator_subscribe_each_within_their_reach(
    office: Office, court: str
) -> None:
    office.court("gaoping")
    given = ("https://cases.example/", ["removed"], SECRET, LOOPBACK)
    with pytest.raises(NotPermitted):
        office.do(clerk(court), subscribe, None, *given)
    with pytest.raises(NotFound):
        office.do(ADMIN, subscribe, "gaoping", *given)
    with pytest.raises(BadInput, match="court"):
        office.do(OPERATOR, subscribe, None, *given)
    theirs = office.do(OPERATOR, subscribe, "gaoping", *given)
    with pytest.raises(NotFound):
        office.look(ADMIN, list_deliveries, theirs.id)
    with pytest.raises(NotFound):
        office.do(ADMIN, unsubscribe, theirs.id)
