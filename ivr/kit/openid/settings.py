"""An OpenID provider, as it is set."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class OpenId(BaseModel):
    """An OpenID provider. ``client_secret`` may be left out for a public client; PKCE is used in either case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: Annotated[str, Field(pattern=r"^https?://[^\s?#]{1,250}$")]
    client_id: Annotated[str, Field(min_length=1, max_length=255)]
    client_secret: SecretStr | None = None
    claim: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")] = "sub"
    scope: Annotated[str, Field(pattern=r"^openid( [!-~]{1,40}){0,9}$")] = "openid"
