"""Take a handful of what was found in a statement: entries become payments, the rest is counted or noted."""

from dataclasses import dataclass, field

from ivr.domain.payment import ReviewFor
from ivr.domain.statement import MOST_PROBLEMS, BadLine, Entry, Found, Kind, Outgoing, Problem, Statement
from ivr.flows.desk import Work
from ivr.flows.inbox.identify import Identified, Identifier
from ivr.flows.inbox.raw import raw_entry
from ivr.flows.record_payments import Arrived, Recorded, record_payments
from ivr.store import bank_entries, payments, statements
from ivr.store.bank_entries import BankEntry, Parts


@dataclass(frozen=True)
class Place:
    """Something found, of what kind of statement, and the occurrences of an entry's references before it."""

    found: Found
    kind: Kind
    before: tuple[int, int] = (0, 0)


@dataclass
class Taking:
    """One handful, in one transaction, with the statement's row locked."""

    work: Work
    statement: Statement
    identifier: Identifier
    problems: list[Problem] = field(default_factory=list)

    def take(self, places: list[Place]) -> None:
        for one in places:
            if isinstance(one.found, BadLine):
                self.note(one.found)
        self.statement.outgoing += sum(isinstance(one.found, Outgoing) for one in places)
        self._entries([one for one in places if isinstance(one.found, Entry)])
        self.statement.taken += len(places)
        self.close()

    def note(self, bad: BadLine) -> None:
        """All are counted, the first ones kept."""
        one = self.statement
        if one.bad < MOST_PROBLEMS:
            key, field = self.work.new_id(), bad.field[:40]
            self.problems.append(Problem(key, one.id, one.bad, bad.line, field, bad.reason, bad.reason_zh))
        one.bad += 1

    def close(self) -> None:
        statements.keep_problems(self.work.session, self.problems)
        self.problems = []

    def _entries(self, places: list[Place]) -> None:
        if not places:
            return
        given = [(one.found, one.before) for one in places if isinstance(one.found, Entry)]
        identified = self.identifier.identify(self.work, given)
        wanted = self._parts(self._wholes(identified, places[0].kind))
        arrived = [Arrived(one.remittance, raw_entry(one.remittance)) for one in wanted]
        recorded = record_payments(self.work, arrived) if arrived else []
        self._kept(wanted, recorded, places[0].kind)

    def _wholes(self, identified: list[Identified], kind: Kind) -> list[Identified]:
        """Those that are still to be recorded: a sum whose parts are here is no money of its own."""
        batches = {one.marks.batch: one for one in identified if one.entry.whole and one.marks.batch}
        known = bank_entries.parts_of(self.work.session, self.statement.source, {key for key in batches if key})
        for key, parts in known.items():
            self._whole(batches[key], parts, kind)
        return [one for one in identified if not (one.entry.whole and one.marks.batch in known)]

    def _whole(self, one: Identified, parts: Parts, kind: Kind) -> None:
        if parts.amount != one.remittance.amount:
            reason = f"its parts came before and add up to {parts.amount}, here it is {one.remittance.amount}"
            zh = f"此前到达的明细合计 {parts.amount}，此处为 {one.remittance.amount}"
            self.note(BadLine(one.entry.line, "Amt", reason, zh))
            return
        self.statement.repeated += 1
        if kind is Kind.CLOSING:
            bank_entries.confirm(self.work.session, parts.payment_ids, self.statement.id)

    def _parts(self, identified: list[Identified]) -> list[Identified]:
        """Parts of a sum that was told without them before: they count now, if nothing of the sum does."""
        names = {one.entry.references.batch for one in identified} - {""}
        known = bank_entries.wholes(self.work.session, self.statement.source, names)
        for name, (payment_id, credited) in known.items():
            if not credited:
                payments.mark(self.work.session, [payment_id], ReviewFor.IN_PARTS)
            else:
                self._counted_whole(name, identified)
        counted = {name for name, (_, credited) in known.items() if credited}
        return [one for one in identified if one.entry.references.batch not in counted]

    def _counted_whole(self, name: str, identified: list[Identified]) -> None:
        for one in identified:
            if one.entry.references.batch == name:
                reason, zh = "its sum was credited before as a whole", "该笔合计此前已整笔入账"
                self.note(BadLine(one.entry.line, "TxDtls", reason, zh))

    def _kept(self, identified: list[Identified], recorded: list[Recorded], kind: Kind) -> None:
        rows, known = [], []
        for one, told in zip(identified, recorded, strict=True):
            if told.refused is not None:
                facts = told.refused.facts
                self.note(BadLine(one.entry.line, "id", str(facts["reason"]), str(facts["reason_zh"])))
                continue
            assert told.payment is not None  # noqa: S101 - it was not refused
            if told.fresh:
                rows.append(self._row(one, told.payment.id, kind))
            else:
                known.append(told.payment.id)
        self.statement.fresh += len(rows)
        self.statement.repeated += len(known)
        bank_entries.keep(self.work.session, rows)
        if kind is Kind.CLOSING:
            bank_entries.confirm(self.work.session, known, self.statement.id)

    def _row(self, one: Identified, payment_id: str, kind: Kind) -> BankEntry:
        return BankEntry(
            payment_id=payment_id,
            source=self.statement.source,
            statement_id=self.statement.id,
            line=one.entry.line,
            account=one.marks.account,
            booked_on=one.entry.references.booked_on,
            batch=None if one.entry.whole else one.marks.batch,
            transaction=one.marks.transaction,
            end_to_end=one.marks.end_to_end,
            whole=one.entry.whole,
            confirmed_by=self.statement.id if kind is Kind.CLOSING else None,
        )
