"""Case numbers: ``(year)court-code[special]type serial号`` (法〔2015〕137号; 法〔2018〕335号).

High court: a province's character; intermediate: and two digits; basic: and four digits; the Supreme Court: 最高法.
The canonical form has full-width brackets and 号. Enforcement cases are 执, resumed ones 执恢.
"""

import re
from dataclasses import dataclass

from ivr.domain.errors import BadInput

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新兵"
_PATTERN = re.compile(
    r"[(\uff08〔\[]\s*(?P<year>[12][0-9]{3})\s*[)\uff09〕\]]\s*"
    rf"(?P<court>最高法|[{PROVINCES}](?:[ \t\u3000]*[0-9]{{2}}(?:[0-9]{{2}})?)?)\s*"
    r"(?P<kind>[\u4e00-\u9fff]{1,8}?)\s*"
    r"(?P<serial>[1-9][0-9]{0,6})(?![0-9A-Za-z\uff21-\uff5a\u3007\u25cb零一二三四五六七八九十百千万恢])\s*号?"
)
# The whole serial or nothing: of 12345678 its first seven digits would be another person's case, and so would be a
# serial run together with the amount that stands behind it, or one whose next digit was written as a letter (1O, 1〇).
_GOES_ON = re.compile(
    r"\s*[\u3001和与及至到~\uff5e—–-]\s*[0-9]|\s*[.,\uff0c;\uff1b/&]?\s*[0-9A-Za-z\u3007]+\s*号|\s*[^\s号]\s*号"
)
# 执12 34号 is not the case 12, 执12恢号 may be 执恢12, and 执1234、1235号 names a second case that the pattern does not
# see.
_FIRST_YEAR = 2016
_FULL_WIDTH_DIGITS = str.maketrans("".join(chr(0xFF10 + d) for d in range(10)), "0123456789")


@dataclass(frozen=True)
class CaseNumber:
    year: str
    court: str
    kind: str
    serial: str

    def __str__(self) -> str:
        return f"\uff08{self.year}\uff09{self.court}{self.kind}{self.serial}号"

    @property
    def enforcement(self) -> bool:
        """Whether it is an enforcement case, first or resumed: only those can carry a notice."""
        return self.kind.endswith(("执", "执恢"))

    @property
    def resumed(self) -> bool:
        """Whether it takes up again what was enforced in another case before."""
        return self.kind.endswith("执恢")


def parse(given: str, field: str = "case_number") -> CaseNumber:
    """Reads a case number in either kind of brackets, with or without spaces and 号. Raises BadInput otherwise.

    Years before 2016 had other styles and are entered by hand elsewhere.
    """
    match = _PATTERN.fullmatch(given.strip().translate(_FULL_WIDTH_DIGITS))
    if match is None or int(match["year"]) < _FIRST_YEAR:
        raise BadInput(
            field=field,
            reason="write a case number such as （2017）川1302执1234号 (from 2016 on)",
            reason_zh="请填写案号，例如（2017）川1302执1234号（2016 年起）",
        )
    return _read(match)


def find_all(text: str) -> list[CaseNumber]:
    """Every case number anywhere in a remittance text, in order, without repeats.

    One that goes on behind its end, with a second serial or the rest of a broken one, is none.
    """
    plain = text.translate(_FULL_WIDTH_DIGITS)
    whole = (m for m in _PATTERN.finditer(plain) if not _GOES_ON.match(plain, m.end()))
    return list(dict.fromkeys(map(_read, whole)))


def _read(found: re.Match[str]) -> CaseNumber:
    court = "".join(found["court"].split())
    return CaseNumber(found["year"], court, found["kind"], found["serial"])
