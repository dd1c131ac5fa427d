"""``ivr enrol due``: what the court has to do, and until when."""

from ivr.cli.enrol.objection_shown import due
from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, table
from ivr.cli.words import say
from ivr.flows.list_due import DueTask, list_due

_DUTIES_ZH = {
    "review-objection": "审查异议",
    "ask-reconsideration": "当事人可申请复议",
    "decide-reconsideration": "作出复议决定",
    "clear-listing": "删除或更正失信信息",
    "prove-holder": "重新核验号码持有人",
    "send-letter": "改以信函告知",
    "tell-ended": "以信函告知已终止",
    "claim-money": "认领款项",
}


def verb(token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        found = list_due(work)
    headings = {
        "shown": say("期限", "due"),
        "is_late": say("逾期", "late"),
        "what": say("事项", "what"),
        "enrolment_id": say("登记", "enrolment"),
        "objection_id": say("异议", "objection"),
        "payment_id": say("款项", "payment"),
    }
    table([_row(one) for one in found], headings, as_json)


def _row(one: DueTask) -> dict[str, object]:
    late = say("逾期", "late") if one.late else ""
    what = say(_DUTIES_ZH[one.task.duty], str(one.task.duty))
    return {**fields(one.task), "late": one.late, "is_late": late, "what": what, "shown": due(one.task.due)}
