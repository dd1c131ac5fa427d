"""What can go wrong while calls are made: the tool, a port, a plan, time. A refused call is a result, not an error."""

from ivr.kit.errors import GatewayError


class CarrierError(GatewayError):
    """The root of this room's errors."""

    code = "carrier"


class BadPlan(CarrierError):
    """A call was asked for that cannot be dialled."""

    code = "carrier.plan"
    zh = "呼叫计划的 {field} 无效：{value}。请去掉控制字符、空格和尖括号。"
    en = "The call plan's {field} is not usable: {value}. Remove control characters, spaces and angle brackets."


class SippMissing(CarrierError):
    """The SIPp program could not be started at all."""

    code = "carrier.sipp_missing"
    zh = "无法启动 SIPp({program}):{reason}。请先运行 `ivr pbx install`。"
    en = "SIPp could not be started ({program}): {reason}. Run `ivr pbx install` first."


class SippFailed(CarrierError):
    """SIPp ended without having made a call."""

    code = "carrier.sipp_failed"
    zh = "SIPp 以退出码 {exit_code} 结束，没有发出呼叫。它的错误日志末尾：\n{log}"
    en = "SIPp ended with exit code {exit_code} and made no call. The end of its error log:\n{log}"


class PortTaken(CarrierError):
    """SIPp could not bind its address (exit code 254)."""

    code = "carrier.port_taken"
    zh = "SIPp 无法绑定 {address}:{port}。请换一个端口，或结束占用它的程序。\n{log}"
    en = "SIPp could not bind {address}:{port}. Choose another port, or end the program that holds it.\n{log}"
    retry = True


class CallOverdue(CarrierError):
    """SIPp still ran when every timer of the call was over."""

    code = "carrier.overdue"
    zh = "呼叫在 {seconds:.0f} 秒后仍未结束，SIPp 已被终止。它的错误日志末尾：\n{log}"
    en = "The call had not ended after {seconds:.0f} s; SIPp was stopped. The end of its error log:\n{log}"
    retry = True


class RtpFailed(CarrierError):
    """The audio socket broke while a call used it."""

    code = "carrier.rtp"
    zh = "语音端口 {port} 出错：{reason}。这次呼叫的录音不完整，请重试。"
    en = "The audio port {port} failed: {reason}. What this call heard is incomplete; place it again."
    retry = True
