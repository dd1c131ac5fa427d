"""Pages of a list: how many, from where, and the link to the next one (RFC 8288)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request, Response

from ivr.domain.errors import BadInput
from ivr.domain.moment import day, moment
from ivr.kit.cursor import pack, unpack

CURSOR = "^[A-Za-z0-9_-]{0,200}$"
MOST = 200
Item = TypeVar("Item")

Day = Annotated[str | None, Query(max_length=10, description="a day of the court, such as 2026-03-01; included")]

After = Annotated[str, Query(pattern=CURSOR, description="where the page before ended: follow its `Link`")]
Limit = Annotated[int, Query(ge=1, le=MOST)]

LINKED: dict[int | str, dict[str, Any]] = {
    200: {
        "headers": {
            "Link": {
                "description": 'the next page, `<...>; rel="next"`; there is none on the last',
                "schema": {"type": "string"},
            }
        }
    }
}
"""What a list documents of its answer."""


@dataclass(frozen=True)
class Paging:
    """``limit`` as it was asked for; ask the store for ``most``, one more, to see whether there is a next page."""

    request: Request
    response: Response
    after: str
    limit: int

    @property
    def most(self) -> int:
        return self.limit + 1

    def place(self, count: int) -> list[str] | None:
        """The parts of the cursor, None on the first page. Raises BadInput for what is no cursor of this list."""
        try:
            return unpack(self.after, count) if self.after else None
        except ValueError:
            raise _no_cursor() from None

    def moment(self, count: int) -> tuple[datetime, list[str]] | None:
        """For a list in the order of time: when the last one was that was shown, and the rest of its place."""
        place = self.place(count)
        if place is None:
            return None
        at = moment(place[0], "after")
        return at, place[1:]

    @property
    def since(self) -> tuple[datetime, str] | None:
        """For a list in the order of time and id."""
        found = self.moment(2)
        return None if found is None else (found[0], found[1][0])

    @property
    def number(self) -> int | None:
        """For a list in the order of numbers."""
        place = self.place(1)
        return None if place is None else _number(place[0])

    @property
    def numbered(self) -> tuple[datetime, int] | None:
        """For a list in the order of time and number."""
        found = self.moment(2)
        return None if found is None else (found[0], _number(found[1][0]))

    @property
    def behind(self) -> str:
        """For a list in the order of ids: the last one that was shown, "" on the first page."""
        place = self.place(1)
        return place[0] if place else ""

    def cut(self, found: Sequence[Item], mark: Callable[[Item], Sequence[str]]) -> Sequence[Item]:
        """The page itself; ``mark`` says where its last item stands."""
        if len(found) > self.limit:
            self.link(pack(*mark(found[self.limit - 1])))
        return found[: self.limit]

    def link(self, after: str) -> None:
        url = self.request.url.include_query_params(after=after)
        self.response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'


def _paging(request: Request, response: Response, after: After = "", limit: Limit = 50) -> Paging:
    return Paging(request, response, after, limit)


Paged = Annotated[Paging, Depends(_paging)]


def days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """Raises BadInput for what is no day."""
    return None if first is None else day(first, "first"), None if last is None else day(last, "last")


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", text):
        raise _no_cursor()
    return int(text)


def _no_cursor() -> BadInput:
    reason, reason_zh = "give the cursor of a page of the same list", "请填写同一列表上一页给出的游标"
    return BadInput(field="after", reason=reason, reason_zh=reason_zh)


def by_id(one: Any) -> tuple[str]:
    return (one.id,)
