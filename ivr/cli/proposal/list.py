"""``ivr proposal list``."""

from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, Limit, TokenFile
from ivr.cli.output import first_rows
from ivr.cli.proposal.shown import open_fields, verdict
from ivr.cli.words import say
from ivr.flows.list_proposals import list_proposals

_ALL = say("包括已处理的", "those that are decided too")
_SUBJECT = say("仅限所涉编号", "only those about this id")


def verb(
    every: Annotated[bool, typer.Option("--all", help=_ALL)] = False,
    subject: Annotated[str | None, typer.Option(help=_SUBJECT)] = None,
    limit: Limit = 50,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        found = list_proposals(work, subject, only_open=not every, limit=limit + 1)
    headings = {
        "id": say("编号", "id"),
        "kind": say("种类", "kind"),
        "subject": say("所涉", "about"),
        "proposed_at": say("提出时间", "proposed"),
        "stands": say("状态", "stands"),
    }
    first_rows(limit, [{**open_fields(one), "stands": verdict(one)} for one in found], headings, as_json)
