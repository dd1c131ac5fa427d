"""Beyond the seven: the gateway can leave the path after the notice, and emergency services never hear one."""

from dataclasses import dataclass

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.proofs.measure import alike, silent
from ivr.cli.demo.words import Words, same

TITLE = Words("两种接续方式；紧急号码的来电从不播报", "Both ways to connect; emergency services never hear a notice")


@dataclass(frozen=True)
class Ways:
    """``followed``: the call that the trunk makes to the contact it was redirected to. ``heard``: evidence kept."""

    redirected: Call
    followed: Call
    exempt: Call
    cut: Call
    evidence: int


def connect_modes(ways: Ways) -> Proof:
    (prompt,) = ways.redirected.prompts
    (beginning,) = ways.cut.prompts
    checks = (
        alike(
            Words("转移方式：先听到通知（相关系数）", "Redirect: the notice first (correlation)"),
            ways.redirected.heard,
            prompt,
        ),
        _redirected(ways.redirected),
        *silent(ways.followed.title, ways.followed.heard, ways.followed.called),
        *silent(ways.exempt.title, ways.exempt.heard, ways.exempt.called),
        alike(
            Words("中途挂断者听到的前段", "A caller who hangs up inside the notice heard its beginning"),
            ways.cut.heard,
            beginning,
        ),
        _nobody_called(ways.cut),
        _evidence(ways.evidence),
    )
    return Proof("+", TITLE, checks, (ways.redirected.name, ways.followed.name, ways.exempt.name, ways.cut.name))


def _redirected(call: Call) -> Check:
    what = Words("然后 302，网关退出通话路径", "then 302, and the gateway leaves the path")
    holds = call.heard.status == "redirected" and call.heard.dialled in call.heard.contact
    return Check(what, same(call.heard.status), same("redirected"), holds)


def _nobody_called(call: Call) -> Check:
    what = Words("其呼叫没有到达被叫", "and nobody was called")
    holds = call.called is None and call.heard.status == "cancelled"
    return Check(what, same(call.heard.status), same("cancelled"), holds)


def _evidence(kept: int) -> Check:
    what = Words("播报证据已留存，不含主叫号码", "Evidence of notices heard is kept, without callers' numbers")
    return Check(what, same(kept), same("≥ 1"), kept >= 1)
