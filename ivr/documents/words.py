"""The words of a certificate that depend on the case, in zh-CN and en."""

from collections.abc import Mapping
from typing import Final

from ivr.domain.reasons import EndedFor

REASONS: Final[Mapping[str, tuple[str, str]]] = {
    EndedFor.PAID: ("已全部履行", "the obligation was performed in full"),
    EndedFor.SETTLEMENT_PERFORMED: ("和解协议已履行完毕", "a settlement was performed in full"),
    EndedFor.CREDITOR_ASKED: ("申请执行人申请，法院准许", "the applicant asked for it and the court agreed"),
    EndedFor.NO_ASSETS: ("终结本次执行程序", "enforcement was suspended for lack of assets"),
    EndedFor.STAYED: ("中止执行", "enforcement was stayed"),
    EndedFor.NOT_ENFORCED: ("裁定不予执行", "the court ruled not to enforce"),
    EndedFor.ENFORCEMENT_ENDED: ("裁定终结执行", "the court ruled that enforcement has ended"),
    EndedFor.TERM_OVER: ("纳入期限届满", "the term of the listing is over"),
    EndedFor.ORDER_OVER: ("指令期限届满", "the term of the order is over"),
    EndedFor.ORDER_WITHDRAWN: ("法院撤回指令", "the court withdrew its order"),
    EndedFor.NUMBER_CHANGED_HANDS: ("号码已由他人使用", "the number is somebody else's now"),
    EndedFor.WRONG_PERSON: ("登记对象有误，已更正", "the entry named the wrong person and was corrected"),
    EndedFor.WRONG_ENTRY: ("登记有误，已更正", "the entry was wrong and was corrected"),
    EndedFor.DIED: ("当事人死亡", "the person has died"),
}
"""For each reason but that of a withdrawn draft, of which nobody gets a certificate."""

PROOFS: Final[Mapping[str, tuple[str, str]]] = {
    "read-back": ("已读回核实", "removed and read back"),
    "lease-over": ("播放许可已失效", "its lease had run out"),
}
