"""The person is told that the notice is over: once, when every node is proven silent, and not before."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from ivr.domain.court import Court
from ivr.domain.duty import Duty
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.line import LineEvent
from ivr.domain.message import Purpose
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.domain.words import Kind
from ivr.flows.correct import correct
from ivr.flows.erase import erase_all
from ivr.flows.expire import expire
from ivr.flows.list_due import SENT_WITHIN, list_due
from ivr.flows.list_messages import MessageView, list_messages
from ivr.flows.own_telling import Told
from ivr.flows.prove_silence import prove_silences
from ivr.flows.record_ended import record_ended
from ivr.flows.removal import removal
from ivr.flows.remove import remove
from ivr.flows.report_line import Reported, report_line
from ivr.flows.restore import restore
from ivr.flows.send_warning import send_warning
from ivr.flows.suspend import suspend
from ivr.flows.withdraw import withdraw
from ivr.store import nodes
from tests.flows.office import START, Office, account, approver, clerk
from tests.flows.post import DELIVERED, FAILED, NUMBER, SILENT, WORDS, outbox, receipts, sms_centre
from tests.servers.smpp import Centre

COURT = "shunqing"
CARRIER = Actor("d" * 16, Role.CARRIER, None)
LEASE = timedelta(seconds=20)


@pytest.fixture
def court(office: Office) -> str:
    return office.court(COURT)


def ends_told(office: Office, one: Enrolment) -> list[MessageView]:
    found = office.look(clerk(COURT), list_messages, one.id)
    return [view for view in found if view.message.purpose is Purpose.ENDED]


def due(office: Office) -> list[str | None]:
    """The enrolments whose end somebody must still tell."""
    return [one.task.enrolment_id for one in office.look(clerk(COURT), list_due) if one.task.duty is Duty.TELL_ENDED]


def leased(office: Office) -> None:
    with Session(office.engine) as session, session.begin():
        nodes.take(session, "node-1", "follower", office.clock.now(), LEASE)
        nodes.leased(session, "node-1", office.clock.now() + LEASE)


def paid(office: Office, ending: str = SILENT) -> Enrolment:
    one = office.announced(COURT, number=NUMBER.format(1, ending), account=account(1))
    office.pay(account=account(1))
    return one


def test_the_person_is_told_once_every_node_is_proven_silent_and_not_before(
    office: Office, court: str, sms_centre: Centre
) -> None:
    one = office.announced(court, number=NUMBER.format(1, DELIVERED), account=account(1))
    leased(office)
    office.pay(account=account(1))
    with outbox(office, sms_centre) as box:
        assert (prove_silences(office.desk), ends_told(office, one), box.send_next()) == (0, [], False)
        office.clock.pass_by(LEASE + timedelta(seconds=1))
        assert (prove_silences(office.desk), prove_silences(office.desk)) == (1, 0)
        assert (box.send_next(), box.send_next()) == (True, False)
        receipts(box)
    (view,) = ends_told(office, one)
    assert (view.message.state, view.message.tries, due(office)) == ("delivered", 1, [])
    assert view.text is not None
    assert "示例区人民法院告知" in view.text
    assert "已于2026年3月5日终止" in view.text
    assert view.text not in str(view.message.text)
    assert office.found(one).grace_ends_at == one.grace_ends_at, "it is no warning"


def test_a_proof_holds_for_good_whatever_nodes_come_later(office: Office, court: str) -> None:
    leased(office)
    one = paid(office)
    office.clock.pass_by(LEASE + timedelta(seconds=1))
    prove_silences(office.desk)
    proven = office.look(clerk(COURT), removal, one.id)
    assert [node.proof for node in proven.nodes] == ["lease-over"]
    office.clock.pass_by(timedelta(hours=1))
    leased(office)
    assert office.look(clerk(COURT), removal, one.id) == proven


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda office, one: office.do(approver(COURT), correct, one.id, "wrong-person"), "登记有误，已于"),
        (lambda office, one: office.do(clerk(COURT), remove, one.id, "settlement-performed"), "终止，他人拨打"),
    ],
)
def test_other_ends_are_told_in_their_own_words(
    office: Office, court: str, sms_centre: Centre, end: object, words: str
) -> None:
    one = office.announced(court, number=NUMBER.format(1, SILENT))
    end(office, one)  # type: ignore[operator]
    prove_silences(office.desk)
    with outbox(office, sms_centre) as box:
        assert box.send_next()
    (view,) = ends_told(office, one)
    assert words in str(view.text)


def test_a_term_that_ran_out_is_told_too(office: Office, court: str) -> None:
    days = {"order_ends_on": office.clock.now().date() + timedelta(days=30)}
    one = office.announced(court, **days)
    office.clock.pass_by(timedelta(days=40))
    office.do(SYSTEM, expire)
    prove_silences(office.desk)
    assert [view.message.state for view in ends_told(office, one)] == ["queued"]


def test_whoever_was_warned_is_told_that_it_will_not_be_played(office: Office, court: str, sms_centre: Centre) -> None:
    one = office.warned(court, number=NUMBER.format(1, SILENT), account=account(1))
    office.pay(account=account(1))
    prove_silences(office.desk)
    with outbox(office, sms_centre) as box:
        assert box.send_next()
    (view,) = ends_told(office, one)
    assert "取消，不会播放" in str(view.text)


def test_whoever_knew_nothing_of_it_is_not_told_and_nor_is_a_dead_persons_family(office: Office, court: str) -> None:
    unknown, dead = office.approved(court, account=account(1)), office.announced(court)
    office.pay(account=account(1))
    office.do(clerk(COURT), remove, dead.id, "died")
    assert prove_silences(office.desk) == 2
    assert (ends_told(office, unknown), ends_told(office, dead), due(office)) == ([], [], [])


def test_a_warning_that_did_not_arrive_told_nobody(office: Office, court: str, sms_centre: Centre) -> None:
    one = office.approved(court, number=NUMBER.format(1, FAILED), account=account(1))
    office.do(clerk(COURT), send_warning, one.id)
    with outbox(office, sms_centre) as box:
        box.send_next()
        receipts(box)
    office.pay(account=account(1))
    prove_silences(office.desk)
    assert ends_told(office, one) == []


@pytest.mark.parametrize("ended_for", ["number-changed-hands", "paid"])
def test_what_a_stranger_might_read_is_not_sent_but_due_as_a_letter(office: Office, court: str, ended_for: str) -> None:
    one = office.announced(court)
    if ended_for == "paid":
        office.do(clerk(COURT), suspend, one.id, "holder-in-doubt")
    office.do(clerk(COURT), remove, one.id, ended_for)
    prove_silences(office.desk)
    (view,) = ends_told(office, one)
    assert (view.message.state, view.message.error, due(office)) == ("failed", "holder-in-doubt", [one.id])


def test_a_number_that_its_carrier_reported_needs_a_letter(office: Office, court: str) -> None:
    one = office.announced(court)
    office.do(CARRIER, report_line, Reported(one.number, LineEvent.HOLDER_CHANGED, office.clock.now()))
    office.do(clerk(COURT), remove, one.id, "paid")
    prove_silences(office.desk)
    assert due(office) == [one.id]


def test_with_no_centre_it_is_due_after_an_hour_and_the_clerks_letter_is_enough(office: Office, court: str) -> None:
    one = paid(office)
    prove_silences(office.desk)
    assert due(office) == []
    office.clock.pass_by(SENT_WITHIN)
    assert due(office) == [one.id]
    letter = Told("告知书", office.clock.now(), "letter")
    assert office.do(clerk(COURT), record_ended, one.id, letter).state == "sent"
    assert due(office) == []
    assert [view.message.state for view in ends_told(office, one)] == ["cancelled", "sent"]


def test_a_letter_is_recorded_after_the_proof_and_dated_after_the_end(office: Office, court: str) -> None:
    one = paid(office)
    with pytest.raises(RuleBroken) as early:
        office.do(clerk(COURT), record_ended, one.id, Told("告知书", office.clock.now()))
    prove_silences(office.desk)
    with pytest.raises(BadInput) as before:
        office.do(clerk(COURT), record_ended, one.id, Told("告知书", office.clock.now() - timedelta(minutes=1)))
    assert (early.value.field, before.value.field) == ("state", "sent_at")
    assert [view.message.state for view in ends_told(office, one)] == ["queued"], "nothing of it was kept"


def test_after_the_erasure_nothing_goes_out_any_more(office: Office, court: str, sms_centre: Centre) -> None:
    one = paid(office)
    prove_silences(office.desk)
    office.clock.pass_by(timedelta(days=400))
    erase_all(office.desk, SYSTEM)
    with outbox(office, sms_centre) as box:
        assert not box.send_next()
    assert ([view.message.state for view in ends_told(office, one)], due(office)) == (["cancelled"], [])


def test_a_draft_that_was_withdrawn_has_nothing_to_prove_and_can_be_restored(office: Office, court: str) -> None:
    one = office.draft(court)
    office.do(clerk(COURT), withdraw, one.id)
    assert prove_silences(office.desk) == 0
    office.do(clerk(COURT), restore, one.id)
    assert office.found(one).silent_at is None


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("kind", ["warning", "ended", "called-off", "corrected"])
def test_the_words_of_each_kind_are_there_in_both_languages(language: str, kind: str) -> None:
    court = Court("gaoping", "高坪区人民法院", "Gaoping District Court", "0817-12368", 3, language, "Asia/Shanghai")
    told = WORDS(court, Kind(kind), START)
    assert (court.name if language == "zh-CN" else court.name_en) in told
    assert ("2026年3月2日" if language == "zh-CN" else "2 March 2026") in told
    assert "0817-12368" in told


__all__ = ["sms_centre"]
