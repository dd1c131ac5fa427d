"""A debt and its statement, as they are told. Amounts are yuan as strings, days the court's own."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, PlainSerializer

from ivr.domain.debt.balance import Balance
from ivr.domain.debt.instalments import Standing
from ivr.domain.debt.part import Part
from ivr.domain.debt.statement import Accrual, Entry
from ivr.domain.debt.words import in_words
from ivr.flows.debt_statement import DebtStatement
from ivr.web.api.shape import Told, Utc

Yuan = Annotated[Decimal, PlainSerializer(str, return_type=str)]
"""Exact: a JSON number would be read as a binary fraction."""


class OwingTold(Told):
    """One debtor's obligation. Joint debtors share the debt, each with an account of their own."""

    id: str
    case_number: str
    account: str
    discharged_at: Utc | None


class DebtTold(Told):
    id: str
    version: int = Field(description="how often its terms were changed; 0: the papers name one amount, and that is all")
    obligations: list[OwingTold]


class TermsTold(Told):
    id: str
    version: int
    terms: dict[str, Any] | None = Field(description="as they are proposed; null once they are erased")


class PartsTold(Told):
    costs: Yuan
    interest: Yuan
    principal: Yuan
    doubled: Yuan = Field(description="the doubled part of the interest for late performance")
    left: Yuan = Field(description="all of it together")


class LineTold(Told):
    why: str = Field(description="accrued, paid, taken-back, waived or settled")
    first: date
    last: date = Field(description="both days count")
    parts: dict[Part, Yuan] = Field(description="what it put on each part, or below zero took off it")
    base: Yuan | None = Field(description="of what it accrued; null for a movement")
    days: int | None
    percent: str | None = Field(description="a year; null for the doubled part, which is 0.0175 % a day")
    year: int | None = Field(description="how many days the year of that rate has")
    left: Yuan | None = Field(description="what was left after it; null for what accrued")
    entries: list[str] = Field(description="the payments that it is made of: source/id")
    zh: str
    en: str


class RefundTold(Told):
    obligation_id: str
    key: str = Field(description="the payment: source/id")
    amount: Yuan


class DividedTold(Told):
    creditor: int = Field(description="its place in the terms, from 1")
    amount: Yuan


class InstalmentTold(Told):
    on: date = Field(description="the last day for it")
    amount: Yuan
    paid: Yuan
    standing: Standing
    performed_on: date | None


class StatementTold(Told):
    """Fixed and accrued together are what was credited, waived and is left; all to the fen."""

    id: str
    on: date
    fixed: PartsTold = Field(description="what the terms name")
    lines: list[LineTold]
    accrued: Yuan
    came: Yuan = Field(description="all money, reversals taken off")
    credited: Yuan
    waived: Yuan
    balance: PartsTold
    overpaid: Yuan
    refunds: list[RefundTold] = Field(description="which payments were too much")
    divided: list[DividedTold] = Field(description="what was credited, by the claims of several creditors")
    instalments: list[InstalmentTold]


def tell_statement(view: DebtStatement) -> StatementTold:
    told = view.statement
    return StatementTold(
        id=view.debt_id,
        on=told.on,
        fixed=_parts(told.fixed),
        lines=[_line(one) for one in told.entries],
        accrued=told.accrued,
        came=told.came,
        credited=told.credited,
        waived=told.waived,
        balance=_parts(told.balance),
        overpaid=told.balance.overpaid,
        refunds=[RefundTold.model_validate(one) for one in told.refunds],
        divided=[DividedTold.model_validate(one) for one in told.divided],
        instalments=[InstalmentTold.model_validate(one) for one in view.instalments],
    )


def _parts(balance: Balance) -> PartsTold:
    return PartsTold(**{part.value: balance.of(part) for part in Part}, left=balance.left)


def _line(entry: Entry) -> LineTold:
    words = {"zh": in_words(entry, "zh-CN"), "en": in_words(entry, "en")}
    if not isinstance(entry, Accrual):
        taken = {part: -amount for part, amount in entry.parts.items()}
        return LineTold(
            why=entry.why,
            first=entry.on,
            last=entry.on,
            parts=taken,
            base=None,
            days=None,
            percent=None,
            year=None,
            left=entry.after.left,
            entries=list(entry.keys),
            **words,
        )
    return LineTold(
        why="accrued",
        first=entry.first,
        last=entry.last,
        parts={entry.part: entry.amount},
        base=entry.base,
        days=entry.days,
        percent=str(entry.rate.percent) if entry.rate else None,
        year=entry.year or None,
        left=None,
        entries=[],
        **words,
    )
