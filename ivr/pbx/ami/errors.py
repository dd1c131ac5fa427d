"""What can go wrong on AMI, each with what to do. No text carries a value that was sent: it may be personal."""

from ivr.kit.errors import GatewayError


class AmiError(GatewayError):
    """Root of this branch."""

    code = "ami"
    zh = "Asterisk 管理接口出错:{reason}。请查看 Asterisk 的日志。"
    en = "The Asterisk Manager Interface failed: {reason}. Look at Asterisk's own log."


class AmiUnreachable(AmiError):
    """Nobody listens there, or what listens there is not an Asterisk manager."""

    code = "ami_unreachable"
    zh = "{address} 没有 Asterisk 管理接口应答:{reason}。请确认 Asterisk 在运行,且 manager.conf 的地址和端口一致。"
    en = (
        "No Asterisk manager answers at {address}: {reason}. "
        "Check that Asterisk runs and that manager.conf has this address and port."
    )
    retry = True


class AmiLoginRefused(AmiError):
    """Asterisk does not accept this user and secret, or not from this address."""

    code = "ami_login_refused"
    zh = "Asterisk 拒绝了用户 {user} 的登录：{reason}。请核对 manager.conf 中该用户的密码和允许的地址。"
    en = (
        "Asterisk refused the login of {user}: {reason}. "
        "Compare the user's secret and permitted addresses in manager.conf with the settings."
    )


class AmiLost(AmiError):
    """The connection is gone. Whether an unanswered action was carried out is unknown: compare before sending."""

    code = "ami_lost"
    zh = "与 Asterisk 的连接已断开：{reason}。请重新连接并核对状态，不要直接重发。"
    en = "The connection to Asterisk is lost: {reason}. Connect anew and compare the state; do not simply send again."
    retry = True


class AmiTimeout(AmiError):
    """No answer in time; the connection may still stand. Whether the action was carried out is unknown."""

    code = "ami_timeout"
    zh = "Asterisk 在 {seconds} 秒内没有回答 {action}。动作可能已执行：请先核对状态，再重试。"
    en = (
        "Asterisk did not answer {action} within {seconds} s. "
        "It may have been carried out: compare the state before trying again."
    )
    retry = True


class AmiRefused(AmiError):
    """Asterisk answered ``Response: Error``."""

    code = "ami_refused"
    zh = "Asterisk 拒绝执行 {action}:{reason}。请核对该动作的参数,以及 manager.conf 中用户的 write 权限。"
    en = "Asterisk refused {action}: {reason}. Check the action's headers and the user's write classes in manager.conf."


class AmiUnsafeValue(AmiError):
    """A key or value that AMI would cut, drop or take for something else. Nothing was written."""

    code = "ami_unsafe_value"
    zh = "{field} 不能发送给 Asterisk：{reason}。请更正该值；没有发送任何内容。"
    en = "{field} cannot be sent to Asterisk: {reason}. Correct the value; nothing was sent."
