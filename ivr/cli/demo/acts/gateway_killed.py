"""The gateway is killed. Callers call on, over both kinds of trunk; then its lease ends; then it is started again."""

import time
from collections.abc import Callable

from ivr.cli.demo.acts.notices import ANNOUNCED, OTHERS
from ivr.cli.demo.call import Call
from ivr.cli.demo.courts import FIRST
from ivr.cli.demo.people import FIRST_COURTS
from ivr.cli.demo.proofs.connect_modes import Ways, connect_modes
from ivr.cli.demo.proofs.gateway_killed import Outage, gateway_killed
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.stage import REDIRECTING
from ivr.cli.demo.words import Words

REDIRECTED, HUNG_UP, CALLED_BY_110, BRIDGED = FIRST_COURTS[3:7]
HANGS_UP_S = 6.0
"""After the first 183; the beginning of the notice that is looked for has five seconds."""


def play(scene: Scene) -> None:
    scene.service.kill()
    killed_at = time.time()
    lease_until = scene.switch.lease_until()
    left = lease_until - killed_at
    scene.timeline.tell(
        Words(
            f"网关已被 SIGKILL 强杀；节点租约还剩 {left:.1f} 秒",
            f"The gateway got SIGKILL; the node's lease has {left:.1f} s left",
        )
    )
    bridged, redirected, exempt, cut = scene.phones.at_once(*_during(scene))
    followed = _followed(scene)
    _wait_for_the_end(lease_until)
    after = scene.phones.at_once(*_after(scene))
    back_s = scene.service.start()
    scene.timeline.tell(
        Words(f"重新启动网关：{back_s:.1f} 秒后节点恢复租约", f"Started again: leased after {back_s:.1f} s")
    )
    again = Words("网关重启之后", "After the gateway's restart")
    back = scene.phones.call("6-back", again, ANNOUNCED.number, prompts=scene.beginning(FIRST), patience_s=HANGS_UP_S)
    outage = Outage(left, scene.stage.settings.lease_seconds, back_s)
    scene.timeline.prove(gateway_killed((bridged, redirected, followed, exempt), after, back, outage))
    kept = scene.clerk(FIRST).get(f"{scene.path(ANNOUNCED)}/evidence")
    heard = sum(one["outcome"] == "heard" for one in kept)
    scene.timeline.prove(connect_modes(Ways(redirected, followed, exempt, cut, heard)))


def _during(scene: Scene) -> list[Callable[[], Call]]:
    phones, own = scene.phones, scene.prompts(FIRST)
    bridged = Words("网关已不在：桥接方式", "No gateway any more: bridge mode")
    redirected = Words("转移方式（302）", "Redirect mode (302)")
    exempt = Words("110 来电：不播报", "A call from 110: no notice")
    cut = Words("播报中途挂断", "A caller hangs up inside the notice")
    return [
        lambda: phones.call("6-during", bridged, BRIDGED.number, prompts=own),
        lambda: phones.call("8-redirect", redirected, REDIRECTED.number, prompts=own, address=REDIRECTING),
        lambda: phones.call("8-exempt", exempt, CALLED_BY_110.number, caller="110"),
        lambda: phones.call("8-hung-up", cut, HUNG_UP.number, prompts=scene.beginning(FIRST), patience_s=HANGS_UP_S),
    ]


def _followed(scene: Scene) -> Call:
    title = Words("中继按 302 直接接续", "The trunk follows the 302")
    return scene.phones.call("8-followed", title, REDIRECTED.number, straight=True)


def _after(scene: Scene) -> list[Callable[[], Call]]:
    phones, title = scene.phones, Words("租约到期之后", "After the lease")
    other = Words("租约到期之后，另一法院的号码", "After the lease, the other court's number")
    return [
        lambda: phones.call("6-lease-over", title, ANNOUNCED.number),
        lambda: phones.call("6-lease-over-other", other, OTHERS.number),
    ]


def _wait_for_the_end(lease_until: float) -> None:
    """The dialplan compares whole seconds."""
    time.sleep(max(0.0, lease_until + 0.1 - time.time()))
