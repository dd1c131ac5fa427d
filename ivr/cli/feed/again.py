"""``ivr feed again``: the running service then reads the statement once more."""

from ivr.cli.feed.shown import StatementId
from ivr.cli.gateway import working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.flows.inbox.again import again


def verb(statement_id: StatementId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        one = again(work, statement_id)
    tell(fields(one), say(f"对账单 {one.id} 将重新读取。", f"Statement {one.id} will be read again."), as_json)
