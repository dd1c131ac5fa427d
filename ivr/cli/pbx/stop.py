"""``ivr pbx stop``: whoever started it."""

from ivr.bootstrap import tools
from ivr.cli.gateway import settings
from ivr.cli.options import AsJson
from ivr.cli.output import tell
from ivr.cli.words import say
from ivr.pbx.embedded import verbs


def verb(as_json: AsJson = False) -> None:
    stopped = verbs.stop(tools(settings()))
    line = say("已停止。", "Stopped.") if stopped else say("本来就没有运行。", "It was not running.")
    tell({"stopped": stopped}, line, as_json)
