"""Who holds the number: proven for a time, and in doubt as soon as a carrier says so (safeguards 4 and 5)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, NeverEnrolled, NotFound, NotPermitted, RuleBroken
from ivr.domain.line import LineEvent
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.activate import activate
from ivr.flows.draft import draft
from ivr.flows.expire import expire
from ivr.flows.prove_holder import CarrierAnswer, prove_holder
from ivr.flows.purge import purge
from ivr.flows.report_line import Reported, report_line
from ivr.flows.resume import resume
from ivr.flows.suspend import suspend
from ivr.kit.vault import Vault
from tests.flows.office import Office, account, approver, clerk, id_number, number
from tests.flows.truth import registered

COURT = "shunqing"
CARRIER = Actor("d" * 16, Role.CARRIER, None)
DAY = timedelta(days=1)
PERSON = id_number(1)


@pytest.fixture
def one(office: Office) -> Enrolment:
    return office.announced(office.court(COURT), number=number(1), account=account(1), id_number=PERSON)


def today(office: Office) -> date:
    return office.clock.now().date()


def report(office: Office, event: str = LineEvent.PORTED_OUT, which: str = number(1)) -> str:
    return office.do(CARRIER, report_line, Reported(which, event, office.clock.now()))


def prove(office: Office, one: Enrolment, holder: str = PERSON, **changes: date) -> bool:
    answer = CarrierAnswer(changes.get("on", today(office)), "川移核〔2026〕99号", holder, changes.get("until"))
    return office.do(clerk(COURT), prove_holder, one.id, answer).matched


def test_a_draft_without_a_day_is_proven_for_30_days(office: Office) -> None:
    drafted = office.draft(office.court(COURT), proven_until=None)
    assert drafted.expires_at.date() == today(office) + 31 * DAY, "the midnight after the thirtieth day"
    assert drafted.ends_at > drafted.expires_at


def test_a_new_proof_moves_the_end_of_silence_in_the_registration_too(office: Office, one: Enrolment) -> None:
    before = one.expires_at
    office.clock.pass_by(100 * DAY)
    assert prove(office, one, until=today(office) + 200 * DAY)
    after = office.found(one).expires_at
    assert after > before
    office.clock.pass_by(150 * DAY)
    assert registered(office)
    assert office.do(SYSTEM, expire) == 0


def test_a_new_proof_reaches_no_further_than_the_order(office: Office, one: Enrolment) -> None:
    assert prove(office, one, until=today(office) + 3000 * DAY)
    assert office.found(one).expires_at == one.ends_at


def test_past_its_proof_the_number_is_silent_and_a_new_proof_and_two_people_bring_it_back(
    office: Office, one: Enrolment
) -> None:
    office.clock.pass_by(185 * DAY)
    assert registered(office) == {}, "the value's own end, before any sweep"
    office.do(SYSTEM, expire)
    assert prove(office, one)
    assert (office.found(one).state, registered(office)) == (State.SUSPENDED, {})
    office.do(clerk(COURT), resume, one.id)
    office.do(approver(COURT), resume, one.id)
    assert registered(office)


def test_a_carrier_that_names_another_holder_silences_the_number_at_once(office: Office, one: Enrolment) -> None:
    assert not prove(office, one, holder=id_number(2))
    assert (office.found(one).suspended_for, registered(office)) == ("number-reassigned", {})


def test_an_older_proof_or_one_dated_ahead_changes_nothing(office: Office, one: Enrolment) -> None:
    for day in (today(office) - 9 * DAY, today(office) + DAY):
        with pytest.raises(BadInput) as refused:
            prove(office, one, on=day)
        assert refused.value.field == "proven_on"
    assert office.found(one).expires_at == one.expires_at


@pytest.mark.parametrize(
    ("event", "reason"),
    [("ported-out", "ported-out"), ("closed", "number-closed"), ("holder-changed", "number-reassigned")],
)
def test_a_report_silences_every_courts_notice_on_that_number_and_no_other(
    office: Office, one: Enrolment, event: str, reason: str
) -> None:
    other = office.announced(office.court("gaoping"), number=number(1), account=account(2))
    drafted = office.draft(COURT, number=number(1), account=account(3))
    untouched = office.announced(COURT, number=number(4), account=account(4))
    report(office, event)
    for each in (one, other, drafted):
        assert (office.found(each).state, office.found(each).suspended_for) == (State.SUSPENDED, reason)
    assert set(registered(office)) == {untouched.number}


def test_what_was_suspended_already_takes_the_doubt_too_and_needs_a_later_proof(office: Office, one: Enrolment) -> None:
    office.do(clerk(COURT), suspend, one.id, "settlement-signed")
    office.do(clerk(COURT), resume, one.id)
    report(office)
    assert office.found(one).suspended_for == "settlement-signed+ported-out"
    assert office.found(one).resume_asked_by is None
    office.do(clerk(COURT), resume, one.id)
    with pytest.raises(RuleBroken) as refused:
        office.do(approver(COURT), resume, one.id)
    assert refused.value.field == "proven_until"
    with pytest.raises(RuleBroken) as same_day:
        prove(office, one)
    assert same_day.value.field == "proven_on"
    office.clock.pass_by(DAY)
    assert prove(office, one)
    assert office.do(approver(COURT), resume, one.id).state is State.ACTIVE


def test_nothing_is_drafted_or_activated_on_a_proof_from_before_the_report(office: Office, one: Enrolment) -> None:
    report(office)
    papers = office.papers(number=number(1), account=account(9))
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk(COURT), draft, papers)
    assert refused.value.field == "proven_on"
    office.do(clerk(COURT), resume, one.id)
    with pytest.raises(RuleBroken):
        office.do(approver(COURT), resume, one.id)
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), activate, one.id)


def test_the_answer_to_a_report_says_nothing_and_numbers_that_nobody_named_are_not_kept(
    office: Office, one: Enrolment
) -> None:
    known, unknown = report(office), report(office, which=number(77))
    assert len(known) == len(unknown) == 16
    with office.engine.connect() as connection:
        assert connection.execute(text("SELECT number FROM line_reports")).scalars().all() == [number(1)]


def test_reports_go_when_no_court_holds_a_proof_any_more(office: Office, one: Enrolment) -> None:
    report(office)
    office.do(SYSTEM, purge)
    with office.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM line_reports")).scalar() == 1
        connection.execute(text("UPDATE numbers SET number = '#gone'"))
    office.do(SYSTEM, purge)
    with office.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM line_reports")).scalar() == 0


def test_only_a_carrier_reports_and_only_what_can_be(office: Office, one: Enrolment) -> None:
    told = Reported(number(1), LineEvent.CLOSED, office.clock.now())
    with pytest.raises(NotPermitted):
        office.do(clerk(COURT), report_line, told)
    for wrong, field in (
        (Reported("110", LineEvent.CLOSED, office.clock.now()), "number"),
        (Reported(number(1), "eaten", office.clock.now()), "event"),
        (Reported(number(1), LineEvent.CLOSED, office.clock.now() + DAY), "at"),
    ):
        with pytest.raises((BadInput, NeverEnrolled)) as refused:
            office.do(CARRIER, report_line, wrong)
        assert refused.value.field == field
    assert office.found(one).state is State.ACTIVE


def test_another_court_proves_nothing_here(office: Office, one: Enrolment) -> None:
    office.court("gaoping")
    with pytest.raises(NotFound):
        office.do(clerk("gaoping"), prove_holder, one.id, CarrierAnswer(today(office), "x", PERSON))


def test_the_person_is_found_by_id_number_only(office: Office, one: Enrolment) -> None:
    assert Vault(b"k" * 32).index(PERSON, "id_number") == office.vault.index(PERSON, "id_number")
    assert not prove(office, one, holder=id_number(1, "19900308"))
