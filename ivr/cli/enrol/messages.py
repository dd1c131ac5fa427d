"""``ivr enrol messages``."""

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import fields, table
from ivr.cli.words import say
from ivr.flows.list_messages import MessageView, list_messages


def verb(enrolment_id: EnrolmentId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        found = list_messages(work, enrolment_id)
    headings = {
        "purpose": say("事由", "about"),
        "channel": say("方式", "channel"),
        "state": say("状态", "state"),
        "sent_at": say("发出", "sent"),
        "delivered_at": say("送达", "delivered"),
        "error": say("错误", "error"),
        "text": say("内容", "text"),
    }
    table([_row(one) for one in found], headings, as_json)


def _row(view: MessageView) -> dict[str, object]:
    return {**fields(view.message), "text": view.text}
