"""By what a source of payments is believed: a shared secret or pinned keys, and where it is set a certificate.

Chosen direction: all that is set must hold. What is said to a stranger is the same for a source that does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ivr.feeds import jws as signatures
from ivr.feeds import webhook
from ivr.feeds.errors import WrongCertificate


@dataclass(frozen=True)
class Trust:
    """``secret`` or ``jws``. ``certificates``: SHA-256 over its client certificates (DER), in hexadecimal digits."""

    secret: str | None = field(default=None, repr=False)
    jws: signatures.Jws | None = None
    certificates: frozenset[str] = frozenset()


def verify(
    headers: Mapping[str, str], body: bytes, trust: Trust | None, certificate: str | None, now: datetime
) -> None:
    """``certificate``: the digest of the one that the caller has proven to hold, None without.

    Raises BadSignature, Stale, or WrongCertificate, which only whoever has the right signature gets to see.
    """
    named = {name.lower(): value for name, value in headers.items()}
    if trust is not None and trust.jws is not None:
        signatures.verify(named, body, trust.jws, now)
    else:
        webhook.verify(named, body, trust.secret if trust else None, now)
    if trust is not None and trust.certificates and certificate not in trust.certificates:
        raise WrongCertificate
