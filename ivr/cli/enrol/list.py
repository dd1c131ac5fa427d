"""``ivr enrol list``."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.shown import row, state
from ivr.cli.gateway import read_text, reading, working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import note, table
from ivr.cli.words import say
from ivr.domain.enrolment import State
from ivr.flows.list_enrolments import Page, Wanted, list_enrolments


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    in_state: Annotated[
        State | None, typer.Option("--state", help=say("只列此状态", "only those in this state"))
    ] = None,
    number_file: Annotated[
        Path | None,
        typer.Option(help=say("按号码查找：存有号码的文件，- 为标准输入", "file with a number to find, or -")),
    ] = None,
    after: Annotated[str, typer.Option(help=say("从此编号之后", "from the one behind this id"))] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help=say("条数", "how many"))] = 50,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    number = None if number_file is None else read_text(number_file, "number_file").strip()
    # A search by number is written into the audit trail, so it works; a plain list only looks.
    with (reading if number is None else working)(token_file) as work:
        page = list_enrolments(work, Wanted(in_state, number, after, limit))
    _show(page, as_json)


def _show(page: Page, as_json: bool) -> None:
    headings = {
        "id": say("编号", "id"),
        "number": say("号码", "number"),
        "shown": say("状态", "state"),
        "expires_at": say("到期", "expires"),
        "court_id": say("法院", "court"),
    }
    table([{**row(one), "shown": state(one)} for one in page.items], headings, as_json)
    if page.next:
        note(say(f"还有更多：--after {page.next}", f"There are more: --after {page.next}"))
