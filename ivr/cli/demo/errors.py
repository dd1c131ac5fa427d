"""What can go wrong with the demo itself, beside a proof that does not hold."""

from ivr.kit.errors import GatewayError


class DemoFailed(GatewayError):
    """The root of this room's errors."""

    code = "demo"


class ServiceDied(DemoFailed):
    code = "demo.service"
    zh = "网关服务未能就绪（退出码 {exit_code}）。请查看 {log}，其末尾为：\n{last}"
    en = "The gateway service did not get ready (exit status {exit_code}). See {log}; its last lines:\n{last}"
    retry = True


class Refused(DemoFailed):
    code = "demo.refused"
    zh = "网关拒绝了演示的请求 {path}（{status}）：{detail}"
    en = "The gateway refused the demo's request {path} ({status}): {detail}"


class NoAnswer(DemoFailed):
    code = "demo.no-answer"
    zh = "网关没有回答演示的请求 {path}：{reason}。请查看报告旁的 gateway.log。"
    en = "The gateway did not answer the demo's request {path}: {reason}. See gateway.log beside the report."
    retry = True


class NotInTime(DemoFailed):
    code = "demo.time"
    zh = "等了 {seconds:.0f} 秒，仍未等到：{what}。机器可能过忙，请重试。"
    en = "Waited {seconds:.0f} s in vain for this: {what}. The machine may be too busy; run it again."
    retry = True


class Interrupted(DemoFailed):
    code = "demo.interrupted"
    zh = "演示被中断。已启动的程序均已结束，已录下的内容保留。"
    en = "The demo was interrupted. Every program it started has been ended; what was recorded is kept."


class NotHeld(DemoFailed):
    """A proof that does not hold: the verb's exit status."""

    code = "demo.not-held"
    zh = "以下证明不成立：{which}。详见 {report}。"
    en = "These proofs do not hold: {which}. See {report}."
