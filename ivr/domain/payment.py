"""Money that arrived, and what it is for. It is never guessed: what does not match exactly goes to a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from ivr.domain.casenumber import find_all
from ivr.domain.money import whole_fen

BOOKED = "BOOK"
"""ISO 20022's entry status for money that is there; PDNG and INFO are none."""

_REVERSAL = "#reversal"


class PaymentState(StrEnum):
    CREDITED = "credited"
    REVIEW = "review"


class ReviewFor(StrEnum):
    """Why a payment waits for a person."""

    UNMATCHED = "unmatched"
    AMBIGUOUS = "ambiguous"
    FOREIGN_CURRENCY = "foreign-currency"
    NOT_BOOKED = "not-booked"
    REVERSAL = "reversal"
    OVERPAID = "overpaid"
    ODD_AMOUNT = "odd-amount"
    RETURNED = "returned"
    """Money of our own that came back: no repayment, whatever case it names."""
    CONTRADICTED = "contradicted"
    """The bank says two things of it: the parts of a collective entry are not its sum."""
    IN_PARTS = "in-parts"
    """A sum whose parts came later, and count by themselves: nothing of it may be claimed."""
    NO_REFERENCE = "no-reference"
    """The bank does not say which entry it is, so it cannot be told from one that came before."""


class Closing(StrEnum):
    """How a person's look at a payment has ended; ``domain/review.py`` says which of them fits."""

    CLAIMED = "claimed"
    NOT_OURS = "not-ours"
    REFUND = "refund"
    """It goes back, or what is too much of it does; the court's cashier sends it."""
    REVERSAL_NOTED = "reversal-noted"


@dataclass
class Obligation:
    """That one person owes a debt in one case, and the virtual account that was opened for it (一案一账户).

    ``owed``: what the papers name; joint debtors share the debt.
    """

    id: str
    court_id: str
    person_id: str
    case_number: str
    account: str
    owed: Decimal
    debt_id: str
    discharged_at: datetime | None = None


@dataclass(frozen=True)
class Remittance:
    """One entry of a feed, in one shape for all feeds. ``status`` is ISO 20022's: only BOOK is money.

    ``reference``: the creditor's reference, where the payer gave one in its own field (ISO 11649, or the court's).
    ``doubt``: why a person must look at it, as far as the feed itself can tell.
    """

    source: str
    external_id: str
    account: str
    amount: Decimal
    currency: str
    status: str
    reversal: bool
    booked_at: datetime
    text: str = field(repr=False)
    reference: str = field(default="", repr=False)
    doubt: ReviewFor | None = None


@dataclass
class Payment:
    """A remittance as it was kept: ``(source, external_id)`` is unique, ``raw`` is the payload as it came, sealed.

    ``credited`` is what counts towards the obligation: the amount, minus the amount for a reversal, or zero.
    """

    id: str
    source: str
    external_id: str
    amount: Decimal
    currency: str
    booked_at: datetime
    received_at: datetime
    raw: str
    state: PaymentState
    review_for: ReviewFor | None = None
    obligation_id: str | None = None
    court_id: str | None = None
    credited: Decimal = Decimal("0.00")
    closed_as: Closing | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Match:
    """Either one obligation, or the reason why a person must look."""

    obligation: Obligation | None
    review_for: ReviewFor | None


def countable(remittance: Remittance) -> ReviewFor | None:
    """Why this is no money, or None when it is: booked, in yuan, more than nothing and in whole fen."""
    if remittance.status != BOOKED:
        return ReviewFor.NOT_BOOKED
    if remittance.currency != "CNY":
        return ReviewFor.FOREIGN_CURRENCY
    if not whole_fen(remittance.amount) or remittance.amount <= 0:
        return ReviewFor.ODD_AMOUNT
    return remittance.doubt


def became_money(payment: Payment, remittance: Remittance) -> bool:
    """Whether this is the booking of an entry that was kept while it was pending."""
    return payment.review_for == ReviewFor.NOT_BOOKED and remittance.status == BOOKED


def entry_id(remittance: Remittance) -> str:
    """Banks may send a reversal under the id of what it reverses; it must not be taken for the same entry again."""
    return remittance.external_id + _REVERSAL if remittance.reversal else remittance.external_id


def reversed_id(kept_id: str) -> str | None:
    """The id of the entry that a reversal says it reverses, None for what is no reversal; see ``entry_id``."""
    return kept_id.removesuffix(_REVERSAL) if kept_id.endswith(_REVERSAL) else None


def match(*best_first: Sequence[Obligation]) -> Match:
    """The obligations found by each key, the best key first: the first that finds any decides, if it finds just one.

    The keys are the virtual account, the structured reference and the case numbers in the text; never a name.
    """
    found = next(filter(None, best_first), ())
    if len(found) == 1:
        return Match(found[0], None)
    return Match(None, ReviewFor.AMBIGUOUS if found else ReviewFor.UNMATCHED)


def case_keys(text: str) -> list[str]:
    """The canonical case numbers in a remittance text."""
    return [str(number) for number in find_all(text)]
