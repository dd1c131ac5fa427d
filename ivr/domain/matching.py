"""Which debt money is for, by keys alone: the virtual account, a structured reference, a case number in the text.

Money is never guessed: a name is no key, and what looks like a key is none. Two keys that lead to different debts are
no better than none: a person looks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ivr.domain import casenumber, reference
from ivr.domain.payment import Match, Obligation, ReviewFor

_CODE = re.compile(rf"最高法|[{casenumber.PROVINCES}][0-9]{{2}}(?:[0-9]{{2}})?(?![0-9])")


@dataclass(frozen=True)
class Keys:
    """What one remittance says of the debt it is for. ``cases``: all enforcement cases that its text names.

    ``written``: the reference as it was given, which may be a virtual account too.
    """

    account: str
    written: str = ""
    references: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


def keys(account: str, given: str, text: str) -> Keys:
    """Canonical, so that they are looked up by equality.

    ``given``: the structured reference in its own field. In the text one counts too, where check digits protect it.
    """
    own = reference.canonical(given)
    references = [*([own] if own else []), *reference.find_all(text)]
    cases = [str(one) for one in casenumber.find_all(f"{given}\n{text}") if one.enforcement]
    return Keys(account, given.strip(), tuple(dict.fromkeys(references)), tuple(dict.fromkeys(cases)))


def court_codes(text: str) -> list[str]:
    """The codes of courts that stand in a text, such as 川1302: whose business it may be when nothing matches."""
    return list(dict.fromkeys(_CODE.findall(text)))


@dataclass(frozen=True)
class Found:
    """The obligations that each key leads to; ``by_case`` has every case that was named, also with none.

    ``by_entry``: that of the very entry which is reversed here.
    """

    by_account: Sequence[Obligation] = ()
    by_reference: Sequence[Obligation] = ()
    by_case: Mapping[str, Sequence[Obligation]] = field(default_factory=dict)
    by_entry: Sequence[Obligation] = ()


def match(found: Found) -> Match:
    """Best key first: the entry that is reversed, the account, the reference, the case number.

    Every key that leads anywhere must lead to the one debt. Joint debtors owe one: it is found, whoever of them is
    named. Of a case with several debts the better key says which. A second enforcement case that nobody has filed may
    have its share of the money, where there is no better key.
    """
    if found.by_entry:
        return Match(found.by_entry[0], None)
    better = [one for one in (found.by_account, found.by_reference) if one]
    named = [one for one in found.by_case.values() if one]
    if not better and not named:
        return Match(None, ReviewFor.UNMATCHED)
    debts = set.intersection(*({one.debt_id for one in owing} for owing in [*better, *named]))
    if len(debts) != 1 or (not better and len(named) < len(found.by_case)):
        return Match(None, ReviewFor.AMBIGUOUS)
    return Match(next(one for owing in [*better, *named] for one in owing if one.debt_id in debts), None)
