"""``ivr batch approve``: what was looked at, all of it or some."""

from typing import Annotated

import typer

from ivr.cli.batch.shown import BatchId, show_outcome
from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.words import say
from ivr.domain.concerns import NO_CONCERNS, QUESTIONS
from ivr.flows.batch import Decision, approve_batch

_DIGEST = say("ivr batch show 显示的摘要", "the digest that ivr batch show told")
_NONE = say("各项均为“否”：", "all of this is a no, for each of them: ") + "; ".join(
    say(question.zh, question.en) for question in QUESTIONS.values()
)
_ONLY = say("只批准此登记（可重复）", "approve this one only (may be repeated)")


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    batch_id: BatchId,
    digest: Annotated[str, typer.Option(help=_DIGEST)],
    none: Annotated[bool, typer.Option("--none", help=_NONE)] = False,
    only: Annotated[list[str] | None, typer.Option(help=_ONLY)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    decision = Decision(digest, NO_CONCERNS if none else {}, only or None)
    with opened() as gateway:
        outcome = approve_batch(gateway.desk, gateway.sign_in(token(token_file)), batch_id, decision)
    show_outcome(outcome, as_json)
