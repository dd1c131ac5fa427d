"""Spans of calendar days. Both ends of a span count."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

Span = tuple[date, date]
ONE_DAY = timedelta(days=1)


def both(one: Span, other: Span) -> Span | None:
    """The days that are in both, None when there are none."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def without(span: Span, left_out: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span, in order. Those left out may overlap."""
    first, last = span
    for out_first, out_last in sorted(left_out):
        if out_first > last:
            break
        if out_first > first:
            yield first, out_first - ONE_DAY
        first = max(first, out_last + ONE_DAY)
    if first <= last:
        yield first, last


def by_year(span: Span) -> Iterator[Span]:
    """The same days, calendar year by calendar year."""
    for year in range(span[0].year, span[1].year + 1):
        found = both(span, (date(year, 1, 1), date(year, 12, 31)))
        if found:
            yield found


def count(span: Span) -> int:
    return (span[1] - span[0]).days + 1
