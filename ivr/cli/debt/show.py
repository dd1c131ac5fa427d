"""``ivr debt show``."""

import json
from typing import Annotated

import typer

from ivr.cli.gateway import reading, working
from ivr.cli.options import AsJson, DebtId, TokenFile
from ivr.cli.output import fields, note, table, tell
from ivr.cli.words import say
from ivr.flows.view_debt import DebtView, TermsView, read_debt_terms, view_debt

_REVEAL = say("显示债务内容，须写明理由（记入审计）", "show its terms; give a reason, it is recorded")


def verb(
    debt_id: DebtId,
    why: Annotated[str | None, typer.Option("--reveal", metavar="REASON", help=_REVEAL)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    # Reading its terms is written into the audit trail, so it works; all else only looks.
    with (reading if why is None else working)(token_file) as work:
        view = view_debt(work, debt_id)
        terms = None if why is None else read_debt_terms(work, debt_id, why)
    if as_json:
        tell({**fields(view), "terms": terms.terms if terms else None}, "", as_json)
    else:
        _print(view, terms)


def _print(view: DebtView, terms: TermsView | None) -> None:
    headings = {
        "id": say("义务编号", "obligation"),
        "case_number": say("案号", "case number"),
        "account": say("虚拟账户", "account"),
        "discharged_at": say("履行完毕", "discharged"),
    }
    table([fields(one) for one in view.obligations], headings, as_json=False)
    note(say(f"内容变更 {view.version} 次", f"Its terms were changed {view.version} times"))
    if terms:
        tell(None, json.dumps(terms.terms, ensure_ascii=False, indent=1), as_json=False)
