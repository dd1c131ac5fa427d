"""Read the papers of one draft from plain texts, as a form or a line of a file has them."""

from collections.abc import Mapping
from dataclasses import fields

from ivr.domain import money
from ivr.domain.errors import BadInput
from ivr.domain.moment import day
from ivr.domain.papers import Papers

OPTIONAL = frozenset({"listed_until", "proven_until", "first_case"})
NAMES: tuple[str, ...] = tuple(one.name for one in fields(Papers))
DAYS: tuple[str, ...] = (
    "decided_on",
    "served_on",
    "warned_in_notice_on",
    "signed_on",
    "order_ends_on",
    "proven_on",
    "proven_until",
    "listed_until",
)


def read_papers(given: Mapping[str, str]) -> Papers:
    """``given`` by the names of Papers; an optional one may be missing or empty. Raises BadInput naming the field.

    Only days, the ground and the amount are read here; what the words must be is checked when they are drafted.
    """
    texts = {name: given.get(name, "") for name in NAMES}
    for name, text in texts.items():
        if not text.strip() and name not in OPTIONAL:
            raise BadInput(field=name, reason="it is empty", reason_zh="未填写")
    days = {name: day(texts[name], name) if texts[name] else None for name in DAYS}
    words = {name: text for name, text in texts.items() if name not in days} | {
        "first_case": texts["first_case"] or None
    }
    return Papers(**{**words, **days, "ground": _ground(texts["ground"]), "owed": money.yuan(texts["owed"], "owed")})  # type: ignore[arg-type]


def _ground(text: str) -> int:
    if text not in set("123456"):
        reason, reason_zh = "write 1 to 6 (SPC Provisions 2017, art 1)", "请填写 1 至 6（2017 年规定第一条）"
        raise BadInput(field="ground", reason=reason, reason_zh=reason_zh)
    return int(text)
