"""``ivr enrol decide``: an objection, first here and then, where it goes there, in the court above."""

from typing import Annotated

import typer

from ivr.cli.enrol.objection_shown import ObjectionId, show_objection
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.words import say
from ivr.domain.moment import day
from ivr.domain.reasons import CORRECTED_FOR, EndedFor
from ivr.flows.decide_objection import decide_objection

_UPHELD = say("理由成立（更正）或驳回", "uphold it (the entry is corrected), or refuse it")
_ON = say("决定之日；驳回的，为送达之日", "the day of the decision; for a refusal, of its service")


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    objection_id: ObjectionId,
    upheld: Annotated[bool, typer.Option("--upheld/--refused", help=_UPHELD)],
    on: Annotated[str, typer.Option(help=_ON)],
    reason: Annotated[str, typer.Option(help=" | ".join(sorted(CORRECTED_FOR)))] = EndedFor.WRONG_ENTRY,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    decided = day(on, "on")
    with working(token_file) as work:
        objection = decide_objection(work, objection_id, upheld, decided, reason)
    show_objection(objection, as_json)
