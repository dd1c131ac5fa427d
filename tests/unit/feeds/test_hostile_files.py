"""Files that mean harm, or were damaged: a clear answer, nothing of the machine told, and memory that stays bounded.

What could take much memory is read by a process of its own, with a limit on its address space, and tells its peak.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ivr.domain.statement import BadLine
from ivr.feeds.table.archive import NotSafe, require_safe
from tests.unit.feeds.camt_samples import message, ntry, read
from tests.unit.feeds.table_samples import ROW, csv, read_csv, read_xlsx, wrong, xlsx

LIMIT_MB = 700
"""Of address space, which libraries take much of without using it."""
PEAK_MB = 160
"""An interpreter with these imports takes some 60 MB by itself."""

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'
PARAMETER = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]>'


@pytest.mark.parametrize("head", [BOMB, EXTERNAL, REMOTE, PARAMETER], ids=["bomb", "file", "remote", "parameter"])
def test_a_document_type_ends_the_reading_at_its_line(head: str) -> None:
    body = message(ntry(info="&x; &j;")).decode().partition("?>")[2]
    found = read((head + body).encode())
    assert [(type(one), one.field) for one in found if isinstance(one, BadLine)] == [(BadLine, "xml")]
    assert "DOCTYPE" in repr(found)
    assert "root:" not in repr(found)


def test_an_entity_that_nobody_declared_is_an_error_of_its_line_only_once() -> None:
    assert wrong(read(message(ntry(ref="A"), ntry(info="&x;")))) == [(4, "xml")]


@pytest.mark.parametrize("content", [b"", b"\x00" * 10, b"PK\x03\x04", b"<", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.7"])
def test_what_is_no_statement_is_answered_by_every_reader(content: bytes) -> None:
    for found in (read(content), read_csv(content), read_xlsx(content)):
        (one,) = found
        assert isinstance(one, BadLine)
        assert one.reason
        assert one.reason_zh


def test_a_file_under_another_formats_name_is_known_by_its_content() -> None:
    """Each reader says what is wrong; ``flows.inbox.feeds`` asks the right one, whatever the name."""
    assert wrong(read(csv(ROW).encode())) == [(1, "xml")]
    assert wrong(read_csv(xlsx(ROW))) == [(1, "headings")]
    assert wrong(read_xlsx(message(ntry()))) == [(0, "file")]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_workbook_that_was_cut_is_refused_whole(share: float) -> None:
    content = xlsx(ROW)
    assert wrong(read_xlsx(content[: int(len(content) * share)])) == [(0, "file")]


def test_a_workbook_packed_in_a_way_that_nobody_knows_is_refused_before_it_is_opened() -> None:
    content = xlsx(ROW)
    central = content.index(b"PK\x01\x02")
    with pytest.raises(NotSafe):
        require_safe(io.BytesIO(content[: central + 10] + b"\x63\x00" + content[central + 12 :]))


def test_a_workbook_with_a_document_type_is_refused() -> None:
    assert wrong(read_xlsx(repacked(xlsx(ROW), "xl/worksheets/sheet1.xml", BOMB.encode() + b"<x>&j;</x>"))) == [
        (0, "file")
    ]


def test_a_workbook_that_claims_a_million_columns_is_read_by_what_it_has() -> None:
    content = xlsx(ROW)
    sheet = part(content, "xl/worksheets/sheet1.xml").replace(b'ref="A1:I2"', b'ref="A1:XFD1048576"')
    found = read_xlsx(repacked(content, "xl/worksheets/sheet1.xml", sheet))
    assert len(found) == 1
    assert not wrong(found)


def test_links_to_other_workbooks_and_macros_are_not_followed() -> None:
    content = xlsx(ROW)
    with_link = repacked(content, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert len(read_xlsx(with_link)) == 1
    assert load_workbook(io.BytesIO(with_link), keep_links=False).sheetnames == ["Sheet"]


def test_many_small_members_and_one_that_expands_too_far_are_refused_unread() -> None:
    many, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for n in range(400):
            archive.writestr(f"{n}.xml", "<x/>")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 << 20))
    for content in (many.getvalue(), bomb.getvalue()):
        (found,) = read_xlsx(content)
        assert isinstance(found, BadLine)
        assert "larger than any statement" in found.reason


MEGABYTES = int(os.environ.get("HOSTILE_MB", "32"))
"""A thousand of them take minutes, and no more memory."""
STREAMS = {
    "entries": ("camt", "head entries*{n} tail", "entries"),
    "one text": ("camt", "head text block*{n}", "too large"),
    "one attribute": ("camt", "head attribute block*{n}", "too long"),
    "one comment": ("camt", "head comment block*{n}", "too long"),
    "nested without an end": ("camt", "head nested*{n}", "deeply"),
    "one line": ("csv", "headings block*{n}", "longer than"),
    "a quotation without an end": ("csv", "headings quote rows*{n}", "CSV"),
}


@pytest.mark.parametrize("name", STREAMS)
def test_memory_stays_bounded_whatever_comes(name: str) -> None:
    kind, pieces, expected = STREAMS[name]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("bounded.py")), kind, pieces.format(n=MEGABYTES), str(LIMIT_MB)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["peak_mb"] < PEAK_MB, told
    assert told["entries"] >= 800 * MEGABYTES if expected == "entries" else expected in told["reasons"], told


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def repacked(content: bytes, name: str, other: bytes) -> bytes:
    """The same archive with another content of one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, other)
    return made.getvalue()
