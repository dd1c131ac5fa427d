"""The grace period is over: the courts activate, over the API, and the node knows at once."""

from ivr.cli.demo.courts import FIRST, OTHER
from ivr.cli.demo.people import FIRST_COURTS, OTHER_COURTS
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.wait import until
from ivr.cli.demo.words import Words
from ivr.cli.progress import progress
from ivr.cli.words import say

READY = FIRST_COURTS[:17]
PATIENCE_S = 10.0


def play(scene: Scene) -> None:
    everybody = [(FIRST, person) for person in READY] + [(OTHER, person) for person in OTHER_COURTS]
    with progress() as bar:
        task = bar.add_task(say("启用", "activating"), total=len(everybody))
        for court, person in everybody:
            scene.clerk(court).post(f"{scene.path(person)}/activate")
            bar.advance(task)
    last = everybody[-1][1].number
    took = until(lambda: scene.switch.holds(last), PATIENCE_S, Words("节点生效", "the node to hold the last number"))
    count = len(everybody)
    scene.timeline.tell(
        Words(
            f"已启用 {count} 个号码，末一个在接口应答后 {took * 1000:.0f} 毫秒内已在节点上",
            f"{count} numbers are active; the last was on the node within {took * 1000:.0f} ms of the API's answer",
        )
    )
