"""A file of drafts: all of them or none, every bad row named, and nothing in a cell that could run."""

import csv
import io
import threading
from typing import Any

import httpx
import pytest

from ivr.domain.staff import Actor
from ivr.flows import enrolment_rows
from ivr.flows.enrolment_rows import CHINESE, MOST_ROWS
from ivr.flows.import_enrolments import Choice, import_enrolments
from ivr.store.tables import audit, enrolments
from ivr.store.transaction import reading
from tests.integration.api.conftest import House, papers
from tests.integration.api.test_api_story import entry
from tests.servers.poll import eventually

NAMES = list(papers())


@pytest.fixture
def court(house: House) -> House:
    house.court()
    return house


def sheet(*rows: dict[str, Any], names: list[str] = NAMES, header: list[str] | None = None) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header or names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()


def send(house: House, data: bytes, asked: str = "", language: str = "en") -> httpx.Response:
    headers = {"Content-Type": "text/csv", "Accept-Language": language}
    return house.ask("POST", f"/enrolments/import{asked}", "clerk@shunqing", content=data, headers=headers)


def drafts(house: House) -> int:
    with reading(house.engine) as moment:
        written = moment.execute(audit.select().where(audit.c.action == "draft")).all()
        kept = moment.execute(enrolments.select()).all()
    assert {one.subject for one in written} == {one.id for one in kept}, "the trail tells what was kept, and only that"
    return len(kept)


def test_a_good_file_is_drafted_whole(court: House) -> None:
    report = send(court, sheet(*(papers(n) for n in range(1, 11))))
    assert (report.status_code, report.json()["rows"], report.json()["bad"]) == (201, 10, [])
    assert len(report.json()["drafted"]) == drafts(court) == 10


def test_with_one_bad_row_nothing_is_kept_and_every_bad_row_is_named(court: House) -> None:
    data = sheet(papers(1), papers(2, number="110"), papers(3), papers(4, owed="-1"), papers(5, proven_on="yesterday"))
    before = court.rows()
    problem = send(court, data)
    assert (problem.status_code, problem.json()["code"]) == (422, "bad-rows")
    named = [(bad["line"], bad["field"], bad["code"]) for bad in problem.json()["bad"]]
    assert named == [(3, "number", "never-enrolled"), (5, "owed", "bad-input"), (6, "proven_on", "bad-input")]
    assert "字段 owed" in send(court, data, language="zh-CN").json()["bad"][1]["detail"]
    assert court.rows() == before


def test_the_good_rows_are_kept_when_that_is_asked_for(court: House) -> None:
    report = send(court, sheet(papers(1), papers(2, number="110"), papers(3)), "?keep_good=true").json()
    assert (report["good"], len(report["drafted"]), [bad["line"] for bad in report["bad"]]) == (2, 2, [3])
    assert drafts(court) == 2


@pytest.mark.parametrize("asked", ["?dry_run=true", "?dry_run=true&keep_good=true"])
def test_a_dry_run_tells_the_same_and_keeps_nothing(court: House, asked: str) -> None:
    before = court.rows()
    report = send(court, sheet(papers(1), papers(2, name=""), papers(3)), asked)
    assert (report.status_code, report.json()["good"], report.json()["drafted"]) == (200, 2, [])
    assert [(bad["line"], bad["field"]) for bad in report.json()["bad"]] == [(3, "name")]
    assert court.rows() == before


def test_two_rows_that_clash_with_each_other_are_seen(court: House) -> None:
    bad = send(court, sheet(papers(1), papers(2), papers(1))).json()["bad"]
    assert [(one["line"], one["field"]) for one in bad] == [(4, "number")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_that_spreadsheets_write_are_read(court: House, encoding: str) -> None:
    chinese = {name: text for text, name in CHINESE.items()}
    data = sheet(papers(1), header=[chinese[name] for name in NAMES]).decode().encode(encoding)
    (key,) = send(court, data).json()["drafted"]
    person = court.ask("POST", f"/enrolments/{key}/person", "clerk@shunqing", json={"reason": "check"}).json()
    assert person["name"] == "王小明"


def test_a_broken_byte_never_becomes_another_name(court: House) -> None:
    for spoilt in (b"\xe7\x8e", b"\x8e\x8b", b"\xe7\x8b", b"\xe7\x8e\x8b\x8b", b"\xd7"):
        data = sheet(papers(1), papers(2)).replace("王".encode(), spoilt, 1)
        assert send(court, data, "?keep_good=true").status_code in {201, 422}
        assert drafts(court) == 0


def test_days_as_spreadsheets_write_them_are_read(court: House) -> None:
    odd = papers(1, decided_on="2026/1/5", served_on="2026.01.08", signed_on="2026年1月5日")
    assert send(court, sheet(odd)).status_code == 201


def test_blank_lines_are_passed_over_and_lines_are_counted_as_an_editor_does(court: House) -> None:
    data = sheet(papers(1)) + b",,,\r\n\r\n" + sheet(papers(2, name="a\nb"), papers(3, name="")).split(b"\r\n", 1)[1]
    named = [(bad["line"], bad["field"]) for bad in send(court, data).json()["bad"]]
    assert named == [(5, "name"), (7, "name")]


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "a\r\nb",
    "a\x00b",
    "${EXEC}",
    "{{7*7}}",
    "a;b",
]


def test_a_cell_that_a_spreadsheet_or_a_dialplan_could_run_is_refused_with_its_field(court: House) -> None:
    before = court.rows()
    cases = [(name, cell) for name in NAMES for cell in HOSTILE]
    data = sheet(*(papers(n + 1, **{name: cell}) for n, (name, cell) in enumerate(cases)))
    report = send(court, data, "?dry_run=true").json()
    assert [bad["field"] for bad in report["bad"]] == [name for name, _ in cases]
    assert court.rows() == before


NO_FILES = {
    "empty": b"",
    "only a header": sheet(),
    "unknown column": sheet(papers(1), names=[*NAMES, "colour"]),
    "missing column": sheet(papers(1), names=NAMES[1:]),
    "column twice": sheet(papers(1), names=[*NAMES, "name"]),
    "open quotation": sheet(papers(1)) + b'"',
    "endless cell": sheet(papers(1, name="x" * 200_000)),
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff\xff",
    "semicolons": sheet(papers(1)).replace(b",", b";"),
}


def test_what_is_no_such_file_is_refused_whole(court: House) -> None:
    before = court.rows()
    for name, data in NO_FILES.items():
        problem = send(court, data)
        assert (problem.status_code, problem.json()["field"]) == (422, "file"), (name, problem.text)
    assert court.rows() == before


def test_a_row_with_too_many_or_too_few_cells_is_named(court: House) -> None:
    first, second = sheet(papers(1), papers(2)).strip().split(b"\r\n")[1:]
    data = sheet(papers(3)) + first + b",extra\r\n" + second.rsplit(b",", 1)[0]
    assert [(bad["line"], bad["field"]) for bad in send(court, data).json()["bad"]] == [(3, "row"), (4, "row")]


def test_more_rows_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch, court: House) -> None:
    assert MOST_ROWS == 10_000
    monkeypatch.setattr(enrolment_rows, "MOST_ROWS", 3)
    assert send(court, sheet(*(papers(n) for n in range(1, 5)))).json()["field"] == "file"


def test_only_a_clerk_imports(court: House) -> None:
    for who in ("approver@shunqing", "operator"):
        assert court.ask("POST", "/enrolments/import", who, content=sheet(papers(1))).status_code == 403


def test_progress_is_told_row_by_row(court: House) -> None:
    seen: list[tuple[int, int]] = []
    clerk = Actor("clerk", "clerk", "shunqing")
    data = sheet(papers(1), papers(2, number="110"), papers(3))
    import_enrolments(court.desk, clerk, data, Choice(keep_good=True), lambda *at: seen.append(at))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_payment_gets_its_turn_during_a_long_import(court: House) -> None:
    court.active(1)
    data = sheet(*(papers(n) for n in range(2, 502)))
    importing = threading.Thread(target=send, args=(court, data, "?keep_good=true"))
    importing.start()
    eventually(lambda: drafts(court) >= 2, 30)
    paid = court.pay(entry())
    still_importing = importing.is_alive()
    importing.join(60)
    assert (paid.status_code, paid.json()["state"], still_importing) == (200, "credited", True)
    assert drafts(court) == 501
