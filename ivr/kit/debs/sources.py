"""Which mirror this machine trusts for its own distribution: read from apt's sources, both formats.

Only the distribution's own mirror counts. Third parties' sources often name the same suite and component, so a source
signed by anything but the distribution's keyring is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ivr.kit.debs.errors import NoMirror
from ivr.kit.debs.machine import Distribution


@dataclass(frozen=True)
class Source:
    """One entry of apt's sources; ``signed_by`` is a keyring file, or empty for the machine's trusted keys."""

    uris: tuple[str, ...]
    suites: tuple[str, ...]
    components: tuple[str, ...]
    signed_by: str = ""


def machine_source(system: Distribution, etc: Path = Path("/etc/apt")) -> Source:
    """The distribution's own mirror; raises :class:`NoMirror`. The keyring of the distribution is preferred."""
    own = [source for source in read_sources(etc) if _is_own(source, system)]
    if not own:
        raise NoMirror(folder=etc, distribution=system.name)
    return max(own, key=lambda source: bool(source.signed_by))


def read_sources(etc: Path) -> Iterator[Source]:
    """Every enabled binary source below ``etc``, in apt's own order of files."""
    for file in [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*"))]:
        if file.suffix == ".list" and file.is_file():
            yield from one_line(file.read_text(encoding="utf-8"))
        if file.suffix == ".sources" and file.is_file():
            yield from deb822(file.read_text(encoding="utf-8"))


def one_line(text: str) -> Iterator[Source]:
    """``deb [signed-by=…] uri suite component…``, see sources.list(5)."""
    for line in text.splitlines():
        found = re.match(r"\s*deb\s+(?:\[(?P<options>[^\]]*)\]\s*)?(?P<rest>[^#]+)", line)
        words = found["rest"].split() if found else []
        if found and len(words) >= 2:
            options = dict(pair.split("=", 1) for pair in (found["options"] or "").split() if "=" in pair)
            yield Source((words[0],), (words[1],), tuple(words[2:]), options.get("signed-by", ""))


def deb822(text: str) -> Iterator[Source]:
    """Stanzas of ``Field: value``, see sources.list(5); an inlined key is passed over with its source."""
    for stanza in re.split(r"\n\s*\n", "\n".join(line for line in text.splitlines() if not line.startswith("#"))):
        fields = {
            key.lower(): value.split() for key, value in re.findall(r"(?m)^([\w-]+):((?:.*)(?:\n[ \t].*)*)", stanza)
        }
        wanted = "deb" in fields.get("types", []) and fields.get("enabled", ["yes"])[0].lower() not in {
            "no",
            "false",
            "0",
        }
        if wanted and "-----BEGIN" not in fields.get("signed-by", []):
            yield Source(
                tuple(fields.get("uris", [])),
                tuple(fields.get("suites", [])),
                tuple(fields.get("components", [])),
                " ".join(fields.get("signed-by", [])),
            )


def _is_own(source: Source, system: Distribution) -> bool:
    return (
        system.codename in source.suites
        and "main" in source.components
        and (not source.signed_by or f"{system.name}-archive" in source.signed_by)
        and any(_names(uri, system.name) for uri in source.uris)
    )


def _names(uri: str, name: str) -> bool:
    return not {name, f"{name}-ports", f"{name}.list"}.isdisjoint(urlsplit(uri).path.split("/"))
