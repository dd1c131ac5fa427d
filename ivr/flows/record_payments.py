"""Record many payments in one transaction: what ``record_payment`` does to each, with the store asked once for all.

One by one an entry costs some ten statements; a statement of a hundred thousand entries would take minutes. Each
payment has an entry of its own in the audit trail all the same: whoever asks who credited a payment finds it there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Match, Obligation, Payment, Remittance, ReviewFor, became_money, entry_id
from ivr.domain.review import told_by
from ivr.domain.staff import require
from ivr.flows.credit import counts
from ivr.flows.desk import Work
from ivr.flows.find_debtors import find_debtors
from ivr.flows.record_payment import belongs, new_payment, record_payment, require_same
from ivr.flows.settle import settle_all
from ivr.store import debts, payments


@dataclass(frozen=True)
class Arrived:
    remittance: Remittance
    raw: str


@dataclass(frozen=True)
class Recorded:
    """What became of one: its payment, and whether that is ``fresh``; or why it was refused."""

    payment: Payment | None
    fresh: bool = False
    refused: RuleBroken | None = None


@dataclass(frozen=True)
class _New:
    payment: Payment
    arrived: Arrived
    obligation: Obligation | None

    @property
    def counted(self) -> bool:
        return self.payment.credited != 0


def record_payments(work: Work, arrived: Sequence[Arrived]) -> list[Recorded]:
    """One answer for each, in their order; all of one source. Whatever is refused changes nothing."""
    require(work.actor, "record_payment")
    recorded: list[Recorded] = []
    for some in _apart(arrived):
        recorded += _together(work, some)
    return recorded


def _apart(arrived: Sequence[Arrived]) -> Iterator[list[Arrived]]:
    """In parts in which no entry comes twice, nor its reversal: the second one must find the first."""
    part: dict[str, Arrived] = {}
    for one in arrived:
        key = entry_id(one.remittance)
        if key in part or one.remittance.external_id in part:
            yield list(part.values())
            part = {}
        part[key] = one
    if part:
        yield list(part.values())


def _together(work: Work, arrived: list[Arrived]) -> list[Recorded]:
    """One that was pending and is booked now is taken by itself, in its turn."""
    keys = {entry_id(one.remittance) for one in arrived}
    known = payments.known_all(work.session, arrived[0].remittance.source, keys)
    recorded: list[Recorded] = []
    for booked, group in groupby(arrived, lambda one: _booked(one, known)):
        some = list(group)
        recorded += [_again(work, one, None) for one in some] if booked else _run(work, some, known)
    return recorded


def _booked(one: Arrived, known: Mapping[str, Payment]) -> bool:
    first = known.get(entry_id(one.remittance))
    return first is not None and became_money(first, one.remittance)


def _run(work: Work, arrived: list[Arrived], known: Mapping[str, Payment]) -> list[Recorded]:
    new = _prepared(work, [one for one in arrived if entry_id(one.remittance) not in known])
    kept = _keep(work, new)
    done = {one.payment.external_id: Recorded(one.payment, fresh=True) for one in new if one.payment.id in kept}
    keys = [entry_id(one.remittance) for one in arrived]
    return [done.get(key) or _again(work, one, known.get(key)) for key, one in zip(keys, arrived, strict=True)]


def _prepared(work: Work, arrived: list[Arrived]) -> list[_New]:
    found = find_debtors(work, [one.remittance for one in arrived])
    return [_prepare(work, one, match) for one, match in zip(arrived, found, strict=True)]


def _prepare(work: Work, one: Arrived, found: Match) -> _New:
    payment = new_payment(work, one.remittance, one.raw)
    obligation = belongs(work, payment, one.remittance, found)
    if obligation is not None and payment.review_for is None:
        counts(payment, payment.amount)
    return _New(payment, one, obligation)


def _keep(work: Work, new: list[_New]) -> set[str]:
    """The ids of the payments that were kept; each debt is settled after each payment for it, as if one by one.

    All are kept before any debt is locked, as a single one is, so that no two wait for each other.
    """
    turns = _turns(new)
    later = {one.payment.id for turn in turns[1:] for one in turn}
    kept = payments.insert_new(work.session, [one.payment for one in new], counted_later=later)
    for n, turn in enumerate(turns):
        counted = [one for one in turn if one.counted and one.payment.id in kept]
        if n:
            payments.count(work.session, [one.payment for one in counted])
        _settle(work, counted)
    for one in new:
        if one.payment.id in kept:
            payment = one.payment
            told = payment.review_for or payment.state
            work.record("record_payment", payment.id, court_id=payment.court_id, after=told)
    return kept


def _turns(new: list[_New]) -> list[list[_New]]:
    """The first payment for each debt, the second ones, and so on; what counts for none comes with the first."""
    turns: dict[int, list[_New]] = defaultdict(list)
    seen: dict[str, int] = defaultdict(int)
    for one in new:
        debt = one.obligation.debt_id if one.obligation and one.counted else ""
        turns[seen[debt]].append(one)
        seen[debt] += bool(debt)
    return [turns[n] for n in sorted(turns)]


def _settle(work: Work, counted: list[_New]) -> None:
    debt_of = debts.held(work.session, {one.payment.obligation_id or "" for one in counted})
    balances = settle_all(work, set(debt_of.values()))
    told: dict[ReviewFor, list[str]] = defaultdict(list)
    for payment in (one.payment for one in counted if not one.payment.reversal):
        payment.review_for = told_by(balances[debt_of[payment.obligation_id or ""]])
        if payment.review_for:
            told[payment.review_for].append(payment.id)
    for why, keys in told.items():
        payments.mark(work.session, keys, why)


def _again(work: Work, arrived: Arrived, first: Payment | None) -> Recorded:
    """Known before; without the ``first`` one it is asked for, with its lock."""
    try:
        if first is None:
            return Recorded(record_payment(work, arrived.remittance, arrived.raw))
        return Recorded(require_same(first, new_payment(work, arrived.remittance, "")))
    except RuleBroken as refused:
        return Recorded(None, refused=refused)
