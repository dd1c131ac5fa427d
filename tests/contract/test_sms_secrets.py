"""What must not be seen: words, numbers and passwords, on the wire and in logs."""

import logging
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import structlog
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ivr.sms import SmppMessenger
from ivr.sms.errors import (
    SmsError,
    SmsUnreachable,
)
from tests.servers.scripted_smpp import (
    BIND,
    SUBMIT,
    Heard,
    Peer,
    ScriptedCentre,
    obliging,
    receipt,
    refusing,
    unlike,
)
from tests.servers.told_smpp import DONE, NUMBER, TEXT, send, told


def test_neither_words_nor_number_nor_password_reach_a_log_or_an_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = told(1, answer_s=0.3)
    with structlog.testing.capture_logs() as logged, ScriptedCentre(unlike(SUBMIT, refusing(0x0B))) as centre:
        messenger = SmppMessenger(told(centre.port, answer_s=0.3))
        messenger.connect()
        with pytest.raises(SmsError) as refused:
            send(messenger)
        messenger.close()
    seen = f"{caplog.text}{logged}{refused.value!r}{refused.value.facts}{settings!r}"
    for secret in (TEXT, TEXT.encode("utf-16-be").hex(), NUMBER[1:], "s3cret", b"s3cret".hex()):
        assert secret not in seen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of 127.0.0.1, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "centre")])
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    built = built.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path_factory.mktemp("tls") / "centre.pem"
    file.write_bytes(
        key.private_bytes(*plain) + built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    return file


def secured(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_tls_is_used_where_the_certificate_is_trusted(certificate: Path) -> None:
    def both(peer: Peer, heard: Heard) -> None:
        """From the peer's own thread: OpenSSL's connections are not for two threads at once."""
        obliging(peer, heard)
        peer.say(receipt(1, DONE))

    with (
        ScriptedCentre(unlike(SUBMIT, both), secured(certificate)) as centre,
        SmppMessenger(told(centre.port, tls=True, tls_ca=certificate)) as messenger,
    ):
        assert send(messenger) == "id-2"
        assert next(messenger.receipts(5)).message_id == "id-2"


@pytest.mark.parametrize("changed", [{}, {"host": "localhost"}])
def test_no_password_is_sent_where_the_certificate_is_not_trusted(certificate: Path, changed: dict[str, str]) -> None:
    trusted = {"tls_ca": certificate} if changed else {}
    with ScriptedCentre(secured=secured(certificate)) as centre:
        with pytest.raises(SmsUnreachable, match="CERTIFICATE"):
            SmppMessenger(told(centre.port, tls=True, **trusted, **changed)).connect()
        assert not centre.heard(BIND)


@pytest.mark.parametrize(
    "changed", [{"tls_ca": Path("no-such-file.pem")}, {"tls_ca": Path(__file__)}, {"host": "a..b"}, {"host": ".a"}]
)
def test_what_cannot_be_called_safely_is_not_called(changed: dict[str, Any]) -> None:
    with ScriptedCentre() as centre:
        with pytest.raises(SmsUnreachable) as unreachable:
            SmppMessenger(told(centre.port, tls=True, **changed)).connect()
        assert unreachable.value.retry
        assert not centre.peers
