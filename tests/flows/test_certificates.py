"""The certificate that a notice is over: when it is issued, what it says, and what its code tells anybody."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from ivr.domain.certificate import code, read_code
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import NotFound, NotPermitted, RuleBroken, TooManyTries, UnknownCode
from ivr.domain.patience import OF_GUESSES
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.check_certificate import check_certificate
from ivr.flows.erase import erase_all
from ivr.flows.issue_certificate import issue_certificate
from ivr.flows.prove_silence import prove_silences
from tests.flows.office import Office, account, clerk, id_number, number

COURT, HERE = "shunqing", "192.0.2.7"
CASE = {"case_number": "（2025）川1302执77号", "id_number": id_number(500), "account": account(1)}


@pytest.fixture
def over(office: Office) -> Enrolment:
    """Paid, and every node proven silent."""
    one = office.announced(office.court(COURT), number=number(1), **CASE)
    office.pay(account=account(1))
    prove_silences(office.desk)
    return office.found(one)


def issued(office: Office, one: Enrolment) -> str:
    return office.do(clerk(COURT), issue_certificate, one.id).code


def test_it_is_issued_only_when_the_removal_is_final(office: Office) -> None:
    one = office.announced(office.court(COURT), account=account(1))
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), issue_certificate, one.id)
    office.pay(account=account(1))
    with pytest.raises(RuleBroken) as early:
        office.do(clerk(COURT), issue_certificate, one.id)
    assert early.value.field == "state"
    prove_silences(office.desk)
    assert office.do(clerk(COURT), issue_certificate, one.id).ended_for == "paid"


def test_it_says_what_it_must_and_nothing_of_the_person_or_the_money(office: Office, over: Enrolment) -> None:
    said = office.do(clerk(COURT), issue_certificate, over.id)
    assert (said.case_number, said.number, said.ended_on) == (CASE["case_number"], "+86154****0001", date(2026, 3, 5))
    whole = str(asdict(said))
    for kept_back in ("张三", CASE["id_number"], over.number, "100.00", CASE["account"]):
        assert kept_back not in whole


def test_the_same_code_each_time_and_another_for_another_enrolment(office: Office, over: Enrolment) -> None:
    other = office.announced(COURT, number=number(2), account=account(2))
    office.pay(account=account(2))
    prove_silences(office.desk)
    codes = [issued(office, one) for one in (over, over, other)]
    assert codes[0] == codes[1] != codes[2]


def test_the_store_and_the_trail_do_not_know_the_code(office: Office, over: Enrolment) -> None:
    written = issued(office, over)
    with office.engine.connect() as connection:
        for table in ("certificates", "audit"):
            rows = str(connection.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608
            assert written not in rows
            assert written.replace("-", "") not in rows
        told = connection.execute(text("SELECT count(*) FROM audit WHERE action = 'issue_certificate'")).scalar()
    assert told == 1


def test_the_code_tells_anybody_the_court_the_case_and_the_day(office: Office, over: Enrolment) -> None:
    typed = issued(office, over).lower().replace("-", " ")
    told = check_certificate(office.desk, typed, HERE)
    assert asdict(told) == {
        "court": "示例区人民法院",
        "court_en": "Sample District Court",
        "case_number": CASE["case_number"],
        "ended_on": date(2026, 3, 5),
        "holds": True,
    }


def test_it_no_longer_holds_once_a_later_order_announces_the_same_debt_again(office: Office, over: Enrolment) -> None:
    written = issued(office, over)
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE obligations SET discharged_at = NULL"))  # as a court that reopens the case
    office.announced(COURT, number=number(1), **CASE, signed_on=office.clock.now().date())
    assert check_certificate(office.desk, written, HERE).holds is False


def test_it_can_be_checked_after_the_erasure_and_not_issued_any_more(office: Office, over: Enrolment) -> None:
    written = issued(office, over)
    office.clock.pass_by(timedelta(days=400))
    erase_all(office.desk, SYSTEM)
    assert check_certificate(office.desk, written, HERE).holds
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk(COURT), issue_certificate, over.id)
    assert refused.value.field == "number"


def test_another_courts_people_an_auditor_and_an_operator_get_none(office: Office, over: Enrolment) -> None:
    office.court("gaoping")
    with pytest.raises(NotFound):
        office.do(clerk("gaoping"), issue_certificate, over.id)
    for actor in (Actor("d" * 16, Role.AUDITOR, COURT), Actor("0" * 16, Role.OPERATOR, None)):
        with pytest.raises(NotPermitted):
            office.do(actor, issue_certificate, over.id)


def test_wrong_codes_are_answered_alike_whatever_is_wrong_with_them(office: Office, over: Enrolment) -> None:
    issued(office, over)
    nobodys = code("f" * 32)
    assert read_code(nobodys)
    texts = set()
    for wrong in (nobodys, nobodys[:-1] + "0", "", "x" * 1000, "'; DROP TABLE", "\x00"):
        with pytest.raises(UnknownCode) as refused:
            check_certificate(office.desk, wrong, HERE)
        texts.add((refused.value.text("en"), refused.value.field))
    assert len(texts) == 1


def test_who_guesses_is_slowed_down_and_others_are_not(office: Office, over: Enrolment) -> None:
    written = issued(office, over)
    for _ in range(OF_GUESSES.free):
        check_certificate(office.desk, written, HERE)
        with pytest.raises(UnknownCode):
            check_certificate(office.desk, "nonsense", HERE)
    with pytest.raises(TooManyTries):
        check_certificate(office.desk, written, HERE)
    assert check_certificate(office.desk, written, "192.0.2.8").holds
    office.clock.pass_by(timedelta(seconds=31))
    assert check_certificate(office.desk, written, HERE).holds
