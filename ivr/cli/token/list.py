"""``ivr token list``."""

from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import first_rows
from ivr.cli.token.shown import row
from ivr.cli.words import say
from ivr.flows.own_token import list_tokens


def verb(
    staff: Annotated[str | None, typer.Option(help=say("人员编号，默认本人", "whose; yours by default"))] = None,
    limit: Limit = 200,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        rows = [row(token) for token in list_tokens(work, staff, limit=limit + 1)]
    headings = {
        "id": say("编号", "id"),
        "name": say("用途", "name"),
        "actions": say("授权范围", "scope"),
        "ends_at": say("有效期至", "ends at"),
        "last_used_at": say("最近使用", "last used"),
    }
    first_rows(limit, rows, headings, as_json)
