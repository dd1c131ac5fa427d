"""A statement as the command line shows it."""

from typing import Annotated

import typer

from ivr.cli.output import fields, note, table, tell
from ivr.cli.status import BAD_INPUT
from ivr.cli.words import say
from ivr.flows.inbox.view import StatementView

Source = Annotated[str, typer.Argument(metavar="SOURCE", help=say("来源（银行）名称", "the source's (bank's) name"))]
StatementId = Annotated[str, typer.Argument(metavar="STATEMENT", help=say("对账单编号", "the statement's id"))]


def show_statement(view: StatementView, as_json: bool) -> None:
    """Ends with status 2 when something in it is wrong."""
    one = view.statement
    if as_json:
        tell({**fields(one), "problems": [fields(bad) for bad in view.problems]}, "", as_json)
    else:
        if view.problems:
            headings = {"line": say("行", "line"), "field": say("字段", "field"), "why": say("原因", "why")}
            rows = [{**fields(bad), "why": say(bad.reason_zh, bad.reason)} for bad in view.problems]
            table(rows, headings, as_json)
        counts = (one.id, one.progress, one.fresh, one.repeated, one.outgoing, one.bad)
        zh = "对账单 {0}（{1}）：新增 {2} 笔，重复 {3} 笔，非收款 {4} 笔，问题 {5} 处。"
        en = "Statement {0} ({1}): {2} new, {3} known before, {4} no repayments, {5} problems."
        note(say(zh, en).format(*counts))
    if one.bad:
        raise typer.Exit(BAD_INPUT)
