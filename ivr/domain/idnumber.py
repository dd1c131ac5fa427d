"""Resident identity numbers (GB 11643-1999): 18 characters, birth date inside, check character by ISO 7064 MOD 11-2."""

import re
from datetime import date

from ivr.domain.errors import BadInput

_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = [pow(2, power, 11) for power in range(17, 0, -1)]
_CHECK = "10X98765432"
ADULT_AGE = 18


def resident_id(given: str, field: str = "id_number") -> str:
    """The checked number in upper case. Raises BadInput without repeating what was given: it is personal data."""
    number = given.strip().upper()
    if not _SHAPE.fullmatch(number) or _CHECK[_remainder(number)] != number[-1] or _birth(number) is None:
        raise BadInput(
            field=field,
            reason="write the 18-character resident identity number; its last character does not fit the others",
            reason_zh="请填写 18 位居民身份证号码；校验位或出生日期不符",
        )
    return number


def born_on(id_number: str) -> date:
    """The birth date inside a checked number."""
    birth = _birth(id_number)
    if birth is None:
        raise BadInput(field="id_number", reason="it holds no date of birth", reason_zh="号码中没有出生日期")
    return birth


def minor_on(id_number: str, day: date) -> bool:
    """Whether the holder is under 18 on that day (Civil Code art 17); never listed (SPC Provisions 2017, art 4)."""
    birth = born_on(id_number)
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1) < ADULT_AGE


def check_character(first_seventeen: str) -> str:
    """The eighteenth character of a number, for making invented samples."""
    return _CHECK[_remainder(first_seventeen)]


def _remainder(number: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True)) % 11


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:  # no such day in the calendar: the caller says which field
        return None
