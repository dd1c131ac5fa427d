"""``ivr feed send``: keeps a bank's statement and reads it; ends with status 2 when something in it is wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.feed.shown import Source, show_statement
from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.domain.errors import BadInput
from ivr.domain.staff import SYSTEM
from ivr.flows.inbox.keep import keep
from ivr.flows.inbox.view import view_statement
from ivr.flows.inbox.work_through import handle_or_note

CHUNK = 1 << 16


def verb(
    source: Source,
    file: Annotated[Path, typer.Argument(help=say("对账单：camt、CSV 或 XLSX", "the statement: camt, CSV or XLSX"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway, progress() as bar:
        actor = gateway.sign_in(token(token_file))
        kept, _ = keep(gateway.desk.at(CLI), actor, source, _pieces(file))
        task = bar.add_task(say("读取条目", "reading entries"), total=None)
        handle_or_note(gateway.desk, kept.id, lambda taken: bar.update(task, completed=taken))
        with gateway.desk.read(SYSTEM) as work:
            view = view_statement(work, kept.id)
    show_statement(view, as_json)


def _pieces(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as content:
            while piece := content.read(CHUNK):
                yield piece
    except OSError as error:
        reason = f"{file} cannot be read ({error.strerror})"
        raise BadInput(field="file", reason=reason, reason_zh=f"无法读取 {file}") from error
