"""Lists in pages: everything that was there is on one page and one page only, whatever happens in between."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ivr.domain.errors import BadInput
from ivr.flows.list_enrolments import By, Wanted, list_enrolments
from ivr.kit.cursor import pack, unpack
from tests.flows.office import Office, clerk
from tests.servers.databases import empty

SLUG = "shunqing"


def walk(office: Office, limit: int, **wanted: object) -> Iterator[list[str]]:
    """Page after page; the caller may change things in between."""
    after: str | None = ""
    while after is not None:
        page = office.look(clerk(SLUG), list_enrolments, Wanted(after=after, limit=limit, **wanted))  # type: ignore[arg-type]
        assert len(page.items) <= limit
        yield [one.id for one in page.items]
        after = page.next


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.integers(0, 3), min_size=1, max_size=9),
    limit=st.integers(1, 4),
    between=st.lists(st.integers(0, 2), min_size=10, max_size=10),
)
def test_what_was_there_is_seen_once_whatever_is_added(
    office: Office, steps: list[int], limit: int, between: list[int]
) -> None:
    empty(office.engine)
    office.court(SLUG)
    there = []
    for seconds in steps:  # some in the very same moment
        there.append(office.draft(SLUG).id)
        office.clock.pass_by(timedelta(seconds=seconds))
    seen: list[str] = []
    for page, more in zip(walk(office, limit), between, strict=False):
        seen += page
        for _ in range(more):
            office.draft(SLUG)
            office.clock.pass_by(timedelta(seconds=1))
    assert len(seen) == len(set(seen))
    assert set(there) <= set(seen)
    assert [key for key in seen if key in there] == sorted(there, key=seen.index)


def test_a_list_goes_by_days_of_the_court_not_of_utc(office: Office) -> None:
    office.court(SLUG)
    office.clock.at = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)  # 23:59 in Nanchong
    evening = office.draft(SLUG).id
    office.clock.at = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    midnight = office.draft(SLUG).id
    second, third = date(2026, 3, 2), date(2026, 3, 3)
    assert list(walk(office, 50, first=second, last=second)) == [[evening]]
    assert list(walk(office, 50, first=third, last=third)) == [[midnight]]
    assert list(walk(office, 1, first=second, last=third)) == [[midnight], [evening]]


def test_by_the_end_only_what_has_ended_is_listed(office: Office) -> None:
    office.court(SLUG)
    office.draft(SLUG)
    ended = office.announced(SLUG, account="6222000000009999", owed=100)
    office.pay(account="6222000000009999")
    assert list(walk(office, 50, by=By.ENDED)) == [[ended.id]]
    assert list(walk(office, 50, drafted_by=ended.drafted_by, by=By.ENDED)) == [[ended.id]]
    assert list(walk(office, 50, drafted_by="somebody")) == [[]]


@pytest.mark.parametrize("after", ["abc", "W10", pack("drafted", "2026-03-02T00:00:00", "a"), pack("ended", "x", "y")])
def test_a_cursor_of_no_page_of_this_list_is_refused_by_its_name(office: Office, after: str) -> None:
    office.court(SLUG)
    with pytest.raises(BadInput) as refused:
        office.look(clerk(SLUG), list_enrolments, Wanted(after=after))
    assert refused.value.field == "after"


@pytest.mark.parametrize("by", list(By))
def test_no_list_of_enrolments_reads_the_whole_table(office: Office, by: By) -> None:
    """SQLite's own plan, with an index for each order and nothing sorted."""
    if office.engine.dialect.name != "sqlite":
        return
    column = {By.DRAFTED: "drafted_at", By.EXPIRES: "expires_at", By.ENDED: "ended_at"}[by]
    query = (
        f"EXPLAIN QUERY PLAN SELECT * FROM enrolments WHERE court_id = 'c' AND ({column}, id) < ('2026', 'a') "  # noqa: S608
        f"ORDER BY {column} DESC, id DESC LIMIT 51"
    )
    with office.engine.connect() as connection:
        plan = " ".join(str(row) for row in connection.execute(text(query)))
    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


@given(st.lists(st.text(), max_size=4))
def test_a_cursor_gives_back_its_parts(parts: list[str]) -> None:
    assert unpack(pack(*parts), len(parts)) == parts


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40), st.integers(1, 3))
def test_any_text_is_a_cursor_or_a_value_error(given_text: str, count: int) -> None:
    try:
        parts = unpack(given_text, count)
    except ValueError:
        return
    assert len(parts) == count
