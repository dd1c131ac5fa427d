"""A payment signed with a bank's own key: only that key, only that algorithm, only just now, only this body."""

import base64
import json
import warnings
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry, detach_content, serialize_compact
from joserfc.registry import HeaderParameter

from ivr.feeds.errors import BadJws, BadSignature, Stale
from ivr.feeds.jws import ALGORITHMS, HEADER, Jws, public_key, verify

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
IAT = int(NOW.timestamp())
BODY = json.dumps({"id": "1", "text": "（2017）川1302执1234号"}, ensure_ascii=False).encode()
PRIVATE: dict[str, Any] = {
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "PS256": rsa.generate_private_key(65537, 2048),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
}
KINDS: dict[str, Any] = {"ES256": ECKey, "PS256": RSAKey, "RS256": RSAKey, "EdDSA": OKPKey, "Ed25519": OKPKey}


def pem(private: Any) -> str:
    return str(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def secret_pem(private: Any) -> str:
    return str(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def signed(algorithm: str, body: bytes = BODY, private: Any = None, **header: Any) -> dict[str, str]:
    """As a bank would, detached; ``b64`` false is RFC 7797."""
    key = KINDS[algorithm].import_key(secret_pem(private or PRIVATE[algorithm]))
    protected = {"alg": algorithm, "iat": IAT, **header}
    known = {"iat": HeaderParameter("Issued At", lambda _: None), "x": HeaderParameter("X", lambda _: None)}
    registry = JWSRegistry(known, [algorithm], strict_check_header=False)
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # of the name EdDSA
        return {HEADER.lower(): detach_content(serialize_compact(protected, body, key, registry=registry))}


def agreed(algorithm: str) -> Jws:
    return Jws(algorithm, (pem(PRIVATE[algorithm]),))


def refused(headers: dict[str, str], jws: Jws, body: bytes = BODY) -> None:
    with pytest.raises(BadJws) as told:
        verify(headers, body, jws, NOW)
    assert isinstance(told.value, BadSignature)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("header", [{}, {"b64": False, "crit": ["b64"]}, {"kid": "2026", "typ": "JOSE"}])
def test_a_detached_signature_by_the_agreed_key_is_believed(algorithm: str, header: dict[str, Any]) -> None:
    verify(signed(algorithm, **header), BODY, agreed(algorithm), NOW)


def test_while_a_bank_changes_its_key_the_old_and_the_new_one_are_believed() -> None:
    new = ec.generate_private_key(ec.SECP256R1())
    both = Jws("ES256", (pem(PRIVATE["ES256"]), pem(new)))
    verify(signed("ES256"), BODY, both, NOW)
    verify(signed("ES256", private=new), BODY, both, NOW)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_another_key_of_the_same_kind_is_refused(algorithm: str) -> None:
    others = {
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "PS256": lambda: rsa.generate_private_key(65537, 2048),
        "EdDSA": ed25519.Ed25519PrivateKey.generate,
        "Ed25519": ed25519.Ed25519PrivateKey.generate,
    }
    refused(signed(algorithm, private=others[algorithm]()), agreed(algorithm))


def test_no_algorithm_is_no_signature() -> None:
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "iat": IAT}).encode()).rstrip(b"=").decode()
    for value in (f"{header}..", f"{header}..{header}", f"{header}.."[:-1]):
        for algorithm in ALGORITHMS:
            refused({HEADER.lower(): value}, agreed(algorithm))


def test_the_header_does_not_choose_the_algorithm() -> None:
    """Neither another one for the same key, nor one by which our public key would be a shared secret."""
    refused(signed("RS256", private=PRIVATE["PS256"]), agreed("PS256"))
    refused(signed("ES256"), agreed("EdDSA"))
    refused(signed("EdDSA", private=PRIVATE["Ed25519"]), agreed("Ed25519"))
    key = OctKey.import_key(pem(PRIVATE["ES256"]).replace("-----", "").encode())
    registry = JWSRegistry({"iat": HeaderParameter("Issued At", lambda _: None)}, ["HS256"])
    swapped = serialize_compact({"alg": "HS256", "iat": IAT}, BODY, key, registry=registry)
    refused({HEADER.lower(): detach_content(swapped)}, agreed("ES256"))


def test_what_was_signed_too_long_ago_or_ahead_is_stale() -> None:
    verify(signed("ES256", iat=IAT - 300), BODY, agreed("ES256"), NOW)
    for iat in (IAT - 301, IAT + 301, 0):
        with pytest.raises(Stale):
            verify(signed("ES256", iat=iat), BODY, agreed("ES256"), NOW)


@pytest.mark.parametrize("iat", [None, "1772416800", True, 1.5, [IAT]])
def test_when_it_was_signed_must_be_said_in_seconds(iat: Any) -> None:
    refused(signed("ES256", iat=iat), agreed("ES256"))


def test_what_the_header_calls_critical_and_we_do_not_know_is_refused() -> None:
    refused(signed("ES256", x="y", crit=["x"]), agreed("ES256"))
    refused(signed("ES256", x="y"), agreed("ES256"))


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_any_flipped_byte_of_the_body_is_refused(at: int, flip: int) -> None:
    refused(SIGNED, agreed("ES256"), BODY[:at] + bytes([BODY[at] ^ flip]) + BODY[at + 1 :])


SIGNED = signed("ES256")


@given(st.text(max_size=200), st.text(alphabet="eyJ.A-_=", max_size=80))
def test_no_header_makes_it_fail(anything: str, alike: str) -> None:
    for value in (anything, alike, f"..{alike}", f"{alike}..{alike}"):
        refused({HEADER.lower(): value}, agreed("ES256"))
    refused({}, agreed("ES256"))


def test_a_signature_with_its_payload_attached_is_refused() -> None:
    """Two bodies, and nobody knows which one is meant."""
    header, _, signature = SIGNED[HEADER.lower()].split(".")
    attached = base64.urlsafe_b64encode(BODY).rstrip(b"=").decode()
    refused({HEADER.lower(): f"{header}.{attached}.{signature}"}, agreed("ES256"))


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("ES256", secret_pem(PRIVATE["ES256"])),
        ("ES256", pem(ec.generate_private_key(ec.SECP384R1()))),
        ("ES256", pem(PRIVATE["PS256"])),
        ("PS256", pem(rsa.generate_private_key(65537, 1024))),  # noqa: S505
        ("PS256", pem(PRIVATE["EdDSA"])),
        ("EdDSA", pem(PRIVATE["ES256"])),
        ("EdDSA", "nothing"),
        ("EdDSA", pem(x25519.X25519PrivateKey.generate())),
    ],
)
def test_what_is_no_strong_public_key_of_the_algorithm_is_refused_at_the_start(algorithm: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"key|PEM|deserialize"):
        public_key(algorithm, key)


def test_it_can_be_made_with_no_library_for_jws() -> None:
    """So that a bank sees what is signed: the protected header, a dot, and the body, both in base64url."""
    header = base64.urlsafe_b64encode(b'{"alg":"EdDSA","iat":%d}' % IAT).rstrip(b"=")
    payload = base64.urlsafe_b64encode(BODY).rstrip(b"=")
    signature = base64.urlsafe_b64encode(PRIVATE["EdDSA"].sign(header + b"." + payload)).rstrip(b"=")
    verify({HEADER.lower(): (header + b".." + signature).decode()}, BODY, agreed("EdDSA"), NOW)
