"""What can go wrong between us and a short message centre. No text carries a number, a word of a message or a password.

``retry`` says whether sending again may help with nothing changed. A message that may already have been taken is worth
sending again: a person told twice is not harmed, a person not told is. Wrong input is ``BadInput``, with its field.
"""

from ivr.kit.errors import GatewayError


class SmsError(GatewayError):
    """Root of this branch."""

    code = "sms"
    zh = "短信中心出错：{reason}。请查看短信中心的状态。"
    en = "The short message centre failed: {reason}. Look at the centre's state."
    retry = True


class SmsUnreachable(SmsError):
    """No connection, or none that TLS accepts."""

    code = "sms-unreachable"
    zh = "无法连接短信中心 {address}：{reason}。请核对地址、端口、防火墙和 TLS 设置。"
    en = "The short message centre {address} cannot be reached: {reason}. Check address, port, firewall and TLS."


class SmsBindRefused(SmsError):
    """The centre does not let us in: user, password, system type or our address."""

    code = "sms-bind-refused"
    zh = "短信中心拒绝登录（{status}）。请与运营商核对 system_id、密码、system_type 以及登记的本机地址。"
    en = (
        "The short message centre refused the login ({status}). "
        "Check system_id, password, system_type and our registered address with the carrier."
    )
    retry = False


class SmsBindDeferred(SmsError):
    """Not now: an earlier session is still open there, or the centre is busy."""

    code = "sms-bind-deferred"
    zh = "短信中心暂不接受登录（{status}）。请稍后重试；如持续出现，请检查是否另有程序使用同一账号。"
    en = (
        "The short message centre takes no login now ({status}). "
        "Try again later; if it stays so, look for another program with the same account."
    )


class SmsNotBound(SmsError):
    code = "sms-not-bound"
    zh = "尚未登录短信中心。请先连接，再发送。"
    en = "There is no session with the short message centre. Connect first, then send."


class SmsUnanswered(SmsError):
    """The session is closed then. Whether a message was taken is unknown."""

    code = "sms-unanswered"
    zh = "短信中心在 {seconds} 秒内没有回答 {command}，连接已关闭。请重新连接后再试。"
    en = "The short message centre did not answer {command} within {seconds} s; the session is closed. Connect again."


class SmsLost(SmsError):
    """The session ended under us. Whether an unanswered message was taken is unknown."""

    code = "sms-lost"
    zh = "与短信中心的连接已断开：{reason}。请重新连接后再试。"
    en = "The session with the short message centre is lost: {reason}. Connect again and retry."


class SmsGarbled(SmsError):
    """What came is no SMPP; the session is closed."""

    code = "sms-garbled"
    zh = "对方发来的内容不是 SMPP 3.4：{reason}，连接已关闭。请核对地址、端口以及是否须用 TLS。"
    en = "What came from the other side is no SMPP 3.4: {reason}; the session is closed. Check address, port and TLS."


class SmsThrottled(SmsError):
    """Too fast, or the centre's queue is full."""

    code = "sms-throttled"
    zh = "短信中心要求放慢（{status}）。请稍后重发短信 {reference}。"
    en = "The short message centre asks to slow down ({status}). Send message {reference} again later."


class SmsDeferred(SmsError):
    """A fault of the centre's own, which it calls temporary."""

    code = "sms-deferred"
    zh = "短信中心暂时不能接收短信 {reference}（{status}）。请稍后重发。"
    en = "The short message centre cannot take message {reference} now ({status}). Send it again later."


class SmsRefused(SmsError):
    """The centre will never take this message so."""

    code = "sms-refused"
    zh = "短信中心拒收短信 {reference}（{status}）。请核对号码、发送方号码和编码设置；无法送达时请改以书信告知。"
    en = (
        "The short message centre refused message {reference} ({status}). "
        "Check the number, the sender and the alphabet; if it cannot be sent, tell the person by letter."
    )
    retry = False
