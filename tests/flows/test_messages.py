"""Warned first (safeguard 3): sent through an outbox to a real short message centre, receipts kept, a letter else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, RuleBroken, TooEarly, WrongState
from ivr.domain.message import MOST_TRIES, Delivery
from ivr.domain.staff import SYSTEM
from ivr.domain.words import Kind
from ivr.flows.activate import activate
from ivr.flows.approve import approve
from ivr.flows.list_messages import list_messages
from ivr.flows.message_words import MessageWords
from ivr.flows.outbox import TAKEN_FOR, record_receipt
from ivr.flows.own_telling import Told
from ivr.flows.remove import remove
from ivr.flows.resume import resume
from ivr.flows.send_back import send_back
from ivr.flows.send_warning import send_warning
from ivr.flows.submit import submit
from ivr.flows.suspend import suspend
from ivr.flows.warn import record_telling
from ivr.kit.errors import GatewayError
from ivr.sms import Receipt
from ivr.sms import State as Said
from tests.flows.office import GRACE, NO_CONCERNS, Office, account, approver, clerk
from tests.flows.post import (
    DELIVERED,
    EXPIRED,
    FAILED,
    NUMBER,
    PARTS,
    SILENT,
    THROTTLED,
    UNKNOWN_NUMBER,
    outbox,
    receipts,
    sms_centre,
    states,
)
from tests.flows.truth import registered
from tests.servers.smpp import Centre


def queued(office: Office, ending: str, n: int = 1) -> Enrolment:
    if n == 1:
        office.court("shunqing")
    one = office.approved("shunqing", number=NUMBER.format(n, ending), account=account(n))
    office.do(clerk("shunqing"), send_warning, one.id)
    return one


def test_it_is_warned_when_the_message_has_gone_out_and_the_grace_runs_from_its_delivery(
    office: Office, sms_centre: Centre
) -> None:
    one = queued(office, DELIVERED)
    assert (office.found(one).state, states(office, one)) == (State.APPROVED, ["queued"])
    with outbox(office, sms_centre) as box:
        assert box.send_next()
        warned = office.found(one)
        assert (warned.state, warned.warned_at) == (State.WARNED, office.clock.now())
        assert warned.grace_ends_at == office.clock.now() + GRACE
        assert not box.send_next()
        office.clock.pass_by(timedelta(minutes=7))
        assert receipts(box) == PARTS
    (view,) = office.look(clerk("shunqing"), list_messages, one.id)
    assert view.message.state == Delivery.DELIVERED
    assert view.message.delivered_at == office.clock.now(), "the centre's clock is ahead of ours"
    assert office.found(one).grace_ends_at == office.clock.now() + GRACE
    assert view.text is not None
    assert "示例区人民法院告知" in view.text
    assert "2026年3月5日" in view.text
    assert view.text not in str(view.message.text)


@pytest.mark.parametrize("ending", [FAILED, EXPIRED])
def test_a_message_that_was_not_delivered_needs_a_letter_before_activation(
    office: Office, sms_centre: Centre, ending: str
) -> None:
    one = queued(office, ending)
    with outbox(office, sms_centre) as box:
        box.send_next()
        assert receipts(box) == PARTS
    assert office.found(one).grace_ends_at is None
    office.clock.pass_by(GRACE * 2)
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk("shunqing"), activate, one.id)
    assert refused.value.field == "warning"
    letter = Told("告知书", office.clock.now(), "letter")
    office.do(clerk("shunqing"), record_telling, one.id, letter)
    with pytest.raises(TooEarly):
        office.do(clerk("shunqing"), activate, one.id)
    office.clock.pass_by(GRACE)
    assert office.do(clerk("shunqing"), activate, one.id).state is State.ACTIVE
    assert len(states(office, one)) == 2


def test_a_number_that_the_centre_refuses_needs_a_letter_too(office: Office, sms_centre: Centre) -> None:
    one = queued(office, UNKNOWN_NUMBER)
    with outbox(office, sms_centre) as box:
        assert box.send_next()
        assert not box.send_next()
    assert (office.found(one).state, states(office, one)) == (State.APPROVED, ["failed"])
    letter = Told("告知书", office.clock.now(), "in-person")
    warned = office.do(clerk("shunqing"), record_telling, one.id, letter)
    assert (warned.state, warned.grace_ends_at) == (State.WARNED, office.clock.now() + GRACE)


def test_what_the_centre_puts_off_is_sent_again_and_given_up_in_the_end(office: Office, sms_centre: Centre) -> None:
    one = queued(office, THROTTLED)
    with outbox(office, sms_centre) as box:
        for tries in range(1, MOST_TRIES + 1):
            with pytest.raises(GatewayError) as put_off:
                box.send_next()
            assert put_off.value.retry
            assert not box.send_next()
            assert states(office, one) == ["queued" if tries < MOST_TRIES else "failed"]
            office.clock.pass_by(timedelta(hours=1))
        assert not box.send_next()


def test_a_message_whose_sender_died_is_sent_again(office: Office, sms_centre: Centre) -> None:
    one = queued(office, SILENT)
    with outbox(office, sms_centre) as box:
        assert box._take() is not None  # taken, and then the process was killed
        assert not box.send_next()
        office.clock.pass_by(TAKEN_FOR)
        assert box.send_next()
    assert states(office, one) == ["sent"]


def test_it_does_not_go_out_once_the_enrolment_stands_elsewhere(office: Office, sms_centre: Centre) -> None:
    suspended, removed, back = (queued(office, SILENT, n) for n in (1, 2, 3))
    office.do(clerk("shunqing"), suspend, suspended.id, "objection")
    office.do(clerk("shunqing"), remove, removed.id, "paid")
    office.do(clerk("shunqing"), send_back, back.id, "更正")
    with outbox(office, sms_centre) as box:
        while box.send_next():
            pass
        for _ in range(3):
            box.send_next()
    assert [states(office, one) for one in (suspended, removed, back)] == [["cancelled"]] * 3


def test_who_announces_though_nothing_arrived_is_silenced(office: Office, sms_centre: Centre) -> None:
    one = queued(office, SILENT)
    with outbox(office, sms_centre) as box:
        box.send_next()
    office.clock.pass_by(GRACE)
    office.do(clerk("shunqing"), activate, one.id)
    assert registered(office)
    with office.engine.connect() as connection:
        part = connection.execute(sql("SELECT part FROM message_parts")).scalars().first()
    failed = Receipt(str(part), Said.EXPIRED, office.clock.now(), "EXPIRED")
    assert office.do(SYSTEM, record_receipt, failed)
    assert (office.found(one).suspended_for, registered(office)) == ("not-told", {})
    office.do(clerk("shunqing"), resume, one.id)
    with pytest.raises(RuleBroken) as refused:
        office.do(approver("shunqing"), resume, one.id)
    assert refused.value.field == "warning"
    office.do(clerk("shunqing"), record_telling, one.id, Told("告知书", office.clock.now(), "letter"))
    with pytest.raises(TooEarly):
        office.do(approver("shunqing"), resume, one.id)
    office.clock.pass_by(GRACE)
    assert office.do(approver("shunqing"), resume, one.id).state is State.ACTIVE


def test_a_receipt_for_nothing_of_ours_changes_nothing(office: Office) -> None:
    assert not office.do(SYSTEM, record_receipt, Receipt("no-such-id", Said.DELIVERED, office.clock.now(), ""))


def test_one_message_at_a_time_and_none_before_the_approval(office: Office) -> None:
    one = queued(office, SILENT)
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk("shunqing"), send_warning, one.id)
    assert refused.value.field == "message"
    drafted = office.draft("shunqing")
    with pytest.raises(WrongState):
        office.do(clerk("shunqing"), send_warning, drafted.id)


def test_nothing_is_sent_to_a_number_whose_holder_is_no_longer_proven(office: Office) -> None:
    one = office.approved(office.court("shunqing"))
    office.clock.pass_by(timedelta(days=181))
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk("shunqing"), send_warning, one.id)
    assert refused.value.field == "proven_until"


def test_what_told_the_person_before_it_was_sent_back_does_not_count_again(office: Office) -> None:
    slug = office.court("shunqing")
    one = office.approved(slug)
    office.do(clerk(slug), send_back, one.id, "更正")
    office.clock.pass_by(timedelta(hours=1))
    office.do(clerk(slug), submit, one.id)
    office.do(approver(slug), approve, one.id, NO_CONCERNS)
    with pytest.raises(BadInput) as refused:
        office.do(clerk(slug), record_telling, one.id, Told("告知", office.clock.now() - timedelta(minutes=30)))
    assert refused.value.field == "sent_at"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"delivered_at": timedelta(hours=-1)}, "delivered_at"),
        ({"delivered_at": timedelta(hours=1)}, "delivered_at"),
    ],
)
def test_a_telling_that_cannot_be_is_refused_with_its_field(
    office: Office, changes: dict[str, object], field: str
) -> None:
    one = office.approved(office.court("shunqing"))
    now = office.clock.now()
    given = {name: now + value if isinstance(value, timedelta) else value for name, value in changes.items()}
    with pytest.raises(BadInput) as refused:
        office.do(clerk("shunqing"), record_telling, one.id, Told(**{"text": "告知", "sent_at": now, **given}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_court_may_have_words_of_its_own(tmp_path: Path) -> None:
    court = Court("shunqing", "顺庆区人民法院", "Shunqing Court", "0817-12368", 3, "zh-CN", "Asia/Shanghai")
    own = tmp_path / "zh-CN/courts/shunqing.warning.txt"
    own.parent.mkdir(parents=True)
    own.write_text("{court}：自{grace_end}起。{enquiry}", encoding="utf-8")
    from tests.flows.office import START  # noqa: PLC0415

    assert MessageWords(tmp_path)(court, Kind.WARNING, START) == "顺庆区人民法院：自2026年3月2日起。0817-12368"
    in_two = replace(court, languages="bo,zh-CN", names={"bo": "ཁྲིམས་ཁང"})
    assert MessageWords(tmp_path)(in_two, Kind.WARNING, START).startswith("顺庆区人民法院")
    own.write_text("{court}：你欠9元。{grace_end}{enquiry}", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        MessageWords(tmp_path)(court, Kind.WARNING, START)
    assert refused.value.field == "zh-CN/courts/shunqing.warning.txt"


__all__ = ["sms_centre"]
