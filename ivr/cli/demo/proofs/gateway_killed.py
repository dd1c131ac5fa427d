"""6: with the gateway killed calls keep connecting, and when the lease is over no notice plays; then it is all back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.proofs.measure import alike, silent
from ivr.cli.demo.words import Words, same

TITLE = Words(
    "网关被强杀（SIGKILL）：通话照常，租约到期即静默；重启自行恢复",
    "The gateway is killed (SIGKILL): calls connect, the lease ends the notice, a restart brings all back",
)

BACK_WITHIN_S: Final = 30.0
"""A start of the whole service and one comparison with the store."""


@dataclass(frozen=True)
class Outage:
    """Seconds. ``lease_s``: how long the node could still announce after the kill; ``back_s``: from start to lease."""

    lease_s: float
    longest_lease_s: float
    back_s: float


def gateway_killed(during: Sequence[Call], after_lease: Sequence[Call], back: Call, outage: Outage) -> Proof:
    """``back.prompts``: the beginning of the notice, since that caller hangs up inside it."""
    (beginning,) = back.prompts
    again = Words(
        "重启后又听到法院的通知（前段相关系数）", "After the restart the court is heard again (its beginning)"
    )
    checks = (
        _all_connected(during),
        _lease(outage),
        *(check for call in after_lease for check in silent(call.title, call.heard, call.called)),
        alike(again, back.heard, beginning),
        _back(outage),
    )
    return Proof("6", TITLE, checks, tuple(call.name for call in (*during, *after_lease, back)))


def _all_connected(during: Sequence[Call]) -> Check:
    good = sum(call.heard.status in {"answered", "redirected"} for call in during)
    what = Words("网关不在时的通话均接通", "Calls without a gateway are all connected")
    return Check(what, same(f"{good}/{len(during)}"), same(f"{len(during)}/{len(during)}"), good == len(during) > 0)


def _lease(outage: Outage) -> Check:
    what = Words("节点在租约到期后静默", "The node falls silent when its lease is over")
    shown = Words(f"强杀后 {outage.lease_s:.1f} 秒", f"{outage.lease_s:.1f} s after the kill")
    holds = 0 < outage.lease_s <= outage.longest_lease_s
    return Check(what, shown, same(f"≤ {outage.longest_lease_s:.0f} s"), holds)


def _back(outage: Outage) -> Check:
    what = Words("无人干预，自行恢复", "Back with nobody's help")
    shown = Words(f"{outage.back_s:.1f} 秒后", f"after {outage.back_s:.1f} s")
    return Check(what, shown, same(f"≤ {BACK_WITHIN_S:.0f} s"), 0 < outage.back_s <= BACK_WITHIN_S)
