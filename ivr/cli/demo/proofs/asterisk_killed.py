"""7: a restarted Asterisk holds what it held before; it is silent until it has been checked, and then right."""

from dataclasses import dataclass

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.proofs.measure import alike, answer, silent
from ivr.cli.demo.words import Words, same

TITLE = Words(
    "Asterisk 被强杀并重启：核对之前静默，核对之后正确",
    "Asterisk is killed and started: silent until it has been checked, then right",
)


@dataclass(frozen=True)
class Unchecked:
    """``stale``: the node still held a number whose order was withdrawn while it was down; ``lease``: it had one.

    ``checked_s``: seconds from letting the follower go on to the lease. ``gone``: the number is off the node then.
    """

    stale: bool
    lease: bool
    checked_s: float
    gone: bool


@dataclass(frozen=True)
class Restarted:
    """Calls to a number whose order stands, and to the one withdrawn meanwhile, before and after the check."""

    standing_before: Call
    withdrawn_before: Call
    standing_after: Call
    withdrawn_after: Call


def asterisk_killed(calls: Restarted, node: Unchecked) -> Proof:
    """``calls.standing_after.prompts``: the beginning of the notice, since that caller hangs up inside it."""
    (beginning,) = calls.standing_after.prompts
    quiet = (calls.standing_before, calls.withdrawn_before, calls.withdrawn_after)
    right = Words("核对之后又听到法院的通知（前段相关系数）", "Once checked the court is heard again (its beginning)")
    checks = (
        _yes(Words("重启后节点仍存有已撤回的号码", "The restarted node still holds the withdrawn number"), node.stale),
        _yes(Words("且没有租约", "and has no lease"), not node.lease),
        *(check for call in quiet for check in silent(call.title, call.heard, call.called)),
        alike(right, calls.standing_after.heard, beginning),
        _yes(Words("已撤回的号码已从节点删除", "The withdrawn number is off the node"), node.gone),
        _checked(node),
    )
    names = tuple(call.name for call in (*quiet[:2], calls.standing_after, calls.withdrawn_after))
    return Proof("7", TITLE, checks, names)


def _yes(what: Words, holds: bool) -> Check:
    return Check(what, answer(holds), answer(True), holds)


def _checked(node: Unchecked) -> Check:
    what = Words("核对完成", "Checked by the follower")
    return Check(
        what, Words(f"{node.checked_s:.1f} 秒后", f"after {node.checked_s:.1f} s"), same("> 0 s"), node.checked_s > 0
    )
