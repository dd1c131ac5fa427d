"""How a payment is told: never with what came word for word."""

from typing import Annotated

import typer

from ivr.cli.output import fields
from ivr.cli.words import say
from ivr.domain.payment import Payment
from ivr.flows.list_payments import InReview

PaymentId = Annotated[str, typer.Argument(metavar="PAYMENT", help=say("款项编号", "the payment's id"))]

_SEALED = {"raw", "said"}


def open_fields(payment: Payment) -> dict[str, object]:
    """Without what is sealed."""
    return {name: value for name, value in fields(payment).items() if name not in _SEALED}


def row(item: InReview) -> dict[str, object]:
    return {**open_fields(item.payment), "review_for": item.why, "due": item.due, "late": item.late}
