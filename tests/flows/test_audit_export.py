"""The exported trail proves itself: the program in the README finds every alteration, and nothing of ours is needed."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert
from sqlalchemy.orm import Session

from ivr.domain.errors import NotFound, NotPermitted
from ivr.domain.staff import Actor, Role
from ivr.flows.export_audit import export_audit
from ivr.flows.suspend import suspend
from ivr.flows.verify_audit import verify_audit
from ivr.store import audit as trail
from ivr.store.tables import audit, chain_heads
from tests.flows.office import OPERATOR, START, Office, account, clerk, number

ROOT = Path(__file__).parents[2]
FOUND = (ValueError, KeyError, TypeError)
Check = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def check() -> Check:
    """The program as a court copies it out of the README."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (program,) = [block for block in blocks if "def check(" in block]
    assert set(re.findall(r"^import (.*)$", program, re.MULTILINE)) == {"hashlib, json, sys"}
    names: dict[str, Any] = {"__name__": "check"}
    exec(program, names)  # noqa: S102
    made: Check = names["check"]
    return made


@pytest.fixture
def told(office: Office) -> Office:
    enrolment = office.announced(office.court("shunqing"), number=number(1), account=account(1))
    office.do(clerk("shunqing"), suspend, enrolment.id, "objection")
    return office


@pytest.fixture
def exported(told: Office, tmp_path: Path) -> Path:
    """A header and nine entries: eight steps, and that they were handed out."""
    file = tmp_path / "trail.jsonl"
    file.write_text("".join(export_audit(told.desk.at("10.0.0.7"), OPERATOR, "shunqing")), encoding="utf-8")
    return file


def test_what_is_exported_is_the_chain_to_its_head(told: Office, exported: Path, check: Check) -> None:
    (chain,) = [one for one in told.look(OPERATOR, verify_audit) if one.name == "shunqing"]
    assert check(exported) == (chain.entries, chain.head) == (9, chain.head)
    assert check(exported, (chain.entries, chain.head)) == (9, chain.head)
    last = json.loads(exported.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["action"], last["role"], last["origin"]) == ("export_audit", "operator", "10.0.0.7")


def test_every_altered_byte_is_found(exported: Path, check: Check, tmp_path: Path) -> None:
    whole, altered = exported.read_bytes(), tmp_path / "altered"
    for place in range(0, len(whole), 3 if len(whole) > 3000 else 1):
        altered.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(FOUND):
            check(altered)


def _without(lines: list[str], n: int) -> list[str]:
    return lines[:n] + lines[n + 1 :]


def _moved(lines: list[str], n: int) -> list[str]:
    other = 1 + n % (len(lines) - 1)
    swapped = dict(enumerate(lines)) | {n: lines[other], other: lines[n]}
    return [swapped[place] for place in range(len(lines))]


ALTERATIONS: dict[str, Callable[[list[str], int], list[str]]] = {
    "missing": _without,
    "doubled": lambda lines, n: lines[: n + 1] + lines[n:],
    "moved": _moved,
    "cut off": lambda lines, n: lines[:n],
    "a field more": lambda lines, n: [*lines[:n], lines[n].replace("{", '{"by": "x", ', 1), *lines[n + 1 :]],
    "a field twice": lambda lines, n: [*lines[:n], lines[n].replace("{", '{"actor": "x", ', 1), *lines[n + 1 :]],
    "a field less": lambda lines, n: [*lines[:n], lines[n].replace('"role": ', '"rule": '), *lines[n + 1 :]],
    "more space": lambda lines, n: [*lines[:n], lines[n].replace(": ", ":  ", 1), *lines[n + 1 :]],
    "a blank line": lambda lines, n: [*lines[:n], "\n", *lines[n:]],
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_every_missing_doubled_moved_or_altered_entry_is_found(
    exported: Path, check: Check, alteration: str, tmp_path: Path
) -> None:
    lines, altered = exported.read_text(encoding="utf-8").splitlines(keepends=True), tmp_path / "altered"
    for n in range(1, len(lines)):
        altered.write_text("".join(ALTERATIONS[alteration](lines, n)), encoding="utf-8")
        with pytest.raises(FOUND):
            check(altered)


def test_a_cut_with_a_header_to_match_is_found_by_whoever_noted_the_head(exported: Path, check: Check) -> None:
    noted = check(exported)
    lines = exported.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = json.loads(lines[-2])
    header = json.dumps({**json.loads(lines[0]), "count": cut["n"], "head": cut["hash"]}) + "\n"
    exported.write_text("".join([header, *lines[1:-1]]), encoding="utf-8")
    assert check(exported) == (8, cut["hash"])
    with pytest.raises(ValueError, match="missing at the end"):
        check(exported, noted)


def test_a_chain_written_anew_is_found_by_whoever_noted_a_head(told: Office, exported: Path, check: Check) -> None:
    noted = check(exported)
    with told.engine.begin() as connection:
        entries = connection.execute(audit.select().order_by(audit.c.n)).mappings().all()
        connection.execute(delete(audit))
        connection.execute(delete(chain_heads))
    with Session(told.engine) as session, session.begin():
        for row in entries:
            actor = Actor("f" * 16, row["role"], None)
            trail.append(session, trail.Entry(row["court_id"], row["at"], actor, row["action"], row["subject"]))
    exported.write_text("".join(export_audit(told.desk, OPERATOR, "shunqing")), encoding="utf-8")
    assert check(exported)[0] == 10
    with pytest.raises(ValueError, match="not the chain that was noted"):
        check(exported, noted)


def test_an_export_is_for_who_may_have_it_and_of_the_own_court_only(told: Office) -> None:
    told.court("gaoping")
    with pytest.raises(NotPermitted):
        export_audit(told.desk, clerk("shunqing"), "shunqing")
    for court in ("shunqing", "nowhere", "gateway"):
        with pytest.raises(NotFound):
            export_audit(told.desk, Actor("f" * 16, Role.OPERATOR, "gaoping"), court)
    assert len(list(export_audit(told.desk, OPERATOR, "gateway"))) == 2


def test_entries_written_during_an_export_are_not_in_it_and_do_not_break_it(
    told: Office, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "AT_ONCE", 3)
    file = tmp_path / "trail.jsonl"
    with file.open("w", encoding="utf-8") as writing:
        for line in export_audit(told.desk, OPERATOR, "shunqing"):
            writing.write(line)
            told.draft("shunqing")
    assert check(file)[0] == 9


def test_a_long_chain_is_checked_and_exported_some_entries_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it is, no more than one batch is in memory: counted where the rows come from the database."""
    monkeypatch.setattr(trail, "AT_ONCE", 10)
    office.court("shunqing")
    fill(office.engine, 95)
    sizes: list[int] = []
    read = trail.batch

    def counted(session: Session, court_id: str, after: int) -> list[trail.Row]:
        found = read(session, court_id, after)
        sizes.append(len(found))
        return found

    monkeypatch.setattr(trail, "batch", counted)
    with Session(office.engine) as session:
        assert trail.broken(session, "shunqing") is None
    assert len(list(export_audit(office.desk, OPERATOR, "shunqing"))) == 1 + 95 + 2 + 1
    assert max(sizes) == 10


def fill(engine: Engine, count: int) -> None:
    """So many more entries at the end of the court's chain."""
    with Session(engine) as session, session.begin():
        last = trail.head(session, "shunqing")
        rows: list[dict[str, Any]] = []
        for n in range(last.n + 1, last.n + 1 + count):
            entry = trail.Entry("shunqing", START, OPERATOR, "search", "enrolments")
            rows.append(trail.linked(entry, n, rows[-1]["hash"] if rows else last.hash))
        session.execute(insert(audit), rows)
        session.execute(
            chain_heads.update().where(chain_heads.c.court_id == "shunqing").values(n=n, hash=rows[-1]["hash"])
        )
