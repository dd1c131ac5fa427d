"""An OpenID provider as a program of its own, on pyop; run by ``tests.servers.openid``.

Somebody signs in by typing a name. ``alice+expired`` is Alice with an ID token that has that fault: it is made and
signed as all others are, and then changed and signed again with the provider's own key.
"""

import base64
import json
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from Cryptodome.PublicKey import RSA
from jwkest.jwk import RSAKey, SYMKey
from jwkest.jws import JWS
from pyop.authz_state import AuthorizationState
from pyop.exceptions import InvalidAuthenticationRequest, InvalidClientAuthentication, OAuthError
from pyop.provider import Provider
from pyop.subject_identifier import HashBasedSubjectIdentifierFactory
from pyop.userinfo import Userinfo

SECRET = "the client's secret, 32 characters"
CLIENT = "court-notice-gateway"
FORM = b"<!doctype html><form method=post><input name=user><button>Sign in</button></form>"
Claims = dict[str, Any]

FAULTS: dict[str, Callable[[Claims], Claims]] = {
    "nonce": lambda claims: {**claims, "nonce": "another"},
    "no-nonce": lambda claims: {key: value for key, value in claims.items() if key != "nonce"},
    "aud": lambda claims: {**claims, "aud": ["somebody-else"]},
    "azp": lambda claims: {**claims, "aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
    "iss": lambda claims: {**claims, "iss": "http://127.0.0.1:9"},
    "expired": lambda claims: {**claims, "iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600},
    "no-exp": lambda claims: {key: value for key, value in claims.items() if key != "exp"},
    "at-hash": lambda claims: {**claims, "at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "no-sub": lambda claims: {key: value for key, value in claims.items() if key != "sub"},
}


def new_key(kid: str) -> RSAKey:
    return RSAKey(key=RSA.generate(2048), alg="RS256", use="sig", kid=kid)


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    provider: Provider
    users: dict[str, str]
    """Authorization code → the name that was typed."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/.well-known/openid-configuration":
            self._json(200, self.provider.provider_configuration.to_dict())
        elif path == "/jwks":
            self._json(200, self.provider.jwks)
        elif path == "/authorization":
            self._send(200, FORM, "text/html")
        else:
            self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        path = urlsplit(self.path).path
        if path == "/authorization":
            self._authorize(dict(parse_qsl(body))["user"])
        elif path == "/token":
            self._token(body)
        elif path == "/new-key":
            type(self).provider.signing_key = new_key("second")
            self._json(200, {})

    def _authorize(self, typed: str) -> None:
        try:
            asked = self.provider.parse_authentication_request(urlsplit(self.path).query)
        except InvalidAuthenticationRequest as error:
            self._json(400, {"error": str(error)})
            return
        answer = self.provider.authorize(asked, typed.split("+", maxsplit=1)[0]).to_dict()
        self.users[answer["code"]] = typed
        self.send_response(303)
        answer["state"] = asked["state"]
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _token(self, body: str) -> None:
        try:
            answer = self.provider.handle_token_request(body, dict(self.headers)).to_dict()
        except (OAuthError, InvalidClientAuthentication) as error:
            self._json(400, {"error": "invalid_grant", "error_description": str(error)})
            return
        _, _, fault = self.users[dict(parse_qsl(body))["code"]].partition("+")
        if fault:
            answer["id_token"] = self._faulty(answer["id_token"], fault)
        self._json(200, answer)

    def _faulty(self, token: str, fault: str) -> str:
        claims = JWS().verify_compact(token, keys=[self.provider.signing_key])
        if fault == "none":
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if fault == "hs256":
            return str(JWS(json.dumps(claims), alg="HS256").sign_compact([SYMKey(key=SECRET, alg="HS256")]))
        if fault == "other-key":
            return str(JWS(json.dumps(claims), alg="RS256").sign_compact([new_key(self.provider.signing_key.kid)]))
        if fault == "garbage":
            return "no.token.at-all"
        return str(JWS(json.dumps(FAULTS[fault](claims)), alg="RS256").sign_compact([self.provider.signing_key]))

    def _json(self, status: int, value: object) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def main(redirect_uri: str, users: dict[str, str]) -> None:
    """Prints its issuer, and serves until it is ended. ``users``: name → subject."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = f"http://127.0.0.1:{server.server_port}"
    safe = issuer.replace("http:", "https:")
    Handler.users = {}
    Handler.provider = Provider(
        new_key("first"),
        {
            "issuer": safe,
            "authorization_endpoint": f"{safe}/authorization",
            "token_endpoint": f"{safe}/token",
            "jwks_uri": f"{safe}/jwks",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "subject_types_supported": ["public"],
            "scopes_supported": ["openid"],
        },
        AuthorizationState(HashBasedSubjectIdentifierFactory("salt")),
        {
            CLIENT: {
                "client_id": CLIENT,
                "client_secret": SECRET,
                "redirect_uris": [redirect_uri],
                "response_types": ["code"],
                "token_endpoint_auth_method": "client_secret_basic",
                "subject_type": "public",
            }
        },
        Userinfo({name: {"sub": subject} for name, subject in users.items()}),
    )
    # pyop wants https, rightly; on this machine's loopback we do without.
    told = Handler.provider.configuration_information
    for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"):
        told[name] = told[name].replace(safe, issuer)
    print(issuer, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
