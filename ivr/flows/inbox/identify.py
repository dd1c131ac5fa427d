"""Give each entry the id under which it is kept, so that the same one counts once, whichever statements tell of it.

The bank's own reference is that id. Where a statement does not give it, the payer's bank's (``TxId``) or the payer's
(``EndToEndId``) finds the entry again, together with account, day, amount and direction; an entry with none of them
cannot be told from one that came before, so it goes to a person.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from ivr.domain.payment import Remittance, ReviewFor, reversed_id
from ivr.domain.statement import Entry
from ivr.flows.desk import Work
from ivr.store import bank_entries

NAMELESS: Final = "~"
"""Before the id of an entry that the bank has not named."""


@dataclass(frozen=True)
class Marks:
    """An entry's blind indexes; None where there is nothing to make one of."""

    account: str
    batch: str | None
    transaction: str | None
    end_to_end: str | None


@dataclass(frozen=True)
class Identified:
    """``remittance`` has its id."""

    entry: Entry
    remittance: Remittance
    marks: Marks


@dataclass
class Identifier:
    """Of one statement, asked in the order of its entries; two alike in one statement are two entries."""

    digest: str
    seen: Counter[int] = field(default_factory=Counter)

    def occurrences(self, entry: Entry) -> tuple[int, int]:
        """How many with the same references have come before, by each of the two."""
        return self._before(entry, entry.references.transaction), self._before(entry, entry.references.end_to_end)

    def identify(self, work: Work, entries: list[tuple[Entry, tuple[int, int]]]) -> list[Identified]:
        marked = [(entry, _marks(work, entry, before)) for entry, before in entries]
        source = entries[0][0].remittance.source
        by_transaction = _known(work, source, "transaction", [marks for _, marks in marked])
        by_end = _known(work, source, "end_to_end", [marks for _, marks in marked])
        identified = []
        for entry, marks in marked:
            known = by_transaction.get(marks.transaction or "") or by_end.get(marks.end_to_end or "")
            identified.append(Identified(entry, self._named(entry, marks, known), marks))
        return identified

    def _named(self, entry: Entry, marks: Marks, known: str | None) -> Remittance:
        own = entry.remittance.external_id
        if known is not None and (not own or known.startswith(NAMELESS)):
            return replace(entry.remittance, external_id=reversed_id(known) or known)
        if own:
            return entry.remittance
        weak = marks.transaction or marks.end_to_end
        if weak is not None:
            return replace(entry.remittance, external_id=NAMELESS + weak)
        place = f"{self.digest[:32]}:{entry.line}"
        return replace(entry.remittance, external_id=place, doubt=entry.remittance.doubt or ReviewFor.NO_REFERENCE)

    def _before(self, entry: Entry, reference: str) -> int:
        if not reference:
            return 0
        key = hash(_likeness(entry, reference))
        self.seen[key] += 1
        return self.seen[key] - 1


def _marks(work: Work, entry: Entry, before: tuple[int, int]) -> Marks:
    told = entry.references
    account = work.vault.index(told.account, "bank-account")
    return Marks(
        account=account,
        batch=work.vault.index(f"{account}|{told.batch or told.bank}", "batch") if told.batch or entry.whole else None,
        transaction=_index(work, entry, told.transaction, before[0], "transaction"),
        end_to_end=_index(work, entry, told.end_to_end, before[1], "end-to-end"),
    )


def _index(work: Work, entry: Entry, reference: str, before: int, kind: str) -> str | None:
    if not reference:
        return None
    return work.vault.index("|".join((*_likeness(entry, reference), str(before))), kind)


def _likeness(entry: Entry, reference: str) -> tuple[str, ...]:
    told, one = entry.references, entry.remittance
    return told.account, told.booked_on.isoformat(), str(one.amount), one.currency, str(one.reversal), reference


def _known(work: Work, source: str, name: str, marks: list[Marks]) -> dict[str, str]:
    wanted = {key for one in marks if (key := getattr(one, name)) is not None}
    return bank_entries.known_by(work.session, source, name, wanted)
