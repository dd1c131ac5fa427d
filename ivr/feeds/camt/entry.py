"""One entry (``Ntry``) with its transactions becomes what is credited, or a line that says why not.

Only what comes in is told: credits, and reversals of credits. ``RvslInd`` turns an entry's direction around (ISO 20022
message definition report, "if the credit or debit indicator is CRDT and the reversal indicator is true, the original
entry was a debit"), and a returned transaction (``RtrInf``) is money of the account's own coming back, never a payment.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from ivr.domain.payment import Remittance, ReviewFor
from ivr.domain.statement import BadLine, Entry, Found, Heading, Outgoing, References
from ivr.feeds.camt.detail import Detail, Money, money, named
from ivr.feeds.port import LONGEST_REFERENCE, LONGEST_TEXT
from ivr.feeds.written import BEIJING, moment, plain
from ivr.kit.xml_stream import Branch

MOST_DETAILS: Final = 100_000
"""Held in memory until the entry's end, where their sum is known."""
_STATUSES: Final = {"BOOK": "BOOK", "PDNG": "PDNG", "INFO": "INFO", "FUTR": "INFO"}
_CREDIT: Final = "CRDT"
_DEBIT: Final = "DBIT"


@dataclass(frozen=True)
class Around:
    """What an entry lies in."""

    source: str
    heading: Heading


class Wrong(Exception):
    """An entry that cannot be taken; becomes a BadLine where it is caught."""

    def __init__(self, field: str, reason: str, reason_zh: str) -> None:
        super().__init__(reason)
        self.field, self.reason, self.reason_zh = field, reason, reason_zh

    def at(self, line: int) -> BadLine:
        return BadLine(line, self.field, self.reason, self.reason_zh)


@dataclass(frozen=True)
class Said:
    """An entry's own fields, checked."""

    money: Money
    incoming: bool
    reversal: bool
    status: str
    booked_at: datetime
    batch: str
    text: str


def entries(around: Around, branch: Branch, details: list[Detail], left_out: int) -> Iterator[Found]:
    """``branch`` is the entry without its transactions; ``left_out`` is how many of these were too many to hold."""
    try:
        said = _said(branch)
    except Wrong as wrong:
        yield wrong.at(branch.line)
        return
    if left_out or _unclear(details):
        yield _too_much(branch.line) if left_out else _no_amounts(branch.line)
        details = []
    if not details:
        yield _whole(around, branch, said)
        return
    doubt = _contradiction(said, details)
    if doubt is not None:
        yield doubt.at(branch.line)
    yield from _parts(around, said, details, ReviewFor.CONTRADICTED if doubt else None)


def _said(branch: Branch) -> Said:
    direction, reversal = branch.said("CdtDbtInd"), branch.said("RvslInd") in {"true", "1"}
    if direction not in {_CREDIT, _DEBIT}:
        raise Wrong("CdtDbtInd", "write CRDT or DBIT", "应为 CRDT 或 DBIT")
    incoming = (direction == _CREDIT) != reversal
    return Said(
        money=_checked(money(branch.find("Amt")), "Amt"),
        incoming=incoming,
        reversal=reversal,
        status=_status(branch),
        booked_at=_booked_at(branch),
        batch=named(branch.said("AcctSvcrRef")),
        text=plain(branch.said("AddtlNtryInf"), LONGEST_TEXT),
    )


def _status(branch: Branch) -> str:
    """A code of its own up to version 07, ``Cd`` inside ``Sts`` from 08 on."""
    found = branch.said("Sts/Cd") or branch.said("Sts")
    if found not in _STATUSES:
        raise Wrong("Sts", f"one of {', '.join(_STATUSES)}", f"应为 {'、'.join(_STATUSES)} 之一")
    return _STATUSES[found]


def _booked_at(branch: Branch) -> datetime:
    for place in ("BookgDt", "ValDt"):
        told = branch.find(place)
        found = moment(told.said("DtTm") or told.said("Dt")) if told else None
        if found is not None:
            return found
    raise Wrong("BookgDt", "it has no day on which it was booked", "缺少记账日期")


def _checked(given: Money | None, field: str) -> Money:
    if given is None or given.amount is None:
        raise Wrong(field, "write an amount with at most two decimals", "金额缺失，或超过两位小数")
    if not (len(given.currency) == 3 and given.currency.isascii() and given.currency.isupper()):
        raise Wrong(f"{field}/@Ccy", "write an ISO 4217 code such as CNY", "应为 ISO 4217 代码，例如 CNY")
    return given


def _unclear(details: list[Detail]) -> bool:
    """Several transactions, and not each of them says its own amount."""
    return len(details) > 1 and any(one.money is None or one.money.amount is None for one in details)


def _contradiction(said: Said, details: list[Detail]) -> Wrong | None:
    """Amounts in the entry's currency that do not add up to it. One transaction alone takes the entry's amount."""
    parts = [one.money for one in details if one.money]
    if len(details) < 2 or any(one.currency != said.money.currency for one in parts):
        return None
    turned = {_CREDIT: 1, _DEBIT: -1}
    own = _CREDIT if said.incoming != said.reversal else _DEBIT
    total = sum(
        (turned.get(one.direction or own, 0) * turned[own] * (one.money.amount or 0) for one in details if one.money),
        Decimal(0),
    )
    if total == said.money.amount:
        return None
    reason = f"the transactions add up to {total}, the entry says {said.money.amount}: a person must look"
    return Wrong("TxDtls", reason, f"明细合计 {total}，条目金额 {said.money.amount}，须人工核对")


def _whole(around: Around, branch: Branch, said: Said) -> Found:
    if not said.incoming or not said.money.amount:
        return Outgoing(branch.line)
    name = said.batch or named(branch.said("NtryRef"))
    remittance = _remittance(around, said, _Part(said.money, name, around.heading.account, "", said.text, None))
    return Entry(branch.line, remittance, _references(around, said, bank=said.batch), whole=True)


def _parts(around: Around, said: Said, details: list[Detail], doubt: ReviewFor | None) -> Iterator[Found]:
    seen: Counter[str] = Counter()
    for one in details:
        incoming = said.incoming if one.direction is None else (one.direction == _CREDIT) != said.reversal
        amount = said.money if len(details) == 1 else one.money
        returned_debit = one.returned and not incoming
        if amount is None or not amount.amount or not (incoming or returned_debit):
            yield Outgoing(one.line)
            continue
        bank = _bank(said, one, len(details), seen)
        why = doubt or (ReviewFor.RETURNED if one.returned and incoming else None)
        why = why or (ReviewFor.AMBIGUOUS if one.split else None)
        text = plain(f"{one.text} {said.text if len(details) == 1 else ''}", LONGEST_TEXT)
        part = _Part(amount, bank, one.account or around.heading.account, one.reference, text, why)
        remittance = _remittance(around, said, part, turned=returned_debit)
        yield Entry(one.line, remittance, _references(around, said, one, bank, doubt is None and len(details) > 1))


@dataclass(frozen=True)
class _Part:
    money: Money
    name: str
    account: str
    reference: str
    text: str
    doubt: ReviewFor | None


def _bank(said: Said, one: Detail, of: int, seen: Counter[str]) -> str:
    """The bank's own name of the transaction. Some banks give all parts the reference of the whole entry."""
    own = one.bank if one.bank != said.batch else ""
    if of == 1:
        return said.batch or own
    if not said.batch:
        return own
    name = own or one.transaction or one.end_to_end
    seen[name] += 1
    return f"{said.batch}/{name or '-'}" + (f"/{seen[name]}" if seen[name] > 1 or not name else "")


def _remittance(around: Around, said: Said, part: _Part, *, turned: bool = False) -> Remittance:
    """Without a name from the bank the entry's id is left empty: whoever keeps it finds another."""
    return Remittance(
        source=around.source,
        external_id=part.name[:LONGEST_REFERENCE],
        account=part.account,
        amount=part.money.amount or Decimal(0),
        currency=part.money.currency,
        status=said.status,
        reversal=said.reversal or turned,
        booked_at=said.booked_at,
        text=part.text,
        reference=part.reference,
        doubt=part.doubt,
    )


def _references(
    around: Around, said: Said, one: Detail | None = None, bank: str = "", part: bool = False
) -> References:
    return References(
        account=around.heading.account,
        booked_on=said.booked_at.astimezone(BEIJING).date(),
        batch=said.batch if part else "",
        bank=bank,
        transaction=one.transaction if one else "",
        end_to_end=one.end_to_end if one else "",
    )


def _too_much(line: int) -> BadLine:
    reason = f"more than {MOST_DETAILS} transactions in one entry: it is kept as one sum for a person"
    return BadLine(line, "TxDtls", reason, f"单个条目的明细超过 {MOST_DETAILS} 笔，已按总额保存，待人工处理")


def _no_amounts(line: int) -> BadLine:
    reason = "not every transaction has its amount: the entry is kept as one sum for a person"
    return BadLine(line, "TxDtls/Amt", reason, "部分明细缺少金额，已按总额保存，待人工处理")
