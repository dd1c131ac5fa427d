"""Invariant I5: a court does not learn that another court's case exists."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ivr.domain.court import Court, Notice
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import NotFound, NotPermitted
from ivr.domain.order import HolderProof, Order, Person
from ivr.domain.payment import Obligation, Payment
from ivr.domain.staff import PERMITTED, Actor
from ivr.flows.activate import activate
from ivr.flows.approve import approve
from ivr.flows.desk import Work
from ivr.flows.list_courts import list_courts, view_court
from ivr.flows.list_enrolments import Wanted, list_enrolments
from ivr.flows.list_evidence import list_evidence
from ivr.flows.list_payments import list_payments_in_review
from ivr.flows.own_telling import Told
from ivr.flows.publish_notice import publish_notice
from ivr.flows.record_ended import record_ended
from ivr.flows.removal import removal
from ivr.flows.remove import remove
from ivr.flows.resume import resume
from ivr.flows.reveal import reveal
from ivr.flows.suspend import suspend
from ivr.flows.verify_audit import verify_audit
from ivr.flows.view_enrolment import view_enrolment
from ivr.flows.warn import warn
from ivr.store.find import Scope
from ivr.store.mapping import KEPT
from tests.flows.office import BANK, OPERATOR, START, Office, account, approver, clerk, number

OTHER = "gaoping"
OF_ONE_ENROLMENT: list[Callable[[Work, str], object]] = [
    approve,
    lambda work, key: warn(work, key, "告知", START),
    lambda work, key: record_ended(work, key, Told("告知", START)),
    activate,
    lambda work, key: suspend(work, key, "objection"),
    resume,
    lambda work, key: remove(work, key, "paid"),
    lambda work, key: reveal(work, key, "查证"),
    removal,
    view_enrolment,
    list_evidence,
]


@pytest.fixture
def theirs(office: Office) -> Enrolment:
    """An enrolment of another court; ours exists and has none."""
    office.court("shunqing")
    return office.announced(office.court(OTHER), number=number(1), account=account(1))


@pytest.mark.parametrize("verb", range(len(OF_ONE_ENROLMENT)))
@pytest.mark.parametrize("who", [clerk, approver])
def test_another_courts_enrolment_is_not_found_by_any_verb(
    office: Office, theirs: Enrolment, verb: int, who: Callable[[str], Actor]
) -> None:
    role = who("shunqing").role
    with pytest.raises((NotFound, NotPermitted)) as refused:
        office.do(who("shunqing"), OF_ONE_ENROLMENT[verb], theirs.id)
    if isinstance(refused.value, NotPermitted):
        assert any(role not in roles for roles in PERMITTED.values())
        return
    with pytest.raises(NotFound) as unknown:
        office.do(who("shunqing"), OF_ONE_ENROLMENT[verb], "f" * 16)
    assert refused.value.text().replace(theirs.id, "") == unknown.value.text().replace("f" * 16, "")


def test_every_kept_kind_of_row_is_out_of_reach_by_id(office: Office, theirs: Enrolment) -> None:
    office.pay(account=account(1), amount=office.papers().owed / 2)
    with Session(office.engine) as session:
        everything, ours = Scope(session, None), Scope(session, "shunqing")
        kinds: tuple[type[Any], ...] = (Court, Notice, Person, Order, HolderProof, Obligation, Enrolment, Payment)
        for kind in kinds:
            foreign = [row for row in everything.all(kind) if getattr(row, "court_id", row.id) == OTHER]
            assert foreign, kind
            assert ours.all(kind) == [row for row in everything.all(kind) if row not in foreign]
            for row in foreign:
                for look in (ours.one, ours.locked):
                    with pytest.raises(NotFound):
                        look(kind, row.id)
                    with pytest.raises(NotFound):
                        look(kind, "f" * 16)
            assert ours.first(kind, KEPT[kind].c.id == foreign[0].id) is None


def test_lists_hold_only_the_own_court(office: Office, theirs: Enrolment) -> None:
    office.pay(account=account(1), currency="USD")
    ours = clerk("shunqing")
    assert office.look(ours, list_enrolments, Wanted()).items == []
    assert office.do(ours, list_enrolments, Wanted(number=number(1))).items == []
    assert office.look(ours, list_payments_in_review) == []
    assert [one.court.id for one in office.look(ours, list_courts)] == ["shunqing"]
    assert [chain.name for chain in office.look(ours, verify_audit)] == ["shunqing"]
    with pytest.raises(NotFound):
        office.look(ours, view_court, OTHER)


def test_a_notice_is_published_only_by_its_own_court(office: Office, theirs: Enrolment) -> None:
    from ivr.domain.prompt import Prompt  # noqa: PLC0415

    with pytest.raises(NotFound):
        office.do(approver("shunqing"), publish_notice, OTHER, Prompt("a" * 32, "zh-CN", "x", 1.0, "e", "v"))


def test_a_bank_and_an_operator_read_no_case(office: Office, theirs: Enrolment) -> None:
    for actor, verb in ((BANK, view_enrolment), (BANK, list_enrolments), (BANK, removal)):
        given: Any = Wanted() if verb is list_enrolments else theirs.id
        with pytest.raises(NotPermitted):
            office.look(actor, verb, given)
    for actor in (BANK, OPERATOR):
        with pytest.raises(NotPermitted):
            office.do(actor, reveal, theirs.id, "查证")


def test_two_courts_keep_one_person_and_one_number_apart(office: Office, theirs: Enrolment) -> None:
    """The same person is two rows, sealed apart; ending one court's notice leaves the other's."""
    same = office.papers().id_number
    first = office.announced("shunqing", number=number(1), id_number=same)
    second = office.announced(OTHER, number=number(2), id_number=same)
    office.clock.pass_by(timedelta(hours=1))
    assert first.person_id != second.person_id
    office.do(clerk("shunqing"), remove, first.id, "paid")
    assert office.look(clerk(OTHER), view_enrolment, theirs.id).enrolment.state == "active"
