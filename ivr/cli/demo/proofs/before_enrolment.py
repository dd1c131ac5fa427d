"""1: a number that no court has named is connected as if we were not there."""

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Proof
from ivr.cli.demo.proofs.measure import both_ways, connected, no_early_media
from ivr.cli.demo.words import Words

TITLE = Words("登记之前：通话照常接通，没有播报", "Before enrolment: the call connects and nothing is played")


def before_enrolment(call: Call) -> Proof:
    checks = (
        connected(call.heard, call.called),
        no_early_media(call.heard),
        *both_ways(call.heard, call.called),
    )
    return Proof("1", TITLE, checks, (call.name,))
