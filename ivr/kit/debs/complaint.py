"""apt's complaints, read from its words in the C locale, as errors of ours."""

import re
from collections.abc import Sequence
from pathlib import Path

from ivr.kit.debs.errors import AptFailed, DebsError, NoRoom, NoSuchPackage, NotVerified, Unreachable
from ivr.kit.debs.room import NEEDED_MB, free_mb

_KINDS: tuple[tuple[str, type[DebsError]], ...] = (
    (r"No space left on device|enough free space", NoRoom),
    (
        r"not signed|NO_PUBKEY|BADSIG|EXPKEYSIG|GPG error|signature|Hash Sum mismatch|not verified|Missing key",
        NotVerified,
    ),
    (
        r"Unable to locate package|no installation candidate|find any package|unmet dependencies|broken packages",
        NoSuchPackage,
    ),
    (
        r"Could not connect|Failed to fetch|resolv|Connection|Cannot initiate|Unable to connect|timed out|fetch some",
        Unreachable,
    ),
)
_EXPIRED = re.compile(r"is expired \(invalid since (.+?)\)")


class Expired(NotVerified):
    """The index is signed, but past the date up to which the mirror vouches for it; ``age`` is in apt's words."""

    code = "debs.expired"


def complaint(words: str, *, suite: str, folder: Path, asked: Sequence[str]) -> DebsError:
    """The error that apt's stderr stands for; the first line of its own words is kept as ``reason``."""
    lines = [line for line in words.splitlines() if line.startswith(("E:", "W:"))] or words.splitlines() or ["?"]
    errors = [line for line in lines if line.startswith("E:")]
    if errors and all(_EXPIRED.search(line) for line in errors):
        found = _EXPIRED.search(errors[0])
        return Expired(reason=errors[0], age=found[1] if found else "?")
    # Kinds are tried in order over all lines: a bad signature also ends in "failed to fetch".
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, words)), AptFailed)
    reason = next((line for line in errors or lines), "?").removeprefix("E:").strip()
    packages = " ".join(word for word in asked[1:] if not word.startswith("-") and "=" not in word)
    return kind(reason=reason, suite=suite, packages=packages, folder=folder, needed=NEEDED_MB, free=free_mb(folder))
