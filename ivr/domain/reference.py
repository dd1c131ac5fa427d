"""Structured creditor references: ISO 11649, ``RF`` with two check digits and up to 21 letters and digits.

Each obligation has one of its own, made of its id in decimal digits: among digits alone the check finds every wrong
one and every two that are swapped, which it does not among letters. A court's own references are filed for an
obligation by two people.
"""

import re

from ivr.domain.errors import BadInput

_RF = re.compile(r"RF(?:0[2-9]|[1-8][0-9]|9[0-8])[0-9A-Z]{1,21}")
_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])[Rr][Ff][0-9]{2}(?: ?[0-9A-Za-z]){1,40}")
_OWN = re.compile(r"[0-9A-Z](?:[0-9A-Z/-]{4,33})[0-9A-Z]")
_OBLIGATION = re.compile(r"RF[0-9]{2}([0-9]{20})")


def of_obligation(obligation_id: str) -> str:
    """What a payer may write: ``RF`` and 22 digits."""
    body = f"{int(obligation_id, 16):020}"
    return f"RF{98 - _remainder(body + 'RF00'):02}{body}"


def obligation_id(reference: str) -> str | None:
    """The other way round; None for a reference that was not made so."""
    found = _OBLIGATION.fullmatch(reference)
    return f"{int(found[1]):016x}" if found and valid(reference) else None


def canonical(given: str) -> str:
    """Capital letters, without the spaces with which it is printed in groups of four."""
    return "".join(given.split()).upper()


def valid(reference: str) -> bool:
    """Whether its check digits fit (ISO 7064, MOD 97-10)."""
    return bool(_RF.fullmatch(reference)) and _remainder(reference[4:] + reference[:4]) == 1


def own(given: str, field: str = "reference") -> str:
    """A court's own reference: 6 to 35 letters, digits, hyphens and slashes. Raises BadInput.

    One that begins with RF must be one: its check digits protect it from slips of the pen.
    """
    reference = canonical(given)
    if not _OWN.fullmatch(reference) or (reference.startswith("RF") and not valid(reference)):
        reason, reason_zh = "write 6 to 35 letters, digits, - or /", "请填写 6 至 35 位字母、数字、连字符或斜线"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)
    return reference


def find_all(text: str) -> list[str]:
    """Every reference whose check digits fit, anywhere in a text.

    Printed in groups, one may run into the next word: so it is read up to each of its spaces.
    """
    found = (canonical(one) for match in _IN_TEXT.finditer(text) for one in _up_to_each_space(match[0]))
    return [one for one in dict.fromkeys(found) if valid(one)]


def _up_to_each_space(text: str) -> list[str]:
    groups = text.split(" ")
    return ["".join(groups[:count]) for count in range(1, len(groups) + 1)]


def _remainder(text: str) -> int:
    return int("".join(str(int(one, 36)) for one in text)) % 97
