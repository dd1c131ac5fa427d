"""A private apt: its own state, cache and sources in one folder; the machine's mirror, keys and proxy."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ivr.kit.debs.complaint import Expired, complaint
from ivr.kit.debs.sources import Source

_FOLDERS = (
    "state/lists/partial",
    "cache/archives/partial",
    "cache/none/partial",
    "etc/sources.list.d",
    "etc/preferences.d",
    "etc/apt.conf.d",
    "etc/trusted.gpg.d",
)
# Relative names below Dir; signatures are always checked, and a mirror that drops them is refused.
_CONF = """\
Dir "{folder}/"; Dir::State "state"; Dir::State::status "{folder}/state/status"; Dir::Cache "cache"; Dir::Log "log";
Dir::Etc "etc"; Dir::Etc::sourcelist "/dev/null"; Dir::Etc::trusted "{trusted}/trusted.gpg";
Dir::Etc::trustedparts "{trusted}/trusted.gpg.d";
APT::Architecture "{architecture}"; APT::Architectures {{ "{architecture}"; }};
APT::Sandbox::User "root"; APT::Install-Recommends "false"; APT::Update::Error-Mode "any";
Acquire::Languages "none"; Acquire::GzipIndexes "true"; Acquire::Retries "2";
Acquire::http::Timeout "20"; Acquire::https::Timeout "20"; Acquire::AllowInsecureRepositories "false";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false"; Acquire::IndexTargets::deb::CNF::DefaultEnabled "false";
{proxy}
"""
_INSTALLED = """\
Package: {name}
Status: install ok installed
Version: 999:0
Architecture: {architecture}
Multi-Arch: allowed
Maintainer: none
Description: left out

"""
# apt's own cache of the index is made by whoever needs it (two seconds), not each time that the index is looked for.
_UPDATE = ("update", "-o", "pkgCacheFile::Generate=false")
_SOURCES = "Types: deb\nURIs: {uris}\nSuites: {suites}\nComponents: {components}\n{signed_by}"


@dataclass(frozen=True)
class Deb:
    """One resolved package file."""

    file: Path
    name: str
    version: str
    size: int


class PrivateApt:
    """``held`` is an open file that apt keeps open too: a lock on it lives as long as any apt that was started.

    ``without`` names packages that are not fetched though others depend on them.
    """

    def __init__(
        self, folder: Path, source: Source, architecture: str, *, held: int, without: Sequence[str] = ()
    ) -> None:
        self._folder, self._source, self._held = folder, source, held
        self._late: tuple[str, ...] = ()
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        # But for these nothing counts as installed, so every other dependency comes into the private folder.
        status = "".join(_INSTALLED.format(name=name, architecture=architecture) for name in without)
        (folder / "state/status").write_text(status, encoding="utf-8")
        (folder / "etc/sources.list.d/own.sources").write_text(_render(source), encoding="utf-8")
        conf = _CONF.format(folder=folder, trusted="/etc/apt", architecture=architecture, proxy=_machine_proxy())
        (folder / "apt.conf").write_text(conf, encoding="utf-8")

    def update(self) -> str | None:
        """Fetch the index. An expired one whose signature is good is accepted; its age is then returned."""
        try:
            list(self._run(*_UPDATE))
        except Expired as expired:
            # A mirror that lags still gives packages the distribution signed; refusing it would leave no Asterisk.
            self._late = ("-o", "Acquire::Check-Valid-Until=false")
            list(self._run(*_UPDATE))
            return str(expired.facts["age"])
        return None

    def resolve(self, packages: Sequence[str]) -> list[Deb]:
        """The packages and all they depend on, as files in apt's cache (not fetched yet)."""
        # apt leaves out what its archive folder holds already, so it is shown an empty one.
        nothing = f"Dir::Cache::archives={self._folder}/cache/none/"
        lines = self._run("install", "--yes", "--print-uris", "-o", nothing, *packages)
        found = (re.match(r"'[^']+' (?P<file>\S+) (?P<size>\d+)", line) for line in lines)
        return [self._deb(match["file"], int(match["size"])) for match in found if match]

    def download(self, packages: Sequence[str], percent: Callable[[int], None]) -> None:
        """Fetch what is missing; every file is checked against the signed index."""
        last = 0
        for line in self._run("install", "--yes", "--download-only", "-o", "APT::Status-Fd=1", *packages):
            found = re.match(r"dlstatus:\d+:([\d.]+):", line)
            if found and (now := int(float(found[1]))) > last:
                percent(last := now)

    def _deb(self, file: str, size: int) -> Deb:
        name, version, _ = file.split("_", 2)
        return Deb(self._folder / "cache/archives" / file, name, unquote(version), size)

    def _run(self, *arguments: str) -> Iterator[str]:
        command = ["apt-get", "-q", *self._late, *arguments]
        environment = os.environ | {"APT_CONFIG": str(self._folder / "apt.conf"), "LC_ALL": "C"}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
            with subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                pass_fds=(self._held,),
                text=True,
                errors="replace",
            ) as process:
                assert process.stdout is not None  # noqa: S101  (asked for two lines above)
                yield from process.stdout
            errors.seek(0)
            if process.returncode:
                raise complaint(
                    errors.read(), suite=" ".join(self._source.suites), folder=self._folder, asked=arguments
                )


def _render(source: Source) -> str:
    return _SOURCES.format(
        uris=" ".join(source.uris),
        suites=" ".join(source.suites),
        components=" ".join(source.components),
        signed_by=f"Signed-By: {source.signed_by}\n" if source.signed_by else "",
    )


def _machine_proxy() -> str:
    """The machine's own proxy settings for apt, as configuration lines."""
    dump = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False, timeout=20).stdout
    return "\n".join(line for line in dump.splitlines() if re.match(r"Acquire::https?::\S*[Pp]roxy", line))
