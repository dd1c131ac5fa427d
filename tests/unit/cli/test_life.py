"""Objections, proofs and batches from the command line: the same flows as over the API."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.servers.court import id_number
from tests.unit.cli.conftest import Office


@pytest.fixture
def today() -> str:
    """The court's own day."""
    return str(datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date())


@pytest.fixture
def batch(office: Office) -> str:
    papers = [json.loads(office.papers(serial).read_text()) for serial in (1, 2)]
    file = office.folder / "rows.csv"
    file.write_text("\n".join([",".join(papers[0]), *(",".join(one.values()) for one in papers)]), encoding="utf-8")
    return str(office.ivr("enrol", "import", str(file), "--json", token=office.clerk).json["batch"])


def written(office: Office, name: str, text: str) -> Path:
    file = office.folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_an_objection_is_filed_shown_and_decided(office: Office, today: str) -> None:
    drafted = office.draft(1).json["id"]
    words = written(office, "words.txt", "我与被执行人\n同名同姓")
    file = ("enrol", "object", drafted, "--words-file", str(words), "--received-on", today, "--json")
    filed = office.ivr(*file, token=office.clerk)
    assert (filed.json["stage"], "words" in filed.json) == ("review", False)
    (task,) = office.ivr("enrol", "due", "--json", token=office.clerk).json
    assert (task["duty"], task["enrolment_id"], task["late"]) == ("review-objection", drafted, False)
    assert "review-objection" in office.ivr("enrol", "due", token=office.clerk).out
    assert "审查异议" in office.ivr("enrol", "due", "--lang", "zh-CN", token=office.clerk).out
    assert "同名" not in office.ivr("enrol", "objections", drafted, token=office.clerk).out
    assert "同名" in office.ivr("enrol", "objections", drafted, "--reveal", "听证", "--json", token=office.clerk).out
    decide = ("enrol", "decide", filed.json["id"], "--upheld", "--on", today, "--reason", "wrong-person", "--json")
    assert office.ivr(*decide, token=office.clerk).status == 4
    assert office.ivr(*decide, token=office.approver).json["stage"] == "upheld"
    assert office.ivr("enrol", "cleared", drafted, "--on", today, "--json", token=office.clerk).status == 0
    assert office.ivr("enrol", "due", "--json", token=office.clerk).json == []


def test_a_refused_objection_goes_to_the_court_above(office: Office, today: str) -> None:
    drafted = office.draft(1).json["id"]
    words = written(office, "words.txt", "同名同姓")
    file = ("enrol", "object", drafted, "--words-file", str(words), "--received-on", today, "--json")
    objection = office.ivr(*file, token=office.clerk).json["id"]
    refuse = ("enrol", "decide", objection, "--refused", "--on", today)
    assert "refused" in office.ivr(*refuse, token=office.approver).out
    again = ("enrol", "reconsider", objection, "--received-on", today, "--json")
    assert office.ivr(*again, token=office.clerk).json["stage"] == "reconsideration"


def test_a_batch_goes_its_way(office: Office, batch: str) -> None:
    assert [row["id"] for row in office.ivr("batch", "list", "--json", token=office.clerk).json] == [batch]
    assert office.ivr("batch", "submit", batch, "--json", token=office.clerk).json["refused"] == []
    shown = office.ivr("batch", "show", batch, token=office.approver)
    digest = shown.err.split()[-1]
    approve = ("batch", "approve", batch, "--digest", digest)
    unanswered = office.ivr(*approve, token=office.approver)
    assert (unanswered.status, "campus" in unanswered.err) == (3, True)
    assert len(office.ivr(*approve, "--none", "--json", token=office.approver).json["done"]) == 2
    told = office.ivr("batch", "warn", batch, "--json", token=office.clerk).json["done"]
    (message,) = office.ivr("enrol", "messages", told[0], "--json", token=office.clerk).json
    assert (message["state"], message["text"]) == ("queued", None)


def test_a_warning_that_nothing_here_can_send_is_told_to_wait(office: Office) -> None:
    drafted = office.draft(1).json["id"]
    office.ivr("enrol", "submit", drafted, token=office.clerk)
    office.ivr("enrol", "approve", drafted, "--none", token=office.approver)
    sent = office.ivr("enrol", "send-warning", drafted, "--json", token=office.clerk)
    assert (sent.json["state"], "No message centre" in sent.err) == ("queued", True)


def test_a_draft_is_sent_back_amended_withdrawn_and_restored(office: Office) -> None:
    drafted = office.draft(1).json["id"]
    office.ivr("enrol", "submit", drafted, token=office.clerk)
    reason = written(office, "reason.txt", "截止日期有误")
    back = ("enrol", "send-back", drafted, "--reason-file", str(reason), "--json")
    assert office.ivr(*back, token=office.approver).json["state"] == "drafted"
    assert "截止日期有误" in office.ivr("enrol", "show", drafted, token=office.clerk).out
    soon = datetime.now(UTC).date() + timedelta(days=60)
    papers = str(office.papers(1, order_ends_on=soon))
    amended = office.ivr("enrol", "amend", drafted, papers, "--json", token=office.clerk).json
    assert amended["ends_at"] == f"{soon}T16:00:00+00:00", "the court's midnight after the last day, told in UTC"
    midnight = f"{soon + timedelta(days=1)} 00:00:00+08:00"
    assert midnight in office.ivr("enrol", "show", drafted, token=office.clerk).out, "by the court's own clock"
    for verb, state in (("withdraw", "removed"), ("restore", "drafted")):
        assert office.ivr("enrol", verb, drafted, "--json", token=office.clerk).json["state"] == state


def test_a_holder_is_proven_anew_and_somebody_elses_number_is_suspended(office: Office, today: str) -> None:
    drafted = office.draft(1).json["id"]
    prove = ("enrol", "prove", drafted, "--on", today, "--reference", "川移核 99", "--json")
    own = written(office, "own.txt", id_number(1))
    assert office.ivr(*prove, "--holder-file", str(own), token=office.clerk).json["state"] == "drafted"
    other = written(office, "other.txt", id_number(2))
    told = office.ivr(*prove, "--holder-file", str(other), token=office.clerk)
    assert (told.json["state"], told.json["suspended_for"]) == ("suspended", "number-reassigned")
    assert "somebody else's" in told.err
    correct = ("enrol", "correct", drafted, "--reason", "wrong-person", "--json")
    assert office.ivr(*correct, token=office.approver).json["state"] == "corrected"
