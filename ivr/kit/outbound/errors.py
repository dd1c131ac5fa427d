"""Why a request did not arrive."""

from ivr.kit.errors import GatewayError


class NotPosted(GatewayError):
    """``reason`` is a word of ours, never the receiver's own text: that may be anything."""

    code = "not-posted"
    zh = "对方系统未接收（{reason}），稍后将自动重试。请检查对方系统。"
    en = "The receiver did not take it ({reason}); it is tried again by itself. Check the receiver."
    retry = True
