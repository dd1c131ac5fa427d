"""Money that arrived, and what it is for. It is never guessed: what does not match exactly goes to a person."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from ivr.domain.money import whole_fen

BOOKED = "BOOK"
"""ISO 20022's entry status for money that is there; PDNG and INFO are none."""

REVERSAL_SUFFIX = "#reversal"


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
    EARLY = "early"
    """Booked before the debt was filed: the papers may have taken it off already."""
    TAKEN_BACK = "taken-back"
    """Two people credited it by mistake, and two took that back."""
    PART_PAID = "part-paid"
    """Credited, with something left of the debt: no payment is kept so, it is worked out for whoever asks."""


class Closing(StrEnum):
    """How a person's look at a payment has ended; ``domain/review.py`` says which of them fits."""

    CLAIMED = "claimed"
    NOT_OURS = "not-ours"
    REFUND = "refund"
    """It goes back, or what is too much of it does; the court's cashier sends it."""
    REVERSAL_NOTED = "reversal-noted"
    COUNTED_BEFORE = "counted-before"
    """What the papers say is owed has it taken off already."""


@dataclass
class Obligation:
    """That one person owes a debt in one case, and the virtual account that was opened for it (一案一账户).

    ``owed``: what the papers name; joint debtors share the debt. ``filed_on``: the court's day of its first papers.
    """

    id: str
    court_id: str
    person_id: str
    case_number: str
    account: str
    owed: Decimal
    debt_id: str
    discharged_at: datetime | None = None
    filed_on: date | None = None


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
    ``said``: the keys and the text, sealed, where a person had to look at them.
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
    reversal: bool = False
    said: str | None = None


@dataclass(frozen=True)
class Match:
    """One obligation, or the reason why a person must look; at early money, both.

    ``court_id``: whose people look at what leads to no obligation, where that can be said.
    """

    obligation: Obligation | None
    review_for: ReviewFor | None
    court_id: str | None = None


def countable(remittance: Remittance) -> ReviewFor | None:
    """Why this is no money, or None when it is: booked, in yuan, more than nothing and in whole fen, and undoubted."""
    if remittance.status != BOOKED:
        return ReviewFor.NOT_BOOKED
    if remittance.doubt is not None:
        return remittance.doubt
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
    return remittance.external_id + (REVERSAL_SUFFIX if remittance.reversal else "")


def reversed_id(kept_id: str) -> str | None:
    """The id of the entry that a reversal says it reverses, None for what is no reversal; see ``entry_id``."""
    return kept_id.removesuffix(REVERSAL_SUFFIX) if kept_id.endswith(REVERSAL_SUFFIX) else None
