"""Reads the fields of a JSON object, each refused by its place, such as ``rates[1].percent``."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ivr.domain import moment, money, text
from ivr.domain.debt.balance import NOTHING
from ivr.domain.errors import BadInput

MOST = 200
"""Rates, dues, stays, creditors … of one debt."""
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


def wrong(field: str, reason: str, reason_zh: str) -> BadInput:
    return BadInput(field=field, reason=reason, reason_zh=reason_zh)


class Fields:
    """One object. Every method raises BadInput; amounts, days and rates are strings, as everywhere."""

    def __init__(self, given: object, *known: str, place: str = "") -> None:
        self._place = place
        if not isinstance(given, Mapping):
            raise wrong(place or "content", "write a JSON object", "请填写 JSON 对象")
        for name in given:
            if name not in known:
                names, names_zh = ", ".join(known), "、".join(known)
                raise wrong(self.at(str(name)[:40]), f"known are only: {names}", f"仅限：{names_zh}")
        self._given: Mapping[str, Any] = given

    def at(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name

    def has(self, name: str) -> bool:
        return self._given.get(name) is not None

    def get(self, name: str) -> Any:
        return self._given.get(name)

    def string(self, name: str) -> str:
        given = self._given.get(name)
        if not isinstance(given, str):
            raise wrong(self.at(name), "it is missing, or not a JSON string", "缺失，或不是 JSON 字符串")
        return given

    def words(self, name: str, longest: int) -> str:
        return text.plain(self.string(name), self.at(name), longest)

    def yuan(self, name: str) -> Decimal:
        return money.yuan(self.string(name), self.at(name))

    def yuan_or_nothing(self, name: str) -> Decimal:
        return self.yuan(name) if self.get(name) not in (None, str(NOTHING)) else NOTHING

    def day(self, name: str) -> date:
        return moment.day(self.string(name), self.at(name))

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if self.has(name) else None

    def flag(self, name: str) -> bool:
        given = self._given.get(name)
        if not isinstance(given, bool):
            raise wrong(self.at(name), "write true or false", "请填写 true 或 false")
        return given

    def percent(self, name: str) -> Decimal:
        """More than nothing, at most a hundred, at most six decimals."""
        given = self.string(name)
        if not _PERCENT.fullmatch(given) or not 0 < Decimal(given) <= 100:
            reason_zh = "请填写年利率百分数，大于 0，不超过 100，例如 3.85"
            raise wrong(self.at(name), "write per cent a year, above 0 and at most 100, such as 3.85", reason_zh)
        return Decimal(given)

    def one_of(self, name: str, known: list[str]) -> str:
        given = self.string(name)
        if given not in known:
            raise wrong(self.at(name), f"one of {', '.join(known)}", f"请选择：{'、'.join(known)}")
        return given

    def listed(self, name: str) -> list[Any]:
        """Empty when it is missing."""
        given = self._given.get(name)
        if given is None:
            return []
        if not isinstance(given, list) or len(given) > MOST:
            raise wrong(self.at(name), f"write a list of at most {MOST}", f"请填写列表，最多 {MOST} 项")
        return given

    def objects(self, name: str, *known: str) -> "Iterator[Fields]":
        for n, given in enumerate(self.listed(name)):
            yield Fields(given, *known, place=f"{self.at(name)}[{n}]")

    def object(self, name: str, *known: str) -> "Fields | None":
        return Fields(self._given[name], *known, place=self.at(name)) if self.has(name) else None
