"""The bank reports the rest; somebody watches the node meanwhile; the next caller calls."""

import time
from datetime import datetime
from typing import Any

from ivr.cli.demo.acts.notices import REPAYING, PartPaid
from ivr.cli.demo.courts import FIRST
from ivr.cli.demo.errors import NotInTime
from ivr.cli.demo.proofs.repayment import Repaid, repayment
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.wait import until
from ivr.cli.demo.words import Words
from ivr.cli.words import say

SILENCE_S = 10.0
PROOF_S = 15.0


def play(scene: Scene, part: PartPaid) -> None:
    with scene.switch.watched(REPAYING.number) as watch:
        scene.bank.pays("demo-2", REPAYING.account, REPAYING.owed / 2)
        answered_at = time.time()
        silent_at = watch.wait(SILENCE_S)
    if silent_at is None:
        raise NotInTime(seconds=SILENCE_S, what=say("节点静默", "the node to be silent"))
    _tell(scene, answered_at, silent_at)
    title = Words("全部履行之后", "After the rest was paid")
    after = scene.phones.call("5-repaid", title, REPAYING.number)
    until(lambda: bool(_removal(scene)["final"]), PROOF_S, Words("撤除终结", "the removal to be final"))
    scene.timeline.prove(repayment(part.call, after, _repaid(scene, part, silent_at)))


def _repaid(scene: Scene, part: PartPaid, silent_at: float) -> Repaid:
    told = scene.clerk(FIRST).get(scene.path(REPAYING))
    begun = datetime.fromisoformat(told["ended_at"]).timestamp()
    removal = told["removal"]
    proof = ", ".join(node["proof"] for node in removal["nodes"])
    return Repaid(part.state, begun, silent_at, told["state"], removal["final"], proof)


def _removal(scene: Scene) -> dict[str, Any]:
    told: dict[str, Any] = scene.clerk(FIRST).get(scene.path(REPAYING))["removal"] or {"final": False}
    return told


def _tell(scene: Scene, answered_at: float, silent_at: float) -> None:
    early = (answered_at - silent_at) * 1000
    scene.timeline.tell(
        Words(
            f"银行回调余款；节点静默比银行收到应答{'早' if early >= 0 else '晚'} {abs(early):.0f} 毫秒",
            f"The bank reports the rest; the node was silent {abs(early):.0f} ms "
            f"{'before' if early >= 0 else 'after'} the bank had its answer",
        )
    )
