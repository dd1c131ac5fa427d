"""5: a part payment changes nothing; the rest ends the notice within a second, and the node proves it."""

from dataclasses import dataclass
from typing import Final

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.proofs.measure import alike, connected, no_early_media
from ivr.cli.demo.words import Words, same

TITLE = Words("部分履行不变；全部履行，一秒内静默", "A part payment changes nothing; the rest ends it within a second")
WITHIN_S: Final = 1.0


@dataclass(frozen=True)
class Repaid:
    """Times are seconds since the epoch, of one machine's clock.

    ``begun_at``: the payment's transaction began, by the store, so its commit came later; ``silent_at``: the node was
    first seen without the number, by somebody who kept asking it. ``proof``: how the node proved it.
    """

    state_after_part: str
    begun_at: float
    silent_at: float
    state: str
    final: bool
    proof: str


def repayment(part: Call, after: Call, repaid: Repaid) -> Proof:
    """``part``: a call between the two payments; ``after``: the next one after the rest was paid."""
    (prompt,) = part.prompts
    still = Words("部分履行后仍播报（相关系数）", "Still played after a part payment (correlation)")
    checks = (
        _is(Words("部分履行后的状态", "State after a part payment"), repaid.state_after_part, "active"),
        alike(still, part.heard, prompt),
        _in_time(repaid),
        _is(Words("全部履行后的状态", "State once all is paid"), repaid.state, "removed"),
        connected(after.heard, after.called),
        no_early_media(after.heard),
        _proven(repaid),
    )
    return Proof("5", TITLE, checks, (part.name, after.name))


def _in_time(repaid: Repaid) -> Check:
    took = repaid.silent_at - repaid.begun_at
    what = Words("自入账提交至节点静默", "From the payment's commit to the node's silence")
    return Check(what, same(f"≤ {took * 1000:.0f} ms"), same("< 1000 ms"), 0 <= took < WITHIN_S)


def _proven(repaid: Repaid) -> Check:
    what = Words("撤除已由节点证明", "The removal is final, proven by the node")
    return Check(what, same(repaid.proof), same("read-back"), repaid.final and repaid.proof == "read-back")


def _is(what: Words, state: str, wanted: str) -> Check:
    return Check(what, same(state), same(wanted), state == wanted)
