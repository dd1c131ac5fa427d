"""The debtor of Songyang and a person of the same name: what must never happen, and how it ends if it does.

People of the same name have been taken for one another: one had an account frozen for eleven months, another court paid
state compensation for a wrong entry. So a name proves nothing here; an objection is heard at once, by silence; and what
was wrong is recorded as wrong.
"""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ivr.domain.enrolment import State
from ivr.domain.errors import NeverEnrolled, WrongState
from ivr.domain.number import masked
from ivr.domain.registration import node_key
from ivr.flows.clear_listing import clear_listing
from ivr.flows.decide_objection import decide_objection
from ivr.flows.draft import draft
from ivr.flows.import_enrolments import Choice, import_enrolments
from ivr.flows.list_due import list_due
from ivr.flows.list_enrolments import Wanted, list_enrolments
from ivr.flows.object import object_to
from ivr.flows.resume import resume
from ivr.flows.verify_audit import verify_audit
from ivr.store.registrations import since
from tests.flows.test_batches import as_csv
from tests.integration.test_following import Gateway, final
from tests.servers.court import id_number, number, papers
from tests.servers.poll import eventually, until

pytestmark = pytest.mark.alone

DEBTOR, NAMESAKE = 41, 42
"""Two people; both are called 张示例."""


def today(gateway: Gateway) -> date:
    """The court's own calendar day."""
    return gateway.desk.clock.now().astimezone(ZoneInfo("Asia/Shanghai")).date()


def everything(gateway: Gateway) -> tuple[int, int]:
    """How many enrolments there are, and registrations."""
    with gateway.desk.read(gateway.court.clerk) as work:
        return len(list_enrolments(work, Wanted()).items), len(since(work.session, 0))


def test_the_number_of_somebody_of_the_same_name_cannot_be_enrolled(gateway: Gateway) -> None:
    """The clerk found the number by the debtor's name. The carrier's answer has the namesake's ID number."""
    wrong = papers(DEBTOR, today(gateway), number=number(NAMESAKE), holder_id_number=id_number(NAMESAKE))
    with pytest.raises(NeverEnrolled) as refused, gateway.desk.work(gateway.court.clerk) as work:
        draft(work, wrong)
    assert refused.value.field == "holder_id_number"
    report = import_enrolments(gateway.desk, gateway.court.clerk, as_csv([wrong]), Choice(keep_good=True))
    assert [(row.line, row.field, row.code) for row in report.bad] == [(2, "holder_id_number", "never-enrolled")]
    assert everything(gateway) == (0, 0)


def test_who_was_listed_by_mistake_objects_and_is_silent_at_once_and_corrected_in_the_end(gateway: Gateway) -> None:
    """The listing itself was wrong: the court's file had the namesake's ID number from the start."""
    court, desk = gateway.court, gateway.desk
    with gateway.followed(), gateway.node.connect() as asterisk:
        one = court.active(NAMESAKE)
        assert eventually(lambda: gateway.node.call(one.number).progress_at is not None), masked(one.number)

        with desk.work(court.clerk) as work:
            objection = object_to(work, one.id, "我与被执行人同名同姓，身份证号不同。", today(gateway))
        key = node_key(one.number)
        took = until(lambda: dict(asterisk.read([key]))[key] is None, 1.0)
        assert took < 1.0
        assert gateway.node.call(one.number).progress_at is None

        with desk.work(court.approver) as work:
            decide_objection(work, objection.id, True, today(gateway), "wrong-person")
        with desk.read(court.clerk) as work:
            (due,) = [task for task in list_due(work) if task.task.enrolment_id == one.id]
            (ended,) = list_enrolments(work, Wanted(state=State.CORRECTED)).items
        assert (ended.id, ended.ended_for, due.task.duty, due.late) == (one.id, "wrong-person", "clear-listing", False)
        assert eventually(lambda: final(gateway, one.id)), "every node has proven the silence"

        for who in (court.clerk, court.approver):
            with pytest.raises(WrongState), desk.work(who) as work:
                resume(work, one.id)
        assert gateway.node.call(one.number).progress_at is None
        told(gateway, one.id)


def told(gateway: Gateway, enrolment_id: str) -> None:
    """The court clears the listing; nothing is due any more, and the trail says all of it and verifies."""
    with gateway.desk.work(gateway.court.clerk) as work:
        clear_listing(work, enrolment_id, today(gateway))
    with gateway.desk.read(gateway.court.clerk) as work:
        assert [task for task in list_due(work) if task.task.enrolment_id == enrolment_id] == []
        assert all(chain.broken_at is None for chain in verify_audit(work))
