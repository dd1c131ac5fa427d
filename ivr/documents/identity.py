"""With what certificates are signed: a key and its X.509 certificate."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ivr.documents.settings import IdentitySettings
from ivr.kit.errors import GatewayError
from ivr.kit.keyfile import keep

OWN_FILE: Final = "signature.p12"
NAME: Final = "Court notice gateway"
LASTS: Final = timedelta(days=3650)
CLOCKS_DIFFER: Final = timedelta(minutes=5)
_USES: Final = {
    "digital_signature": True,
    "content_commitment": True,
    **dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement"), False),
    **dict.fromkeys(("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False),
}


class UnreadableIdentity(GatewayError):
    code = "certificate-key"
    zh = "无法读取签名证书 {path}：须为含私钥的 PKCS#12 文件，且口令正确。"
    en = (
        "The signing certificate {path} cannot be read: it must be a PKCS#12 file with its key, and the right password."
    )


@dataclass(frozen=True)
class Identity:
    """As the signing library wants them."""

    certificate: asn1.Certificate
    key: keys.PrivateKeyInfo = field(repr=False)
    others: SimpleCertificateStore


def identity(settings: IdentitySettings | None, folder: Path, now: datetime) -> Identity:
    """The one that was set, else the gateway's own in ``folder``. Raises UnreadableIdentity."""
    if settings is None:
        return own(folder, now)
    return given(settings.file, settings.password.get_secret_value() if settings.password else None)


def own(folder: Path, now: datetime) -> Identity:
    """The gateway's own, made at first use and readable by its owner only. Raises UnreadableIdentity."""
    path = folder / OWN_FILE
    if not path.exists():
        keep(path, _fresh(now))
    return given(path, None)


def given(path: Path, password: str | None) -> Identity:
    """From a PKCS#12 file. Raises UnreadableIdentity."""
    try:
        secret = password.encode() if password else None
        key, certificate, others = pkcs12.load_key_and_certificates(path.read_bytes(), secret)
    except (OSError, ValueError) as error:
        raise UnreadableIdentity(path=path) from error
    if key is None or certificate is None:
        raise UnreadableIdentity(path=path)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_loaded(one) for one in (certificate, *others)])
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Identity(_loaded(certificate), keys.PrivateKeyInfo.load(plain), store)


def _loaded(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))


def _fresh(now: datetime) -> bytes:
    """A P-256 key with a certificate that it signed itself: whoever wants to trust it compares its fingerprint."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - CLOCKS_DIFFER)
        .not_valid_after(now + LASTS)
        .add_extension(x509.KeyUsage(**_USES), critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(NAME.encode(), key, certificate, None, NoEncryption())
