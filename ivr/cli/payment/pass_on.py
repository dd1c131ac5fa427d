"""``ivr payment pass-on``: to the court that the bank names."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import tell
from ivr.cli.payment.shown import PaymentId, open_fields
from ivr.cli.words import say
from ivr.flows.pass_on_payment import pass_on_payment


def verb(
    payment_id: PaymentId,
    court: Annotated[str, typer.Argument(help=say("法院代号", "the court's id"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        payment = pass_on_payment(work, payment_id, court)
    tell(open_fields(payment), say(f"已转给 {court}。", f"Passed on to {court}."), as_json)
