"""``ivr payment list``: what waits in one's court, due first."""

from typing import Annotated

import typer

from ivr.cli.enrol.objection_shown import due
from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import first_rows
from ivr.cli.payment.shown import row
from ivr.cli.words import say
from ivr.domain.payment import ReviewFor
from ivr.domain.review import FOR_PEOPLE
from ivr.flows.list_payments import list_payments_in_review

_WHY = say("仅限这些原因", "only for these reasons")


def verb(
    why: Annotated[list[ReviewFor] | None, typer.Option(help=_WHY)] = None,
    limit: Limit = 50,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        found = list_payments_in_review(work, limit + 1, reasons=why or FOR_PEOPLE)
    headings = {
        "id": say("编号", "id"),
        "review_for": say("原因", "why"),
        "amount": say("金额", "amount"),
        "currency": say("币种", "currency"),
        "booked_at": say("入账", "booked"),
        "until": say("期限", "due"),
        "court_id": say("法院", "court"),
    }
    first_rows(limit, [{**row(one), "until": due(one.due) if one.due else None} for one in found], headings, as_json)
