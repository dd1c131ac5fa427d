"""What we are to a provider."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Client:
    """``claim`` of the ID token names the person. ``secret`` is None for a public client: PKCE protects it then."""

    issuer: str
    client_id: str
    secret: str | None = field(repr=False)
    redirect_uri: str
    claim: str = "sub"
    scope: str = "openid"
