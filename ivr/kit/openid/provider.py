"""One provider: where to send the browser, and who came back (OpenID Connect Core 1.0, section 3.1; RFC 7636)."""

from collections.abc import Mapping
from typing import Any, Final

import httpx
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from ivr.kit.clock import Clock
from ivr.kit.openid.client import Client
from ivr.kit.openid.discovery import TIMEOUT_S, Discovery
from ivr.kit.openid.errors import BadIdentity

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a private key only: ``none`` is no signature, and HS256 would trust whoever has our secret."""
LEEWAY_S: Final = 60


class Provider:
    """Safe to share between threads: what it keeps is only ever replaced as a whole."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self.client = client
        self._clock = clock
        self._discovery = Discovery(client.issuer, clock)

    def begin(self, state: str, nonce: str, verifier: str) -> str:
        """The URL to send the browser to. Raises ProviderDown."""
        us = self.client
        maker = OAuth2Client(
            None, us.client_id, redirect_uri=us.redirect_uri, scope=us.scope, code_challenge_method="S256"
        )
        endpoint = self._discovery.endpoint("authorization_endpoint")
        url, _ = maker.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier)
        return str(url)

    def finish(self, code: str, verifier: str, nonce: str) -> str:
        """Who came back: the value of the claim. Raises BadIdentity, or ProviderDown."""
        answer = self._exchange(code, verifier)
        claims = self._checked(str(answer.get("id_token", "")), nonce, answer)
        subject = claims.get(self.client.claim)
        if not isinstance(subject, str) or not subject:
            raise BadIdentity(reason=self.client.claim)
        return subject

    def _exchange(self, code: str, verifier: str) -> Mapping[str, Any]:
        us = self.client
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": us.redirect_uri}
        form |= {"code_verifier": verifier, "client_id": us.client_id}
        auth = httpx.BasicAuth(us.client_id, us.secret) if us.secret else None
        try:
            endpoint = self._discovery.endpoint("token_endpoint")
            response = httpx.post(endpoint, data=form, auth=auth, timeout=TIMEOUT_S, follow_redirects=False)
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise self._discovery.down(type(error).__name__) from error
        if response.status_code >= 500:
            raise self._discovery.down(f"HTTP {response.status_code}")
        if response.status_code != 200 or not isinstance(answer, dict):
            raise BadIdentity(reason="code")
        return answer

    def _checked(self, token: str, nonce: str, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """Signature, issuer, audience, times and nonce."""
        us = self.client
        wanted: dict[str, Any] = {
            "iss": {"essential": True, "value": us.issuer},
            "aud": {"essential": True, "value": us.client_id},
            "exp": {"essential": True},
        }
        try:
            read = self._verified(token)
            params = {"nonce": nonce, "client_id": us.client_id, "access_token": answer.get("access_token")}
            claims = CodeIDToken(read.claims, read.header, wanted, params)
            claims.validate(int(self._clock.now().timestamp()), LEEWAY_S)
        except JoseError as error:
            raise BadIdentity(reason=error.error) from error
        except (ValueError, TypeError, KeyError) as error:
            raise BadIdentity(reason="id_token") from error
        return dict(claims)

    def _verified(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._discovery.keys(), algorithms=ALGORITHMS)
        except (InvalidKeyIdError, ValueError):  # signed with a key that is newer than those we know
            return jwt.decode(token, self._discovery.keys(fresh=True), algorithms=ALGORITHMS)
