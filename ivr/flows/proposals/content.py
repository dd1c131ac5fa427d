"""Reads the fields of a proposal's content, each refused by its name."""

from datetime import date
from decimal import Decimal

from ivr.domain import moment, money
from ivr.domain.errors import BadInput
from ivr.domain.text import plain
from ivr.flows.proposals.kind import Content


def only(content: Content, *names: str) -> None:
    """Raises BadInput for a field that the kind does not know; its name may be anything, so it is not repeated."""
    if not content.keys() <= set(names):
        known, known_zh = ", ".join(names), "、".join(names)
        raise BadInput(field="content", reason=f"this kind has only: {known}", reason_zh=f"仅限：{known_zh}")


def text(content: Content, name: str) -> str:
    """Raises BadInput when it is missing, or no JSON string."""
    given = content.get(name)
    if not isinstance(given, str):
        reason, reason_zh = "it is missing, or not a JSON string", "缺失，或不是 JSON 字符串"
        raise BadInput(field=name, reason=reason, reason_zh=reason_zh)
    return given


def words(content: Content, name: str, longest: int) -> str:
    return plain(text(content, name), name, longest)


def yuan(content: Content, name: str) -> Decimal:
    return money.yuan(text(content, name), name)


def day(content: Content, name: str) -> date:
    return moment.day(text(content, name), name)


def one_of(content: Content, name: str, known: list[str]) -> str:
    given = text(content, name)
    if given not in known:
        raise BadInput(field=name, reason=f"one of {', '.join(known)}", reason_zh=f"请选择：{'、'.join(known)}")
    return given
