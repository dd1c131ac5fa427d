"""What is set for one source of payments, as it stands in the settings file: checked when the gateway starts."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from ivr.feeds.jws import Jws
from ivr.feeds.trust import Trust

_SHORTEST = 32
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def _secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < _SHORTEST:
        raise ValueError("too short")
    return value


def _fingerprint(value: str) -> str:
    """As openssl prints it: with or without colons, in either case."""
    found = value.replace(":", "").lower()
    if not _FINGERPRINT.fullmatch(found):
        raise ValueError("no SHA-256 in hexadecimal digits")
    return found


class Signed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    algorithm: Literal["ES256", "PS256", "EdDSA", "Ed25519"]
    keys: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]

    @model_validator(mode="after")
    def _of_the_algorithm(self) -> Self:
        _ = self.jws.pinned
        return self

    @property
    def jws(self) -> Jws:
        return Jws(self.algorithm, self.keys)


class Feed(BaseModel):
    """Either ``secret`` or ``jws``; a plain text is the secret. ``certificates``: one of them besides that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    jws: Signed | None = None
    certificates: tuple[Annotated[str, AfterValidator(_fingerprint)], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        return {"secret": given} if isinstance(given, str | SecretStr) else given

    @model_validator(mode="after")
    def _one_signature(self) -> Self:
        if (self.secret is None) == (self.jws is None):
            raise ValueError("either a secret or jws")
        return self

    @property
    def trust(self) -> Trust:
        secret = self.secret.get_secret_value() if self.secret else None
        return Trust(secret, self.jws.jws if self.jws else None, frozenset(self.certificates))
