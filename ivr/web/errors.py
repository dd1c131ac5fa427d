"""What HTTP itself refuses, before or beside any flow."""

from typing import ClassVar

from ivr.kit.errors import GatewayError


class HttpRefusal(GatewayError):
    """Knows its own status; everything else gets one from its branch of the tree."""

    status: ClassVar[int] = 400


class BadRequest(HttpRefusal):
    code = "bad-request"
    zh = "请求无法读取。请以 UTF-8 发送正确的 JSON。"
    en = "The request cannot be read. Send well-formed JSON in UTF-8."


class NoSuchPage(HttpRefusal):
    code = "no-such-page"
    status = 404
    zh = "没有此地址。可用的地址见 /openapi.json。"
    en = "There is nothing at this address. /openapi.json lists what there is."


class MethodNotAllowed(HttpRefusal):
    code = "method-not-allowed"
    status = 405
    zh = "此地址不接受该方法。可用的方法见 Allow 头。"
    en = "This address does not take that method. The Allow header lists those it takes."


class CrossSite(HttpRefusal):
    code = "cross-site"
    status = 403
    zh = "该请求并非来自本站页面，已拒绝。请从本站页面操作，并在 X-CSRF-Token 头中附上会话的 csrf 值。"
    en = "This request is not from one of our own pages. Send it from there, with the session's csrf in X-CSRF-Token."


class NoOpenId(HttpRefusal):
    code = "no-openid"
    status = 404
    zh = "未设置统一身份认证。请使用本地账号登录，或由运维人员设置 openid。"
    en = "No identity provider is set up. Sign in with a local account, or let the operator set openid."


class TooLarge(HttpRefusal):
    code = "too-large"
    status = 413
    zh = "请求正文超过 {most} 字节。请分批发送。"
    en = "The body is larger than {most} bytes. Send it in parts."


class PreconditionFailed(HttpRefusal):
    code = "changed-meanwhile"
    status = 412
    zh = "您查看之后内容已变化。请重新查看，再以新的 ETag 办理。"
    en = "It has changed since you looked at it. Look again, and send the new ETag."


class NoPrecondition(HttpRefusal):
    code = "no-precondition"
    status = 428
    zh = "请在 If-Match 头中附上您查看时得到的 ETag，以免覆盖他人的更改。"
    en = "Send the ETag of what you looked at in If-Match, so that nobody's change is overwritten unseen."


class Unexpected(HttpRefusal):
    code = "unexpected"
    status = 500
    zh = "发生未预料的错误，未作任何更改。请向管理员提供编号 {incident}。"
    en = "Something went wrong that we did not expect; nothing was changed. Quote {incident} to the operator."


class BadRows(HttpRefusal):
    code = "bad-rows"
    status = 422
    zh = "{rows} 行中有 {bad} 行有误，均未保存。请按 bad 中所列更正，或用 keep_good=true 只保留正确的行。"
    en = (
        "{bad} of {rows} rows are wrong, and none was kept. Correct those listed in bad, "
        "or keep the others with keep_good=true."
    )
