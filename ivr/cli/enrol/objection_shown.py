"""How one objection is told after a step."""

from typing import Annotated

import typer

from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.domain.objection import Objection
from ivr.domain.workdays import Due

ObjectionId = Annotated[str, typer.Argument(metavar="OBJECTION", help=say("异议编号", "the objection's id"))]

_STAGES_ZH = {
    "review": "审查中",
    "refused": "已驳回",
    "reconsideration": "复议中",
    "dismissed": "复议驳回",
    "upheld": "理由成立，已更正",
    "withdrawn": "已撤回",
}


def show_objection(objection: Objection, as_json: bool) -> None:
    open_fields = {name: value for name, value in fields(objection).items() if name != "words"}
    stage = say(_STAGES_ZH[objection.stage], str(objection.stage))
    until = f"  {say('期限', 'due')} {due(objection.due)}" if objection.due else ""
    tell({**open_fields, "due": objection.due}, f"{objection.id}  {stage}{until}", as_json)


def due(given: Due) -> str:
    """The day, and a word when it may still move."""
    doubt = say("（节假日安排未公布，按周一至周五计）", " (holidays not known yet: Monday to Friday are taken)")
    return f"{given.day}{'' if given.certain else doubt}"
