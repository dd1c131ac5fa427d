"""What a remittance may have meant: case numbers and accounts that are nearly in it, each with its reason.

For people only. Nothing here is ever matched: what reads like a number of somebody's case may be another person's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from ivr.domain.casenumber import PROVINCES, CaseNumber


class Why(StrEnum):
    NAMED = "named"
    PUNCTUATION = "punctuation"
    LETTERS = "letters"
    CHARACTER = "character"
    SWAPPED = "swapped"
    DIGIT = "digit"
    MISSING_DIGIT = "missing-digit"
    SURPLUS_DIGIT = "surplus-digit"


REASONS = {
    Why.NAMED: ("附言中写有此号", "the text has just this"),
    Why.PUNCTUATION: ("括号、空格或“号”字有出入", "brackets, spaces or 号 are written otherwise"),
    Why.LETTERS: ("字母可能应为数字，例如 O 与 0、l 与 1", "letters may stand for digits, such as O for 0 or l for 1"),
    Why.CHARACTER: ("形近字，例如“州”与“川”", "a character looks alike, such as 州 and 川"),
    Why.SWAPPED: ("相邻两位数字可能颠倒", "two neighbouring digits may be swapped"),
    Why.DIGIT: ("一位数字可能误认，例如 3 与 8", "a digit may be misread, such as 3 for 8"),
    Why.MISSING_DIGIT: ("可能少写一位数字", "a digit may be missing"),
    Why.SURPLUS_DIGIT: ("可能多写一位数字", "there may be a digit too many"),
}
"""In zh-CN and en."""


@dataclass(frozen=True)
class Candidate:
    """A canonical key that the text may have meant."""

    key: str
    why: Why


MOST_CANDIDATES = 2000
"""Of one text; the likelier first."""
_LETTERS = str.maketrans("OoQDIl|iZzSsBGbgq", "00001111225586699")
_LOOKS_ALIKE = {"0": "689", "1": "7", "2": "7", "3": "8", "5": "6", "6": "058", "7": "12", "8": "0369", "9": "08"}
_PROVINCES = str.maketrans("州洲淅析粵蘇贑隴雲晉閩滬遼冮", "川川浙浙粤苏赣陕云晋闽沪辽冀")
_KINDS = str.maketrans("抓热势挚執诙灰", "执执执执执恢恢")
_WIDTH = str.maketrans({chr(0xFF01 + n): chr(0x21 + n) for n in range(94)})
_LOOSE = re.compile(
    r"[(\[{<【〔《「]?(?P<year>[0-9OoQDIl|iZzSsBGbgq]{2,5})[)\]}>】〕》」]?年?第?"
    r"(?P<court>最高法|[\u4e00-\u9fff][0-9OoQDIl|iZzSsBGbgq]{0,5})"
    r"(?P<kind>[\u4e00-\u9fff]{1,6}?)字?第?(?P<serial>[0-9OoQDIl|iZzSsBGbgq]{1,8})"
)


def candidates(text: str) -> list[Candidate]:
    """Case numbers near to what the text says, the likelier first, each once with its likeliest reason."""
    found: dict[str, Why] = {}
    squeezed = "".join(text.translate(_WIDTH).split())
    for match in _LOOSE.finditer(squeezed):
        for case, why in _near(match):
            if len(found) < MOST_CANDIDATES:
                found.setdefault(str(case), why)
    return [Candidate(key, why) for key, why in found.items()]


def near_accounts(account: str) -> list[Candidate]:
    """Virtual accounts near to the one that was given."""
    plain = "".join(one for one in account.translate(_WIDTH) if one.isalnum())
    read = plain.translate(_LETTERS)
    slips = _digits(read) if read.isdecimal() and 6 <= len(read) <= 40 else ()
    found: dict[str, Why] = {}
    for near, why in [(plain, Why.PUNCTUATION), (read, Why.LETTERS), *slips]:
        found.setdefault(near, why)
    return [Candidate(key, why) for key, why in found.items() if key not in {account, ""}]


def _near(match: re.Match[str]) -> Iterator[tuple[CaseNumber, Why]]:
    """At most one slip of the pen in all the digits, besides letters and characters that look alike."""
    kind, court = match["kind"].translate(_KINDS), match["court"]
    character, digits = (court, "") if court == "最高法" else (court[0].translate(_PROVINCES), court[1:])
    alike = kind != match["kind"] or character != court[: len(character)]
    parts = [one.translate(_LETTERS) for one in (match["year"], digits, match["serial"])]
    read = parts != [match["year"], digits, match["serial"]]
    plain = Why.CHARACTER if alike else Why.LETTERS if read else Why.PUNCTUATION
    for (year, own, serial), why in _one_slip(parts, plain):
        if _possible(year, character, own, kind, serial):
            yield CaseNumber(year, character + own, kind, serial), why


def _one_slip(parts: list[str], plain: Why) -> Iterator[tuple[tuple[str, str, str], Why]]:
    """``plain``: why, where the digits themselves are as they were read. A short year may be meant as 20yy."""
    year, court, serial = parts
    years = [(year, plain)] if len(year) == 4 else [(f"20{year}", Why.MISSING_DIGIT)] if len(year) == 2 else []
    for one, why in years:
        yield (one, court, serial), why
    for one, why in _digits(year):
        yield (one, court, serial), why
    for (one, _), (near, why) in product(years, _digits(court)):
        yield (one, near, serial), why
    for (one, _), (near, why) in product(years, _digits(serial)):
        yield (one, court, near), why


def _digits(text: str) -> Iterator[tuple[str, Why]]:
    """Every text that one slip of the pen can have made into this one."""
    for n in range(len(text) - 1):
        yield text[:n] + text[n + 1] + text[n] + text[n + 2 :], Why.SWAPPED
    for n, one in enumerate(text):
        for other in _LOOKS_ALIKE.get(one, ""):
            yield text[:n] + other + text[n + 1 :], Why.DIGIT
    for n, digit in product(range(len(text) + 1), "0123456789"):
        yield text[:n] + digit + text[n:], Why.MISSING_DIGIT
    for n in range(len(text)):
        yield text[:n] + text[n + 1 :], Why.SURPLUS_DIGIT


def _possible(year: str, character: str, digits: str, kind: str, serial: str) -> bool:
    court = character == "最高法" or (character in PROVINCES and len(digits) in {0, 2, 4})
    years = len(year) == 4 and "2016" <= year <= "2099"
    return years and court and kind.endswith(("执", "执恢")) and serial[:1] not in {"", "0"} and len(serial) <= 7
