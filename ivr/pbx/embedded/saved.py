"""The settings of an installation, kept beside it so that start, stop and the gateway agree on ports and secrets."""

import json
from dataclasses import asdict
from pathlib import Path

from ivr.pbx.embedded.errors import NotInstalled
from ivr.pbx.embedded.settings import EmbeddedSettings

_NAME = "settings.json"


def save(folder: Path, settings: EmbeddedSettings) -> None:
    """Write whole, for the owner only: it holds the AMI secrets."""
    part = folder / f".{_NAME}.part"
    part.touch(mode=0o600)
    part.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
    part.replace(folder / _NAME)


def load(folder: Path) -> EmbeddedSettings:
    """Raises :class:`NotInstalled`."""
    try:
        return EmbeddedSettings(**json.loads((folder / _NAME).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NotInstalled(folder=folder) from error
