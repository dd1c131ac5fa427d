"""``ivr prompts build``: every court's notice, in each of its languages. Cut short, it goes on where it was."""

from typing import Annotated

import typer

from ivr.cli.every import JOBS, build, every_court
from ivr.cli.fallback import tell_fallback
from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, table
from ivr.cli.words import say, spoken
from ivr.domain.prompt import Prompt
from ivr.flows.list_courts import view_court

_JOBS = say("同时合成的条数：每条占一个处理器核和约 0.25 GB 内存", "how many at once: each takes a core and 0.25 GB")
_ALL = say("全部法院（未指定法院时的默认值）", "every court, as without COURT")


def verb(
    court: Annotated[str | None, typer.Argument(help=say("法院代号，默认全部", "a court's id; all by default"))] = None,
    every: Annotated[bool, typer.Option("--all", help=_ALL)] = False,
    jobs: Annotated[int, typer.Option(min=1, max=64, help=_JOBS)] = JOBS,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        actor = gateway.sign_in(token(token_file))
        if court is None or every:
            courts = list(every_court(gateway, actor))
        else:
            with gateway.desk.read(actor) as work:
                courts = [view_court(work, court).court]
        built = zip(courts, build(gateway, courts, jobs), strict=True)
    done = [(of.id, language, one) for of, made in built for language, one in zip(of.spoken, made, strict=True)]
    _show([{"court": of, **fields(made)} for of, _, made in done if isinstance(made, Prompt)], as_json)
    failed = [(of, language, made) for of, language, made in done if not isinstance(made, Prompt)]
    for of, language, error in failed:
        note(f"{of} {language}: {error.text(spoken())}")
    if failed:
        raise typer.Exit(1)


def _show(rows: list[dict[str, object]], as_json: bool) -> None:
    headings = {
        "court": say("法院", "court"),
        "language": say("语言", "language"),
        "seconds": say("秒", "seconds"),
        "engine": say("引擎", "engine"),
        "key": say("内容编号", "content key"),
        "text": say("文本", "text"),
    }
    table(rows, headings, as_json)
    for row in rows:
        tell_fallback(str(row["court"]), row["fallback"])
