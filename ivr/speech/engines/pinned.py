"""What ``ivr prompts install`` has set up for an engine: there, and as it was pinned, or no engine."""

from pathlib import Path

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import EngineMissing

REMEDY = Both("请运行 “ivr prompts install”。", "Run `ivr prompts install`.")


def there(path: Path) -> None:
    """Raises :class:`~ivr.speech.errors.EngineMissing`."""
    if not path.is_file():
        reason = Both(f"{path.name} 未安装", f"{path.name} is not installed")
        raise EngineMissing(engine="kokoro", reason=reason, remedy=REMEDY)


def unaltered(path: Path, sha256: str) -> None:
    """Raises :class:`~ivr.speech.errors.EngineMissing`."""
    if files.sha256(path) != sha256:
        reason = Both(f"{path.name} 已损坏", f"{path.name} is damaged")
        raise EngineMissing(engine="kokoro", reason=reason, remedy=REMEDY)
