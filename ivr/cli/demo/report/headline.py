"""The few numbers that a reader looks for first."""

from typing import Final, NamedTuple

from ivr.cli.demo.proof import Proof
from ivr.cli.demo.record import Record
from ivr.cli.demo.words import Words


class Fact(NamedTuple):
    """One tile."""

    what: Words
    value: str


TELLING: Final = {
    "1": ("应答前没有任何播报", Words("应答前无声", "silent before the answer")),
    "2": ("三种情形，三个号码", Words("{} 个号码静默", "{} numbers silent")),
    "3": ("听到的与法院发布的录音一致（相关系数）", Words("相关系数 {}", "correlation {}")),
    "4": ("本院录音 1/1（相关系数）", Words("相关系数 {}", "correlation {}")),
    "5": ("自入账提交至节点静默", Words("静默 {}", "silent in {}")),
    "6": ("节点在租约到期后静默", Words("{}静默", "silent {}")),
    "7": ("核对完成", Words("{}核对完成", "checked {}")),
    "+": ("然后 302，网关退出通话路径", Words("桥接、302、110", "bridge, 302, 110")),
}
"""By a proof's key: the check whose measured value stands beside its title, and how it is told there."""


def headline(proof: Proof) -> Words | None:
    """The measured value that stands beside the proof's title."""
    name, told = TELLING[proof.key]
    check = next((check for check in proof.checks if check.what.zh == name), None)
    if check is None:
        return None
    zh, en = check.measured
    return Words(told.zh.format(zh.partition("，")[0]), told.en.format(en.partition(",")[0]))


def facts(kept: Record) -> list[Fact]:
    """The tiles under the verdict."""
    by_key = {proof.key: headline(proof) for proof in kept.timeline.proofs}
    found = [
        Fact(what, value.en.rpartition(" in ")[2].removeprefix("correlation "))
        for key, what in (
            ("3", Words("听到的与发布的录音相符", "Heard against published")),
            ("5", Words("自入账提交至节点静默", "From payment to silence")),
        )
        if (value := by_key.get(key))
    ]
    found.append(Fact(Words("Asterisk 版本（已试过）", "Asterisk (versions tried)"), _versions(kept)))
    voices = " · ".join(dict.fromkeys(one.prompt.engine for one in kept.recordings))
    return [*found, Fact(Words("播报语音", "Voice"), voices)] if voices else found


def _versions(kept: Record) -> str:
    tried = ", ".join(kept.asterisk.tried) if kept.asterisk else ""
    return f"{kept.version} ({tried})" if kept.asterisk else "—"
