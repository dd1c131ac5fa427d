"""``ivr prompts collect``: take away the files of prompts that nothing names any more."""

from typing import Annotated

import typer

from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, table
from ivr.cli.words import say
from ivr.flows.named_prompts import named_prompts
from ivr.speech.collect import GRACE_SECONDS, collect

_DRY = say("只列出，不删除", "only list them, remove nothing")


def verb(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_DRY)] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        actor = gateway.sign_in(token(token_file))

        def named() -> set[str]:
            with gateway.desk.read(actor) as work:
                return named_prompts(work)

        before = gateway.clock.now().timestamp() - GRACE_SECONDS
        gone = collect(gateway.library.folder, named, before, dry_run)
    headings = {"key": say("内容编号", "content key"), "size": say("字节", "bytes")}
    table([fields(one) for one in gone], headings, as_json)
    total = round(sum(one.size for one in gone) / 1e6, 1)
    zh = f"{'可删除' if dry_run else '已删除'} {len(gone)} 条，共 {total} MB。"
    note(say(zh, f"{'Would remove' if dry_run else 'Removed'} {len(gone)}, {total} MB."))
