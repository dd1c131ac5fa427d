"""The certificate that a caller has proven to hold: from ASGI's TLS extension, or as a proxy tells it (RFC 9440)."""

import base64
import binascii
import hashlib
import ssl
from collections.abc import Iterable, MutableMapping
from typing import Any, Final

HEADER: Final = b"client-cert"
Scope = MutableMapping[str, Any]


def fingerprint(scope: Scope) -> str | None:
    """SHA-256 over the caller's own certificate (DER), in hexadecimal digits; None when there is none."""
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain") or []
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(chain[0])).hexdigest() if chain else None


def told(scope: Scope, der: bytes | None) -> Scope:
    """The scope with the extension: https://asgi.readthedocs.io/en/stable/specs/tls.html"""
    chain = [ssl.DER_cert_to_PEM_cert(der)] if der else []
    nothing = dict.fromkeys(("server_cert", "client_cert_name", "client_cert_error", "tls_version", "cipher_suite"))
    extension = {**nothing, "client_cert_chain": chain}
    return {**scope, "extensions": {**scope.get("extensions", {}), "tls": extension}}


def from_proxy(headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    """The DER in the one ``Client-Cert`` header, a byte sequence between colons; None for none, two, or nonsense."""
    values = [value.strip() for name, value in headers if name.lower() == HEADER]
    if len(values) != 1 or len(values[0]) < 3 or values[0][:1] + values[0][-1:] != b"::":
        return None
    try:
        return base64.b64decode(values[0][1:-1], validate=True)
    except binascii.Error:  # as if there were none: whoever needs one is refused
        return None
