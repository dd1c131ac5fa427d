"""``ivr feed show``: one statement, and each line of it that could not be taken."""

from ivr.cli.feed.shown import StatementId, show_statement
from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.flows.inbox.view import view_statement


def verb(statement_id: StatementId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        view = view_statement(work, statement_id)
    show_statement(view, as_json)
