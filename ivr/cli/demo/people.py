"""The sample people: invented names, ID numbers of no province, telephone numbers that nobody has.

Numbers begin with +86 154: the mainland's numbering plan has not assigned that block. ID numbers begin with 990000:
no administrative division has that code (GB/T 2260).
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ivr.cli.demo.words import Words
from ivr.domain.idnumber import check_character

NUMBERS: Final = Words(
    "样例号码均以 +86 154 开头：该号段未分配，无人使用；人名、身份证号（990000 不是任何行政区划）均为虚构。",
    "Sample numbers begin with +86 154, a block that the numbering plan has not assigned: nobody has them. "
    "Names and ID numbers (990000 is no administrative division) are invented.",
)
FAMILY: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕"
GIVEN: Final = "试样例演示甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午"


@dataclass(frozen=True)
class Person:
    """``index`` counts all sample people from 1; ``court``: 1 or 2 in the account's and the case's numbers."""

    index: int
    court: int

    @property
    def number(self) -> str:
        """As it is dialled."""
        return f"1540000{self.index:04d}"

    @property
    def account(self) -> str:
        """The virtual account of one person in one case (一案一账户)."""
        return f"6229900{self.court}{self.index:04d}"

    @property
    def owed(self) -> Decimal:
        return Decimal("2951.00") + 100 * self.index

    def texts(self, today: date) -> dict[str, str]:
        """The papers as a form has them."""
        digits = f"990000{1970 + self.index}0101{self.index:03d}"
        before = {name: str(today - timedelta(days)) for name, days in _DAYS_AGO.items()}
        return {
            **before,
            "number": self.number,
            "name": FAMILY[self.index - 1] + "样" + GIVEN[self.index - 1],
            "id_number": digits + check_character(digits),
            "holder_id_number": digits + check_character(digits),
            "decision": "listing",
            "case_number": f"（2025）川99{self.court:02d}执{1000 + self.index}号",
            "ground": "1",
            "president": "示例院长",
            "order_ends_on": str(today + timedelta(360)),
            "proven_until": str(today + timedelta(180)),
            "proof_reference": f"示例移核〔2026〕{self.index}号",
            "account": self.account,
            "owed": str(self.owed),
        }


_DAYS_AGO: Final = {"warned_in_notice_on": 90, "decided_on": 30, "signed_on": 30, "served_on": 25, "proven_on": 10}

FIRST_COURTS: Final = tuple(Person(index, 1) for index in range(1, 21))
OTHER_COURTS: Final = tuple(Person(index, 2) for index in range(21, 23))


def as_csv(people: Iterable[Person], today: date) -> bytes:
    """A file as a court's office would send it."""
    rows = [person.texts(today) for person in people]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
