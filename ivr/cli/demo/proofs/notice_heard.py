"""3: after activation the caller hears the court, then ringing, then the person called, and is not charged before."""

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Proof
from ivr.cli.demo.proofs.measure import alike, as_loud, both_ways, connected, not_charged_early, ringing_after
from ivr.cli.demo.words import Words

TITLE = Words("启用之后：接通前先听到法院的通知", "After activation: callers hear the court before they are connected")
ALIKE = Words("听到的与法院发布的录音一致（相关系数）", "What is heard is the court's recording (correlation)")


def notice_heard(call: Call) -> Proof:
    """``call.prompts``: the court's recording, one language."""
    (prompt,) = call.prompts
    checks = (
        connected(call.heard, call.called),
        alike(ALIKE, call.heard, prompt),
        as_loud(call.heard, prompt),
        not_charged_early(call.heard, call.called),
        ringing_after(call.heard, prompt),
        *both_ways(call.heard, call.called),
    )
    return Proof("3", TITLE, checks, (call.name,))
