"""What goes wrong between us and a provider. No token, code or claim is ever in a text."""

from ivr.kit.errors import GatewayError


class ProviderDown(GatewayError):
    code = "openid-down"
    zh = "无法使用统一身份认证（{issuer}）：{reason}。请稍后重试，或使用本地账号登录。"
    en = "The identity provider {issuer} cannot be used: {reason}. Try again later, or sign in with a local account."
    retry = True


class BadIdentity(GatewayError):
    code = "openid-refused"
    zh = "统一身份认证的答复未通过核验（{reason}）。请重新登录；若仍如此，请联系管理员。"
    en = "The identity provider's answer did not pass ({reason}). Sign in again, or ask your administrator."
