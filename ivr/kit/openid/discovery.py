"""A provider's own description (OpenID Connect Discovery 1.0) and its keys, fetched when they are needed."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ivr.kit.clock import Clock
from ivr.kit.openid.errors import ProviderDown

KEPT_S: Final = 3600.0
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
TIMEOUT_S: Final = 5.0


class Discovery:
    """Keeps what it learnt for an hour; a key that is not known yet is asked for once more."""

    def __init__(self, issuer: str, clock: Clock) -> None:
        self.issuer = issuer
        self._clock = clock
        self._told: Mapping[str, Any] = {}
        self._keys: KeySet | None = None
        self._until = float("-inf")

    def endpoint(self, name: str) -> str:
        """Raises ProviderDown when the provider does not answer, or speaks for another issuer."""
        if self._clock.monotonic() >= self._until:
            self._learn()
        return str(self._told[name])

    def keys(self, *, fresh: bool = False) -> KeySet:
        """The provider's public keys. Raises ProviderDown."""
        uri = self.endpoint("jwks_uri")
        if fresh or self._keys is None:
            told = self._get(uri)
            try:
                self._keys = KeySet.import_key_set(told)  # type: ignore[arg-type]  # what is no key set is refused
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise self.down("its keys cannot be read") from error
        return self._keys

    def down(self, reason: str) -> ProviderDown:
        return ProviderDown(issuer=self.issuer, reason=reason)

    def _learn(self) -> None:
        told = self._get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != self.issuer:
            raise self.down("it speaks for another issuer")
        if not all(_safe(told.get(name)) for name in _NEEDED):
            raise self.down("an endpoint is missing or not https")
        self._told, self._keys, self._until = told, None, self._clock.monotonic() + KEPT_S

    def _get(self, url: str) -> dict[str, Any]:
        try:
            answer = httpx.get(url, timeout=TIMEOUT_S, follow_redirects=False).raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise self.down(type(error).__name__) from error
        if not isinstance(answer, dict):
            raise self.down("it answers with no JSON object")
        return answer


def _safe(url: object) -> bool:
    """https, or this very machine."""
    parts = urlsplit(str(url))
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
