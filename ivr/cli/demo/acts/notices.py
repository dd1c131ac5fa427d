"""Callers of both courts' numbers hear their court; one number's debt has been paid in part meanwhile."""

from dataclasses import dataclass

from ivr.cli.demo.call import Call
from ivr.cli.demo.courts import FIRST, OTHER
from ivr.cli.demo.people import FIRST_COURTS, OTHER_COURTS
from ivr.cli.demo.proofs.notice_heard import notice_heard
from ivr.cli.demo.proofs.other_court import other_court
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.words import Words

ANNOUNCED, REPAYING = FIRST_COURTS[0], FIRST_COURTS[2]
OTHERS = OTHER_COURTS[0]


@dataclass(frozen=True)
class PartPaid:
    """``state``: the enrolment's after the part payment; ``call``: one that came after it."""

    state: str
    call: Call


def play(scene: Scene) -> PartPaid:
    """Three callers at once, the longest notice is about twenty seconds."""
    state = _pay_a_part(scene)
    phones, own = scene.phones, scene.prompts(FIRST)
    heard = Words("启用之后：听到法院通知", "After activation: the court is heard")
    other = Words("另一法院的号码", "The other court's number")
    part = Words("部分履行之后", "After a part payment")
    calls = phones.at_once(
        lambda: phones.call("3-notice", heard, ANNOUNCED.number, prompts=own),
        lambda: phones.call("4-other-court", other, OTHERS.number, prompts=scene.prompts(OTHER)),
        lambda: phones.call("5-part-paid", part, REPAYING.number, prompts=own),
    )
    scene.timeline.prove(notice_heard(calls[0]))
    scene.timeline.prove(other_court(calls[1], own[0]))
    return PartPaid(state, calls[2])


def _pay_a_part(scene: Scene) -> str:
    paid = REPAYING.owed / 2
    scene.bank.pays("demo-1", REPAYING.account, paid)
    told = scene.clerk(FIRST).get(scene.path(REPAYING))
    scene.timeline.tell(
        Words(
            f"银行回调：履行 {told['credited']} / {told['owed']} 元",
            f"The bank reports {told['credited']} of {told['owed']} yuan",
        )
    )
    return str(told["state"])
