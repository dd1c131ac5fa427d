"""``ivr enrol show``."""

from typing import Annotated

import typer

from ivr.cli.enrol.shown import SEALED, row, state
from ivr.cli.gateway import reading, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import fields, table, tell
from ivr.cli.words import say
from ivr.domain.moment import local
from ivr.flows.reveal import Revealed, reveal
from ivr.flows.view_enrolment import EnrolmentView, view_enrolment

_REVEAL = say("显示姓名和身份证号，须写明理由（记入审计）", "show name and ID number; give a reason, it is recorded")
_SEALED = ("president", *SEALED)


def verb(
    enrolment_id: EnrolmentId,
    why: Annotated[str | None, typer.Option("--reveal", metavar="REASON", help=_REVEAL)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    # Reading a name is written into the audit trail, so it works; all else only looks.
    with (reading if why is None else working)(token_file) as work:
        view = view_enrolment(work, enrolment_id)
        person = reveal(work, enrolment_id, why) if why is not None else None
    if as_json:
        tell(_whole(view, person), "", as_json)
    else:
        _print(view, person)


def _whole(view: EnrolmentView, person: Revealed | None) -> dict[str, object]:
    whole = fields(view)
    for part in (whole["enrolment"], whole["order"]):
        for sealed in _SEALED:
            part.pop(sealed, None)
    return {**whole, "person": fields(person) if person else None}


def _print(view: EnrolmentView, person: Revealed | None) -> None:
    facts: dict[str, object] = {say("状态", "state"): state(view.enrolment), **row(view.enrolment)}
    facts |= {
        say("案号", "case number"): view.order.case_number,
        say("应付", "owed"): view.obligation.owed,
        say("已付", "paid"): view.credited,
        say("债务余额", "left of the debt"): view.left,
        say("债务编号", "debt"): view.obligation.debt_id,
        say("退回理由", "sent back for"): view.sent_back_for,
    }
    if person:
        facts |= {say("姓名", "name"): person.name, say("身份证号", "ID number"): person.id_number}
    for proof in view.removal.nodes if view.removal else ():
        at = local(proof.at) if proof.at else ""
        facts[say(f"节点 {proof.node_id}", f"node {proof.node_id}")] = f"{proof.proof} {at}"
    rows = [{"name": name, "value": value} for name, value in facts.items() if value is not None]
    table(rows, {"name": say("项目", "what"), "value": say("内容", "is")}, as_json=False)
