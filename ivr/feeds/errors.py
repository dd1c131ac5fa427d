"""What a feed refuses. What is wrong in the content itself is ``BadInput``, with the field."""

from ivr.domain.errors import NotSignedIn
from ivr.kit.errors import GatewayError


class BadSignature(NotSignedIn):
    """The same for an unknown source: a stranger learns nothing about which sources exist."""

    code = "bad-signature"
    zh = "签名不符。请核对来源名称和密钥，并对“X-Timestamp + 点 + 正文”计算 HMAC-SHA256（十六进制），放入 X-Signature。"
    en = (
        "The signature does not fit. Check the source's name and secret, and send in X-Signature the hexadecimal "
        "HMAC-SHA256 over X-Timestamp, a dot and the body."
    )


class Stale(NotSignedIn):
    code = "stale-signature"
    zh = "时间戳与本机相差超过 {window} 秒。请校准时钟，重新签名后再发。"
    en = "The timestamp is more than {window} seconds off. Set the clock, sign again and send again."


class DropFailed(GatewayError):
    """Nothing is lost: what lies there is taken at a later look."""

    code = "drop-failed"
    zh = "来源 {source} 的文件夹无法访问（{reason}）。请检查路径、权限、账号和主机密钥；稍后自动重试。"
    en = "The folder of {source} cannot be reached ({reason}). Check path, rights, account and host key; it is retried."
    retry = True


class BadJws(BadSignature):
    code = "bad-jws"
    zh = "签名不符。请用约定的私钥按 {algorithm} 对正文作分离式 JWS 签名（保护头含 iat），放入 X-JWS-Signature。"
    en = (
        "The signature does not fit. Sign the body as a detached JWS with {algorithm} and the agreed private key, with "
        "iat in the protected header, and send it in X-JWS-Signature."
    )


class WrongCertificate(NotSignedIn):
    code = "wrong-certificate"
    zh = "未出示为此来源登记的客户端证书。请用约定的证书建立 TLS 连接。"
    en = "The client certificate that is set for this source was not shown. Connect by TLS with the one agreed upon."
