"""``ivr pbx install``."""

from ivr.bootstrap import pbx_settings, tools
from ivr.cli.gateway import settings
from ivr.cli.options import AsJson
from ivr.cli.output import note, tell
from ivr.cli.pbx.report import Bars
from ivr.cli.progress import progress
from ivr.cli.words import say, spoken
from ivr.pbx.embedded import verbs
from ivr.pbx.embedded.embedded import Embedded
from ivr.settings import Settings


def verb(as_json: AsJson = False) -> None:
    program = install(settings()).program
    facts = {"version": program.version, "private": program.private, "program": program.argv[-1]}
    which = say("私有安装", "unpacked privately") if program.private else say("本机已装", "the machine's own")
    tell(facts, f"Asterisk {program.version} ({which}): {program.argv[-1]}", as_json)


def install(parsed: Settings) -> Embedded:
    """Found or fetched now, with a bar for each step. Raises what the installation raises."""
    with progress() as bars:
        done = verbs.install(tools(parsed), pbx_settings(parsed), Bars(bars))
    if done.passed_over:
        note(done.passed_over.text(spoken()))
    return done.embedded
