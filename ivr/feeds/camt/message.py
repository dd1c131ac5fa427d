"""The message around the entries: which one it is, of which account, and its entries one after the other."""

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Final

from ivr.domain.statement import BadLine, Found, Heading, Kind
from ivr.feeds.camt.balances import Balances, in_pages
from ivr.feeds.camt.detail import Detail, account, detail
from ivr.feeds.camt.entry import MOST_DETAILS, Around, entries
from ivr.feeds.written import BEIJING, moment
from ivr.kit.xml_stream import BadXml, Branch, Closed, Opened, read_xml

_NAMESPACE: Final = re.compile(r"camt\.(05[234])\.001\.(\d\d)")
VERSIONS: Final = range(2, 14)
_MESSAGES: Final = {
    "BkToCstmrDbtCdtNtfctn": ("Ntfctn", Kind.ANNOUNCEMENT, "054"),
    "BkToCstmrAcctRpt": ("Rpt", Kind.INTRADAY, "052"),
    "BkToCstmrStmt": ("Stmt", Kind.CLOSING, "053"),
}
_DOCUMENT: Final = "Document"
_WITHIN: Final = frozenset(
    (name, statement, *rest)
    for name, (statement, _, _) in _MESSAGES.items()
    for rest in ((), ("Ntry",), ("Ntry", "NtryDtls"))
) | {(name,) for name in _MESSAGES}


_NOT_NEEDED: Final = frozenset(
    (
        *("BkTxCd", "CardTx", "Chrgs", "Intrst", "Prxy", "Purp", "RltdAgts", "RltdDts", "Tax", "TxsSummry"),
        *("Cdtr", "Dbtr", "DbtrAcct", "InitgPty", "Ownr", "Svcr", "UltmtCdtr", "UltmtDbtr"),
    )
)
"""A name never matches, so payers' names and addresses are not even held; the sealed file has them."""


class Camt:
    """The ``Feed`` for ISO 20022."""

    def read(self, file: BinaryIO, source: str) -> Iterator[Found]:
        """See ``Feed``. Entries before a broken place are good, and are told."""
        reading = _Reading(source)
        try:
            for event in read_xml(file, _is_container, _NOT_NEEDED):
                yield from reading.take(event)
        except BadXml as error:
            yield BadLine(
                int(str(error.facts["line"])), "xml", str(error.facts["reason"]), str(error.facts["reason_zh"])
            )
            return
        except _Foreign as foreign:
            yield foreign.line
            return
        if not reading.statements:
            yield BadLine(
                1,
                _DOCUMENT,
                "no camt.052, camt.053 or camt.054 with a statement in it",
                "不是含有对账单的 camt.052、053 或 054 报文",
            )


def _is_container(path: tuple[str, ...]) -> bool:
    """Envelopes around the document are looked through, whatever they are."""
    if _DOCUMENT not in path:
        return True
    inner = path[path.index(_DOCUMENT) + 1 :]
    return not inner or inner in _WITHIN


class _Foreign(Exception):
    """Another message, or a version that we do not know: nothing of it is guessed."""

    def __init__(self, line: BadLine) -> None:
        super().__init__(line.reason)
        self.line = line


class _Reading:
    def __init__(self, source: str) -> None:
        self.statements = 0
        self._source = source
        self._kind = Kind.CLOSING
        self._named = ""
        self._statement: Branch | None = None
        self._heading: Heading | None = None
        self._balances: Balances | None = None
        self._in_pages = False
        self._entry: Branch | None = None
        self._details: list[Detail] = []
        self._left_out = 0

    def take(self, event: Opened | Branch | Closed) -> Iterator[Found]:
        if isinstance(event, Branch):
            self._branch(event)
        elif isinstance(event, Opened):
            yield from self._opened(event)
        else:
            yield from self._closed(event)

    def _opened(self, event: Opened) -> Iterator[Found]:
        for name, value in event.attributes.items():
            if name.startswith("xmlns") and (found := _NAMESPACE.search(value)):
                self._named = found[1]
                self._require_version(event.line, found[2])
        if event.name in _MESSAGES:
            self._message(event)
        elif event.name == "Ntry":
            yield from self._head()
            self._entry, self._details, self._left_out = Branch("Ntry", event.line, {}), [], 0
        elif event.name in {"Stmt", "Ntfctn", "Rpt"}:
            self.statements += 1
            self._statement, self._heading = Branch(event.name, event.line, {}), None

    def _closed(self, event: Closed) -> Iterator[Found]:
        if event.name == "Ntry" and self._entry is not None:
            around = Around(self._source, self._heading or Heading(self._kind, ""))
            yield from entries(around, self._entry, self._details, self._left_out)
            if self._balances is not None:
                self._balances.add(self._entry)
            self._entry, self._details = None, []
        elif self._statement is not None and event.name == self._statement.name:
            yield from self._head()
            wrong = self._balances.contradiction() if self._balances else None
            if wrong is not None:
                yield wrong
            self._statement = self._balances = None

    def _branch(self, branch: Branch) -> None:
        if self._entry is not None:
            self._in_entry(branch)
        elif self._statement is not None and self._heading is None:
            self._statement.add(branch)
        elif self._statement is None and branch.name == "GrpHdr":
            self._in_pages = in_pages(branch)

    def _in_entry(self, branch: Branch) -> None:
        assert self._entry is not None  # noqa: S101
        if branch.name != "TxDtls":
            self._entry.add(branch)
        elif len(self._details) < MOST_DETAILS:
            self._details.append(detail(branch))
        else:
            self._left_out += 1

    def _head(self) -> Iterator[Found]:
        """Once all that stands before the first entry is known."""
        if self._heading is None and self._statement is not None:
            within = self._statement.find("FrToDt")
            first, last = (_day(within, "Fr"), _day(within, "To")) if within else (None, None)
            self._heading = Heading(self._kind, account(self._statement.find("Acct")), first, last)
            self._balances = Balances(self._statement) if self._kind is Kind.CLOSING and not self._in_pages else None
            yield self._heading

    def _message(self, event: Opened) -> None:
        _, self._kind, number = _MESSAGES[event.name]
        if self._named != number:
            told = f"camt.{self._named}" if self._named else "no camt namespace"
            reason = f"{event.name} is camt.{number}, the file says {told}"
            raise _Foreign(BadLine(event.line, "xmlns", reason, f"{event.name} 应为 camt.{number}，命名空间不符"))

    def _require_version(self, line: int, version: str) -> None:
        if int(version) not in VERSIONS:
            reason = f"version {version} is not known; 02 to 13 are"
            raise _Foreign(BadLine(line, "xmlns", reason, f"版本 {version} 无法识别，可用 02 至 13"))


def _day(within: Branch, end: str) -> date | None:
    found = moment(within.said(f"{end}DtTm") or within.said(f"{end}Dt"))
    return found.astimezone(BEIJING).date() if found else None
