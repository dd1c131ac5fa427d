"""A court gets another telephone number, or orders its notice in another language."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.court import Court
from ivr.domain.errors import BadInput, NotFound, RuleBroken
from ivr.domain.prompt import Prompt
from ivr.domain.registration import Registration
from ivr.domain.staff import Actor, Role
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.draft_wording import draft_wording
from ivr.flows.hear_wording import hear_wording
from ivr.flows.list_courts import view_court
from ivr.flows.publish_notice import publish_notice
from ivr.flows.set_enquiry import set_enquiry
from ivr.flows.set_languages import set_languages
from tests.flows.office import OPERATOR, Office, approver, clerk

COURT, OTHER = "shunqing", "gaoping"
ADMIN = Actor("f" * 16, Role.COURT_ADMIN, COURT)
OLD, NEW = "0817-12368", "12368"
BO = "ནག་ཆུ་མི་དམངས་ཁྲིམས་ཁང"


def heard(office: Office) -> set[str]:
    with Session(office.engine) as session:
        return {row.notice for row in session.scalars(select(Registration))}


def spoken(enquiry: str, key: str, language: str = "zh-CN") -> Prompt:
    return Prompt(key * 32, language, f"示例区人民法院提醒您。详询{enquiry}。", 9.5, "test", "test")


def test_callers_hear_the_new_number_once_it_is_published_and_the_old_notice_until_then(office: Office) -> None:
    office.court(COURT)
    office.announced(COURT)
    before = heard(office)
    office.do(ADMIN, set_enquiry, COURT, NEW)
    assert heard(office) == before
    office.do(approver(COURT), publish_notice, COURT, spoken(NEW, "a"))
    assert heard(office) == {"a" * 32}


def test_what_was_spoken_with_the_old_number_is_published_no_more(office: Office) -> None:
    """Also where the new one is the end of it."""
    office.court(COURT)
    office.announced(COURT)
    before = heard(office)
    office.do(OPERATOR, set_enquiry, COURT, NEW)
    with pytest.raises(RuleBroken, match=NEW):
        office.do(approver(COURT), publish_notice, COURT, spoken(OLD, "a"))
    assert heard(office) == before


def test_a_notice_that_is_published_while_the_number_changes_waits_and_is_held_to_the_new_one(office: Office) -> None:
    office.court(COURT)
    with ThreadPoolExecutor(1) as pool:
        with office.desk.work(ADMIN) as work:
            set_enquiry(work, COURT, NEW)
            work.session.flush()
            late = pool.submit(office.do, approver(COURT), publish_notice, COURT, spoken(OLD, "a"))
            assert not wait([late], timeout=0.5).done
        with pytest.raises(RuleBroken, match=NEW):
            late.result(timeout=20)


def test_a_draft_with_the_old_number_is_not_brought_into_force(office: Office) -> None:
    office.court(COURT)
    text = "{court}提醒您。详询{enquiry}。"
    wording, proposal = office.do(clerk(COURT), draft_wording, COURT, text, spoken(OLD, "a"), "")
    office.do(approver(COURT), hear_wording, wording.id)
    office.do(OPERATOR, set_enquiry, COURT, NEW)
    with pytest.raises(RuleBroken, match=NEW):
        office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)


def test_a_new_language_is_heard_once_it_is_published_in_the_courts_order(office: Office) -> None:
    office.court(COURT)
    office.announced(COURT)
    (before,) = heard(office)
    assert office.do(ADMIN, set_languages, COURT, "bo,zh-CN", {"bo": BO}).name_in("bo") == BO
    assert heard(office) == {before}
    office.do(approver(COURT), publish_notice, COURT, spoken(OLD, "b", "bo"))
    assert heard(office) == {f"{'b' * 32}&{before}"}


def test_a_language_that_is_left_out_falls_silent_at_once_and_comes_back_only_published_anew(office: Office) -> None:
    office.court(COURT, "zh-CN,en")
    office.announced(COURT)
    (both,) = heard(office)
    office.do(OPERATOR, set_languages, COURT, "en", {})
    assert heard(office) == {both.split("&")[1]}
    office.do(OPERATOR, set_languages, COURT, "zh-CN,en", {})
    assert heard(office) == {both.split("&")[1]}


def test_with_no_published_language_left_nothing_is_heard(office: Office) -> None:
    office.court(COURT)
    office.announced(COURT)
    office.do(ADMIN, set_languages, COURT, "en", {})
    assert heard(office) == {""}


BAD: list[tuple[Callable[..., Court], tuple[object, ...], str]] = [
    (set_enquiry, ("",), "enquiry"),
    (set_enquiry, ("12368\r\nAction: Command",), "enquiry"),
    (set_languages, ("zh-CN,en,bo", {"bo": BO}), "languages"),
    (set_languages, ("", {}), "languages"),
    (set_languages, ("zh-CN,bo", {}), "names"),
    (set_languages, ("zh-CN", {"bo": BO}), "names"),
]


@pytest.mark.parametrize(("change", "given", "field"), BAD)
def test_what_could_not_be_spoken_is_refused_by_its_field_and_changes_nothing(
    office: Office, change: Callable[..., Court], given: tuple[object, ...], field: str
) -> None:
    office.court(COURT)
    office.announced(COURT)
    before = heard(office)
    with pytest.raises(BadInput) as refused:
        office.do(ADMIN, change, COURT, *given)
    court = office.look(ADMIN, view_court, COURT).court
    assert (refused.value.field, court.enquiry, court.languages, heard(office)) == (field, OLD, "zh-CN", before)


def test_another_courts_administrator_finds_no_such_court(office: Office) -> None:
    office.court(COURT)
    other = Actor("e" * 16, Role.COURT_ADMIN, OTHER)
    for change, given in ((set_enquiry, (NEW,)), (set_languages, ("en", {}))):
        with pytest.raises(NotFound):
            office.do(other, change, COURT, *given)
