"""Asterisk is killed, an order is withdrawn while it is down, and it comes back with what it held before."""

import time

from ivr.cli.demo.acts.gateway_killed import HANGS_UP_S
from ivr.cli.demo.acts.notices import ANNOUNCED
from ivr.cli.demo.call import Call
from ivr.cli.demo.courts import FIRST, OTHER
from ivr.cli.demo.people import OTHER_COURTS
from ivr.cli.demo.proofs.asterisk_killed import Restarted, Unchecked, asterisk_killed
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.wait import until
from ivr.cli.demo.words import Words

WITHDRAWN = OTHER_COURTS[1]
CHECK_S = 30.0


def play(scene: Scene) -> None:
    """The follower is held meanwhile (SIGSTOP), so that the calls surely come before its check."""
    scene.switch.kill()
    scene.approver(OTHER).post(f"{scene.path(WITHDRAWN)}/remove", {"reason": "order-withdrawn"})
    scene.service.hold()
    scene.switch.start()
    scene.timeline.tell(
        Words(
            "Asterisk 被强杀，期间一项协助指令被撤回；现已重启，跟随程序暂停中",
            "Asterisk got SIGKILL, an order was withdrawn meanwhile; it is back, and its follower is held",
        )
    )
    stale = scene.switch.holds(WITHDRAWN.number)
    before = _calls(scene, "unchecked", Words("重启后、核对前", "Started, not yet checked"))
    lease = scene.switch.lease_until() > 0
    scene.service.go_on()
    leased = Words("节点恢复租约", "the node to be leased again")
    checked_s = until(lambda: scene.switch.lease_until() > time.time(), CHECK_S, leased)
    after = _calls(scene, "checked", Words("核对之后", "Checked"), heard=True)
    node = Unchecked(stale, lease, checked_s, gone=not scene.switch.holds(WITHDRAWN.number))
    scene.timeline.prove(asterisk_killed(Restarted(*before, *after), node))


def _calls(scene: Scene, name: str, title: Words, *, heard: bool = False) -> list[Call]:
    """One to a number whose order stands, one to the withdrawn one."""
    phones, prompts = scene.phones, scene.beginning(FIRST) if heard else ()
    patience = HANGS_UP_S if heard else 60.0
    withdrawn = Words(f"{title.zh}：已撤回的号码", f"{title.en}: the withdrawn number")
    return phones.at_once(
        lambda: phones.call(f"7-{name}", title, ANNOUNCED.number, prompts=prompts, patience_s=patience),
        lambda: phones.call(f"7-{name}-withdrawn", withdrawn, WITHDRAWN.number),
    )
