"""``ivr debt statement``."""

from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, DebtId, TokenFile
from ivr.cli.output import fields, table, tell
from ivr.cli.words import say, spoken
from ivr.domain.debt.part import NAMES_EN, NAMES_ZH, Part
from ivr.domain.debt.statement import Statement
from ivr.domain.debt.words import in_words
from ivr.domain.moment import day
from ivr.flows.debt_statement import DebtStatement, debt_statement

_ON = say("截至哪一日终（默认今日）", "at the end of which day (default: today)")


def verb(
    debt_id: DebtId,
    on: Annotated[str | None, typer.Option(help=_ON)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    until = None if on is None else day(on, "on")
    with reading(token_file) as work:
        view = debt_statement(work, debt_id, until)
    if as_json:
        tell(_whole(view), "", as_json)
    else:
        _print(view)


def _whole(view: DebtStatement) -> dict[str, object]:
    whole = fields(view)
    told = view.statement
    for line, entry in zip(whole["statement"]["entries"], told.entries, strict=True):
        line |= {"zh": in_words(entry, "zh-CN"), "en": in_words(entry, "en")}
    whole["statement"]["balance"]["left"] = told.balance.left
    return whole


def _print(view: DebtStatement) -> None:
    told = view.statement
    heading = say(f"截至 {told.on} 日终（元）", f"at the end of {told.on} (yuan)")
    table([{"line": in_words(one, spoken())} for one in told.entries], {"line": heading}, as_json=False)
    table(_parts(told), {"name": say("余额", "left"), "fixed": say("原有", "fixed"), "left": ""}, as_json=False)
    for one in told.refunds:
        tell(None, say(f"应退 {one.amount:,}：{one.key}", f"To be given back: {one.amount:,} of {one.key}"), False)
    headings = {
        "on": say("分期到期", "instalment"),
        "amount": say("金额", "amount"),
        "paid": say("已付", "paid"),
        "standing": say("状态", "stands"),
    }
    if view.instalments:
        table([fields(one) for one in view.instalments], headings, as_json=False)


def _parts(told: Statement) -> list[dict[str, object]]:
    names = {part: say(NAMES_ZH[part], NAMES_EN[part]) for part in Part}
    rows: list[dict[str, object]] = [
        {"name": names[part], "fixed": f"{told.fixed.of(part):,}", "left": f"{told.balance.of(part):,}"}
        for part in Part
    ]
    whole: dict[str, object] = {
        "name": say("合计", "together"),
        "fixed": f"{told.fixed.left:,}",
        "left": f"{told.balance.left:,}",
    }
    return [*rows, whole]
