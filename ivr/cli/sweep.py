"""``ivr sweep``: once, now, what the service does by itself; or only what would be erased."""

from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, table, tell
from ivr.cli.words import say
from ivr.flows.erase import due_for_erasure
from ivr.flows.sweep import sweep_once

_DRY = say("只列出将被删除的，不作更改", "only show what would be erased, change nothing")


def verb(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_DRY)] = False,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        desk, actor = gateway.desk.at(CLI), gateway.sign_in(token(token_file))
        if dry_run:
            with desk.read(actor) as work:
                rows = [fields(due) for due in due_for_erasure(work)]
            headings = {"court_id": say("法院", "court"), "enrolments": say("登记", "enrolments")}
            table(rows, headings | {"persons": say("当事人", "persons")}, as_json)
            return
        done = sweep_once(desk, actor)
    gone = done.erased
    counts = (done.expired, gone.enrolments, gone.persons, gone.payments)
    zh = "到期 {} 条；已删除 {} 条登记、{} 人、{} 笔还款的个人信息。"
    en = "Expired {}; erased the personal data of {} enrolments, {} persons and {} payments."
    tell(fields(done), say(zh, en).format(*counts), as_json)
