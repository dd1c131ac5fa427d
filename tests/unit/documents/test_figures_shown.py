"""The figures as a table and as a picture: nothing that may not be told, and never a claim of cause."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from decimal import Decimal

from ivr.documents.figures_picture import NOT_TOLD, draw
from ivr.documents.figures_table import COLUMNS, table
from ivr.domain.figures import Figure, Group

FOUND = [
    Figure("shunqing", Group.NO_NOTICE, None, None, None, None),
    Figure("shunqing", Group.WARNED, 40, 10, (3.5, 8.0, 21.25), Decimal("12345.60")),
    Figure("shunqing", Group.ANNOUNCED, 60, 0, None, Decimal("0.00")),
]


def test_the_table_has_a_line_for_each_group_and_leaves_empty_what_is_not_told() -> None:
    text = table(FOUND).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][:8] == ["shunqing", "no-notice", "", "", "", "", "", ""]
    assert rows[2][:8] == ["shunqing", "warned", "40", "10", "3.5", "8.0", "21.25", "12345.60"]
    assert rows[3][:8] == ["shunqing", "announced", "60", "0", "", "", "", "0.00"]
    assert all("不能据此认为" in row[8] and "nothing here shows" in row[8] for row in rows[1:])
    assert table(FOUND).startswith(b"\xef\xbb\xbf")


def test_the_picture_is_well_formed_and_says_in_words_that_it_shows_no_cause() -> None:
    svg = draw(FOUND, "2026-01 – 2026-06")
    words = " ".join("".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("text"))  # noqa: S314
    for wanted in ("2026-01 – 2026-06", "10 / 40", "0 / 60", "3.5 · 8 · 21.25", NOT_TOLD, "不能据此认为"):
        assert wanted in words, wanted
    assert "shows that a notice made anybody pay" in re.sub(r"\s+", " ", words)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_nothing_at_all_is_still_a_picture() -> None:
    ET.fromstring(draw([], "2026-01 – 2026-01"))  # noqa: S314
