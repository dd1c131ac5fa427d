"""A closing statement's own arithmetic: what it opens with, and its booked entries, is what it closes with.

Where it is not, an entry was left out or told wrongly, and a person must ask the bank. The entries count all the same.
"""

from decimal import Decimal

from ivr.domain.statement import BadLine
from ivr.feeds.written import whole_amount
from ivr.kit.xml_stream import Branch

_OPENING = ("OPBD", "PRCD")
"""Some banks give the closing balance of the day before in place of the opening one."""
_CLOSING = ("CLBD",)


class Balances:
    """Of one ``Stmt``; ``statement`` is all of it that stands before its entries."""

    def __init__(self, statement: Branch) -> None:
        self._line = statement.line
        self._opening, self._closing = _balance(statement, _OPENING), _balance(statement, _CLOSING)
        self._in_pages = in_pages(statement)
        self._moved: Decimal | None = Decimal(0)

    def add(self, entry: Branch) -> None:
        """One that cannot be read is told of by itself, and then there is nothing to add up."""
        if "BOOK" not in {entry.said("Sts"), entry.said("Sts/Cd")}:
            return
        amount = _signed(entry)
        self._moved = None if amount is None or self._moved is None else self._moved + amount

    def contradiction(self) -> BadLine | None:
        """None also where it is one of several pages, whose balances are those of all of them."""
        if self._in_pages or self._opening is None or self._closing is None or self._moved is None:
            return None
        told = self._opening + self._moved
        if told == self._closing:
            return None
        reason = f"opening balance and entries make {told}, the closing balance says {self._closing}: ask the bank"
        reason_zh = f"期初余额与各条目合计 {told}，期末余额为 {self._closing}，请向银行核对"
        return BadLine(self._line, "Bal", reason, reason_zh)


def in_pages(branch: Branch) -> bool:
    """Whether a statement, or the head of a message, says that it is one of several pages."""
    page = branch.find("StmtPgntn") or branch.find("MsgPgntn")
    return page is not None and (page.said("PgNb") not in {"1", "00001"} or page.said("LastPgInd") not in {"true", "1"})


def _balance(statement: Branch, codes: tuple[str, ...]) -> Decimal | None:
    """The only one of the first of these kinds that is there: with several, in several currencies, none is guessed."""
    for code in codes:
        found = [one for one in statement.all("Bal") if one.said("Tp/CdOrPrtry/Cd") == code]
        if found:
            return _signed(found[0]) if len(found) == 1 else None
    return None


def _signed(branch: Branch) -> Decimal | None:
    """By ``CdtDbtInd``, which says where the money went also for a reversal."""
    amount, direction = whole_amount(branch.said("Amt")), branch.said("CdtDbtInd")
    if amount is None or direction not in {"CRDT", "DBIT"}:
        return None
    return amount if direction == "CRDT" else -amount
