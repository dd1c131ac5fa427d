"""An authority of the test's own, and the certificates that it signs."""

import hashlib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """A certificate and its key, as files."""

    certificate: Path
    key: Path

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.der).hexdigest()

    @property
    def der(self) -> bytes:
        return ssl.PEM_cert_to_DER_cert(self.certificate.read_text())


class Authority:
    """Signs certificates for names on 127.0.0.1."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.own = self._write(name, self._key, self._built(name, self._key, authority=True))

    def signs(self, name: str, *, days: int = 1, host: str = "localhost") -> Held:
        """For ``host`` too. ``days``: below zero, it has run out."""
        key = ec.generate_private_key(ec.SECP256R1())
        return self._write(name, key, self._built(name, key, days=days, host=host))

    def _built(
        self,
        name: str,
        key: ec.EllipticCurvePrivateKey,
        *,
        days: int = 1,
        authority: bool = False,
        host: str = "localhost",
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(_named(self._name), _named(name), key.public_key())
        dated = builder.serial_number(x509.random_serial_number()).not_valid_before(now - 10 * _DAY)
        built = dated.not_valid_after(now + days * _DAY)
        built = built.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName(host)])
        return built.add_extension(names, critical=False).sign(self._key, SHA256())

    def _write(self, name: str, key: ec.EllipticCurvePrivateKey, built: x509.Certificate) -> Held:
        held = Held(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        held.certificate.write_bytes(built.public_bytes(Encoding.PEM))
        held.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return held


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
