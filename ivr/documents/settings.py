"""What is set about certificates."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr


class IdentitySettings(BaseModel):
    """A PKCS#12 file with the key and the X.509 certificate that sign, instead of the gateway's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: Path
    password: SecretStr | None = None
