"""``ivr prompts build``: every court's notice, in each of its languages."""

from typing import Annotated

import typer

from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, progress, table
from ivr.cli.words import say
from ivr.flows.list_courts import list_courts, view_court


def verb(
    court: Annotated[str | None, typer.Argument(help=say("法院代号，默认全部", "a court's id; all by default"))] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway, progress() as bar:
        with gateway.desk.read(gateway.sign_in(token(token_file))) as work:
            views = list_courts(work) if court is None else [view_court(work, court)]
        wanted = [(view.court, language) for view in views for language in view.court.languages.split(",")]
        task = bar.add_task(say("合成播报", "building notices"), total=len(wanted))
        rows = []
        for of, language in wanted:
            rows.append({"court": of.id, **fields(gateway.build_prompt(of, language))})
            bar.advance(task)
    _show(rows, as_json)


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
        if row["fallback"]:
            note(
                say(f"{row['court']} 使用了后备语音：", f"{row['court']} has the fallback voice: ")
                + str(row["fallback"])
            )
