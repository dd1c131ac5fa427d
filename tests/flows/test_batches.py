"""Many at once: imported, looked at with their differences, submitted, approved all or in part, told, taken back."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from ivr.domain.batch import Novelty
from ivr.domain.concerns import NO_CONCERNS, Answer, Concern
from ivr.domain.enrolment import State
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.papers import Papers
from ivr.flows.batch import (
    Decision,
    Outcome,
    approve_batch,
    list_batches,
    review_batch,
    submit_batch,
    warn_batch,
    withdraw_batch,
)
from ivr.flows.import_enrolments import Choice, ImportReport, import_enrolments
from ivr.flows.list_messages import list_messages
from ivr.flows.restore import restore
from tests.flows.office import Office, account, approver, clerk, number

COURT = "shunqing"


def as_csv(rows: Sequence[Papers]) -> bytes:
    texts = [{name: "" if value is None else str(value) for name, value in vars(row).items()} for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(texts[0]))
    writer.writeheader()
    writer.writerows(texts)
    return out.getvalue().encode()


def imported(office: Office, rows: Sequence[Papers], choice: Choice | None = None) -> ImportReport:
    return import_enrolments(office.desk, clerk(COURT), as_csv(rows), choice or Choice())


def papers(office: Office, n: int, **changes: Any) -> Papers:
    return office.papers(number=number(n), account=account(n), **changes)


@pytest.fixture
def batch(office: Office) -> str:
    """Five drafts."""
    office.court(COURT)
    report = imported(office, [papers(office, n) for n in range(1, 6)])
    assert report.batch is not None
    return report.batch


def states(office: Office, batch: str) -> list[State]:
    return [item.enrolment.state for item in office.look(clerk(COURT), review_batch, batch).items]


def submitted(office: Office, batch: str) -> str:
    """The digest that the approver sees."""
    submit_batch(office.desk, clerk(COURT), batch)
    return office.look(approver(COURT), review_batch, batch).digest


def approved(office: Office, batch: str, **given: Any) -> Outcome:
    decision = Decision(**{"digest": submitted(office, batch), "answers": NO_CONCERNS, **given})
    return approve_batch(office.desk, approver(COURT), batch, decision)


def test_a_whole_file_is_submitted_approved_and_told_in_one_step_each(office: Office, batch: str) -> None:
    assert len(submit_batch(office.desk, clerk(COURT), batch).done) == 5
    outcome = approved(office, batch)
    assert (len(outcome.done), outcome.refused) == (5, [])
    assert set(states(office, batch)) == {State.APPROVED}
    assert len(warn_batch(office.desk, clerk(COURT), batch).done) == 5
    assert len(warn_batch(office.desk, clerk(COURT), batch).refused) == 5, "one message at a time"
    assert [one.message.state for one in office.look(clerk(COURT), list_messages, outcome.done[0])] == ["queued"]


def test_the_approver_sees_what_is_new_what_is_known_and_what_has_changed(office: Office) -> None:
    office.court(COURT)
    person = {"id_number": office.papers().id_number, "case_number": "（2025）川1302执77号", "account": account(1)}
    office.announced(COURT, number=number(1), **person)
    again = office.papers(number=number(2), **person)
    other_case = papers(office, 3, id_number=person["id_number"])
    office.announced(COURT, number=number(4), account=account(44))
    stranger = papers(office, 4)
    report = imported(office, [again, other_case, stranger])
    review = office.look(approver(COURT), review_batch, report.batch)
    seen = {item.enrolment.number: item for item in review.items}
    assert seen[number(2)].novelty == Novelty.CHANGED
    assert [(one.field, one.before, one.after) for one in seen[number(2)].differences] == [
        ("number", number(1), number(2)),
        ("ends_on", str(again.order_ends_on - timedelta(days=3)), str(again.order_ends_on)),
    ]
    assert (seen[number(3)].novelty, seen[number(3)].differences) == (Novelty.KNOWN, [])
    assert (seen[number(4)].novelty, seen[number(4)].others) == (Novelty.NEW, 1)


def test_some_of_it_is_approved_and_the_rest_waits(office: Office, batch: str) -> None:
    some = [item.enrolment.id for item in office.look(clerk(COURT), review_batch, batch).items][:2]
    assert approved(office, batch, only=some).done == some
    assert sorted(states(office, batch)) == [State.APPROVED] * 2 + [State.SUBMITTED] * 3


def test_what_changed_after_it_was_looked_at_is_not_approved(office: Office, batch: str) -> None:
    seen = submitted(office, batch)
    one = office.look(clerk(COURT), review_batch, batch).items[0].enrolment
    office.pay(account=account(1))
    changed = office.look(approver(COURT), review_batch, batch).digest
    assert changed != seen
    with pytest.raises(RuleBroken) as refused:
        approve_batch(office.desk, approver(COURT), batch, Decision(seen, NO_CONCERNS))
    assert refused.value.field == "digest"
    assert State.APPROVED not in states(office, batch)
    assert one.id


def test_a_yes_is_never_given_for_many_and_nothing_is_left_unanswered(office: Office, batch: str) -> None:
    seen = submitted(office, batch)
    yes = {**NO_CONCERNS, Concern.CAMPUS_LOAN: Answer(True, "均已毕业")}
    with pytest.raises(BadInput) as refused:
        approve_batch(office.desk, approver(COURT), batch, Decision(seen, yes))
    assert refused.value.field == "answers"
    for missing in Concern:
        answers = {asked: answer for asked, answer in NO_CONCERNS.items() if asked is not missing}
        with pytest.raises(RuleBroken) as unanswered:
            approve_batch(office.desk, approver(COURT), batch, Decision(seen, answers))
        assert unanswered.value.field == missing
    assert State.APPROVED not in states(office, batch)


def test_one_that_is_refused_leaves_the_others_and_no_trace(office: Office) -> None:
    office.court(COURT)
    soon = office.clock.now().date() + timedelta(days=1)
    rows = [papers(office, 1), papers(office, 2, proven_until=soon), papers(office, 3)]
    batch = str(imported(office, rows).batch)
    submit_batch(office.desk, clerk(COURT), batch)
    office.clock.pass_by(timedelta(days=3))
    outcome = approved(office, batch)
    assert len(outcome.done) == 2
    assert [(one.field, one.code) for one in outcome.refused] == [("proven_until", "rule-broken")]


def test_a_batch_is_withdrawn_as_a_whole_and_each_of_it_can_be_restored(office: Office, batch: str) -> None:
    done = withdraw_batch(office.desk, clerk(COURT), batch).done
    assert set(states(office, batch)) == {State.REMOVED}
    assert office.do(clerk(COURT), restore, done[0]).state is State.DRAFTED


def test_an_id_from_elsewhere_is_not_slipped_in(office: Office, batch: str) -> None:
    stranger = office.submitted(COURT, number=number(50), account=account(50))
    with pytest.raises(BadInput) as refused:
        approved(office, batch, only=[stranger.id])
    assert refused.value.field == "only"


def test_only_an_approver_approves_and_no_other_court_sees_it(office: Office, batch: str) -> None:
    seen = submitted(office, batch)
    with pytest.raises(NotPermitted):
        approve_batch(office.desk, clerk(COURT), batch, Decision(seen, NO_CONCERNS))
    office.court("gaoping")
    assert office.look(clerk("gaoping"), list_batches) == []
    for step in (
        lambda: office.look(clerk("gaoping"), review_batch, batch),
        lambda: submit_batch(office.desk, clerk("gaoping"), batch),
        lambda: approve_batch(office.desk, approver("gaoping"), batch, Decision(seen, NO_CONCERNS)),
    ):
        with pytest.raises(NotFound):
            step()


def test_a_file_that_is_not_kept_is_no_batch(office: Office) -> None:
    office.court(COURT)
    rows = [papers(office, 1), papers(office, 2, decided_on=date(2099, 1, 1))]
    assert imported(office, rows).batch is None
    assert imported(office, rows, Choice(dry_run=True)).batch is None
    assert office.look(clerk(COURT), list_batches) == []
    report = imported(office, rows, Choice(keep_good=True))
    assert [(one.id, one.rows) for one in office.look(clerk(COURT), list_batches)] == [(report.batch, 2)]
