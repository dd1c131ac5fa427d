"""One transaction of an entry (``TxDtls``), put into a small value: an entry may have a hundred thousand of them."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ivr.feeds.port import LONGEST_REFERENCE, LONGEST_TEXT
from ivr.feeds.written import plain, whole_amount
from ivr.kit.xml_stream import Branch

_NOT_PROVIDED: Final = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF"})
"""What a payer's bank writes for want of a reference (EPC and CGI-MP guidelines)."""


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` is None where it is written but cannot be read."""

    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class Detail:
    """``money`` and ``direction`` are None where only the entry says them. ``split``: a number was cut in the text."""

    line: int
    money: Money | None
    direction: str | None
    bank: str
    transaction: str
    end_to_end: str
    account: str
    reference: str
    text: str
    split: bool
    returned: bool


def detail(branch: Branch) -> Detail:
    """From ``TxDtls``."""
    references = branch.find("Refs") or branch
    pieces = [one.text for one in _unstructured(branch)]
    return Detail(
        line=branch.line,
        money=_money(branch),
        direction=branch.said("CdtDbtInd") or None,
        bank=named(references.said("AcctSvcrRef")),
        transaction=named(references.said("TxId")),
        end_to_end=named(references.said("EndToEndId")),
        account=account(branch.find("RltdPties/CdtrAcct")),
        reference=plain(branch.said("RmtInf/Strd/CdtrRefInf/Ref"), LONGEST_REFERENCE),
        text=plain(" ".join([*pieces, branch.said("AddtlTxInf")]), LONGEST_TEXT),
        split=cut_in_a_number(pieces),
        returned=branch.find("RtrInf") is not None,
    )


def account(branch: Branch | None) -> str:
    """The account's number, without the spaces that people write into it."""
    if branch is None:
        return ""
    return "".join((branch.said("Id/IBAN") or branch.said("Id/Othr/Id")).split())[:64]


def money(branch: Branch | None) -> Money | None:
    """From ``Amt``."""
    return Money(whole_amount(branch.text), branch.attributes.get("Ccy", "")) if branch else None


def named(given: str) -> str:
    """A reference, "" for what only says that there is none."""
    text = plain(given, LONGEST_REFERENCE)
    return "" if text.upper() in _NOT_PROVIDED else text


def cut_in_a_number(pieces: list[str]) -> bool:
    """A text of several lines whose break is between two digits: half a case number would be another person's case."""
    return any(one[-1:].isdigit() and other[:1].isdigit() for one, other in pairwise(pieces))


def _money(branch: Branch) -> Money | None:
    """From version 04 on ``Amt``; before, only the details of the amount."""
    return money(branch.find("Amt")) or money(branch.find("AmtDtls/TxAmt/Amt"))


def _unstructured(branch: Branch) -> list[Branch]:
    information = branch.find("RmtInf")
    if information is None:
        return []
    structured = [one for strd in information.all("Strd") for one in strd.all("AddtlRmtInf")]
    return [*information.all("Ustrd"), *structured]
