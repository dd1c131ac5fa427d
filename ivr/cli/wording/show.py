"""``ivr wording show``: one text, and what it changes."""

from typing import Annotated

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.domain.wording import Change, difference
from ivr.flows.list_wordings import view_wording

_MARKS = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
"""As ``git diff --word-diff`` writes it."""


def verb(
    wording_id: Annotated[str, typer.Argument(metavar="ID", help=say("文本编号", "the text's id"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with reading(token_file) as work:
        wording = view_wording(work, wording_id)
    changes = difference(wording.replaces, wording.text)
    shown = "".join(_MARKS[part.change].format(part.text) for part in changes)
    told = {**fields(wording), "difference": [part._asdict() for part in changes]}
    tell(told, f"{wording.court_id} {wording.language} {wording.seconds} s\n{shown}\n{wording.shown}", as_json)
