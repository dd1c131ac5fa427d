"""A court's own wording: drafted, heard, accepted by another person, and then heard by every caller in one step."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken, SamePerson
from ivr.domain.prompt import Prompt
from ivr.domain.proposal import Proposal
from ivr.domain.registration import Registration
from ivr.domain.staff import SYSTEM
from ivr.domain.wording import WordingVersion
from ivr.flows.decide_proposal import accept_proposal, refuse_proposal
from ivr.flows.draft_wording import draft_wording
from ivr.flows.hear_wording import hear_wording
from ivr.flows.list_proposals import read_proposal
from ivr.flows.list_wordings import every_wording_in_force, list_wordings, view_wording, wordings_in_force
from ivr.flows.named_prompts import named_prompts
from ivr.flows.propose import propose
from ivr.flows.publish_notice import publish_notice
from tests.flows.office import BANK, OPERATOR, Office, approver, clerk

COURT, NEW, OLD = "shunqing", "{court}提醒您。详询{enquiry}。", "{court}告知您。详询{enquiry}。"


@pytest.fixture
def numbers(office: Office) -> list[str]:
    """Three numbers that announce."""
    office.court(COURT)
    return [office.announced(COURT).number for _ in range(3)]


def drafted(office: Office, key: str = "a" * 32, language: str = "zh-CN") -> tuple[WordingVersion, Proposal]:
    prompt = Prompt(
        key, language, "顺庆区人民法院提醒您。详询0817-12368。", 9.6, "kokoro", "zm_yunjian(6)+zf_xiaobei(4)"
    )
    return office.do(clerk(COURT), draft_wording, COURT, NEW, prompt, OLD)


def heard_by_callers(office: Office) -> Iterator[tuple[str, int]]:
    with Session(office.engine) as session:
        yield from ((row.notice, row.seq) for row in session.scalars(select(Registration)))


def test_callers_hear_it_once_another_person_has_listened_and_accepted(office: Office, numbers: list[str]) -> None:
    before = set(heard_by_callers(office))
    wording, proposal = drafted(office)
    assert set(heard_by_callers(office)) == before
    with pytest.raises(RuleBroken, match="listen"):
        office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)
    assert office.do(approver(COURT), hear_wording, wording.id).prompt == "a" * 32
    office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)
    after = set(heard_by_callers(office))
    assert {notice for notice, _ in after} == {"a" * 32}
    assert len({seq for _, seq in after} - {seq for _, seq in before}) == len(numbers)
    assert office.look(clerk(COURT), wordings_in_force, COURT)["zh-CN"].text == NEW
    every = office.look(SYSTEM, every_wording_in_force)
    assert {court: {one.text for one in own.values()} for court, own in every.items()} == {COURT: {NEW}}
    assert office.look(clerk(COURT), view_wording, wording.id).in_force_since == office.clock.now()


def test_that_somebody_else_listened_is_not_enough(office: Office, numbers: list[str]) -> None:
    wording, proposal = drafted(office)
    office.do(clerk(COURT), hear_wording, wording.id)
    with pytest.raises(RuleBroken, match="listen"):
        office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)
    assert office.look(clerk(COURT), wordings_in_force, COURT) == {}


def test_whoever_drafted_it_does_not_accept_it(office: Office, numbers: list[str]) -> None:
    prompt = Prompt("b" * 32, "zh-CN", "顺庆。详询0817-12368。", 9.6, "kokoro", "zm_yunjian(6)+zf_xiaobei(4)")
    wording, proposal = office.do(approver(COURT), draft_wording, COURT, NEW, prompt, OLD)
    office.do(approver(COURT), hear_wording, wording.id)
    with pytest.raises(SamePerson):
        office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)


def test_of_two_drafts_the_second_is_decided_anew_once_the_first_is_in_force(
    office: Office, numbers: list[str]
) -> None:
    one, other = drafted(office, "a" * 32), drafted(office, "b" * 32)
    for wording, _ in (one, other):
        office.do(approver(COURT), hear_wording, wording.id)
    office.do(approver(COURT), accept_proposal, one[1].id, one[1].digest)
    with pytest.raises(RuleBroken, match="changed"):
        office.do(approver(COURT), accept_proposal, other[1].id, other[1].digest)
    office.do(approver(COURT), refuse_proposal, other[1].id, "已有新文本")
    again = office.do(clerk(COURT), propose, "wording", other[0].id, {})
    office.do(approver(COURT), accept_proposal, again.id, again.digest)
    assert {notice for notice, _ in heard_by_callers(office)} == {"b" * 32}


def test_what_is_decided_is_the_draft_whatever_was_written_beside_it(office: Office, numbers: list[str]) -> None:
    wording, proposal = drafted(office)
    office.do(approver(COURT), refuse_proposal, proposal.id, "请改")
    again = office.do(clerk(COURT), propose, "wording", wording.id, {"after": "{court}骂您。"})
    shown = office.do(approver(COURT), read_proposal, again.id, "复核").content
    assert shown == {"language": "zh-CN", "before": OLD, "after": NEW, "seconds": 9.6}
    with pytest.raises(BadInput, match="content"):
        office.do(clerk(COURT), propose, "wording", wording.id, {"name": "张三"})


def test_a_draft_is_for_a_language_of_the_court_and_for_its_own_people(office: Office, numbers: list[str]) -> None:
    office.court("gaoping")
    with pytest.raises(BadInput, match="language"):
        drafted(office, language="en")
    wording, _ = drafted(office)
    for look in (view_wording, hear_wording):
        with pytest.raises(NotFound):
            office.do(clerk("gaoping"), look, wording.id)
    with pytest.raises(NotFound):
        office.look(clerk("gaoping"), list_wordings, COURT)
    prompt = Prompt("c" * 32, "zh-CN", "顺庆。详询0817-12368。", 9.6, "kokoro", "zm_yunjian(6)+zf_xiaobei(4)")
    with pytest.raises(NotFound):
        office.do(clerk("gaoping"), draft_wording, COURT, NEW, prompt, OLD)
    for nobody in (OPERATOR, BANK):
        with pytest.raises(NotPermitted):
            office.do(nobody, draft_wording, COURT, NEW, prompt, OLD)


def test_the_sound_of_a_draft_is_never_collected(office: Office, numbers: list[str]) -> None:
    drafted(office, "d" * 32)
    assert "d" * 32 in office.look(OPERATOR, named_prompts)


def test_publishing_anew_keeps_to_the_languages_of_the_court(office: Office) -> None:
    office.court(COURT)
    with pytest.raises(BadInput, match="language"):
        office.do(OPERATOR, publish_notice, COURT, Prompt("e" * 32, "en", "x", 1.0, "t", "t"))
