"""``ivr wording list``."""

from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import fields, first_rows
from ivr.cli.words import say
from ivr.flows.list_wordings import list_wordings


def verb(
    court_id: Annotated[str, typer.Argument(metavar="COURT", help=say("法院代号", "the court's id"))],
    limit: Limit = 50,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        rows = [fields(one) for one in list_wordings(work, court_id, limit + 1)]
    headings = {
        "id": say("编号", "id"),
        "language": say("语言", "language"),
        "seconds": say("秒", "seconds"),
        "in_force_since": say("启用时间", "in force since"),
        "text": say("文本", "text"),
    }
    first_rows(limit, rows, headings, as_json)
