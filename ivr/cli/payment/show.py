"""``ivr payment show``: its words, and which debts they may have meant."""

from typing import Annotated

import typer

from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import note, table, tell
from ivr.cli.payment.shown import PaymentId, row
from ivr.cli.words import say
from ivr.domain.suggestion import REASONS
from ivr.flows.list_payments import Reviewed, read_payment
from ivr.flows.suggest import Suggestion

_WHY = say("查看理由（记入审计）", "why you read it; it is recorded")


def verb(
    payment_id: PaymentId,
    reason: Annotated[str, typer.Option(help=_WHY)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with working(token_file) as work:
        view = read_payment(work, payment_id, reason)
    if as_json:
        tell(_all(view), "", as_json)
        return
    words = "\n".join(f"{name}: {value}" for name, value in view.said.items())
    tell(None, f"{view.item.payment.id}  {view.item.payment.review_for}\n{words}", as_json)
    headings = {
        "obligation_id": say("债务", "debt"),
        "case_number": say("案号", "case"),
        "written": say("可能指", "may mean"),
        "reason": say("理由", "because"),
    }
    table([_row(one) for one in view.suggestions], headings, as_json)
    note(say("建议仅供核对，须由人认领。", "Suggestions are to be checked: a person claims, another decides."))


def _row(one: Suggestion) -> dict[str, object]:
    told = {"obligation_id": one.obligation.id, "case_number": one.obligation.case_number, "written": one.written}
    return {**told, "why": one.why, "reason": say(*REASONS[one.why])}


def _all(view: Reviewed) -> dict[str, object]:
    may = {"claimable": view.claimable, "closings": view.closings}
    return {**row(view.item), **view.said, **may, "suggestions": [_row(one) for one in view.suggestions]}
