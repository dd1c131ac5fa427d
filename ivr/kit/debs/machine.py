"""The machine's processor and distribution, as Debian names them."""

import platform
from dataclasses import dataclass
from pathlib import Path

from ivr.kit.debs.errors import UnknownDistribution, UnsupportedMachine


@dataclass(frozen=True)
class Processor:
    """One processor: Debian's architecture, its library folder's name and its dynamic loader's file name."""

    architecture: str
    triplet: str
    loader: str


# Tried on x86_64 only; aarch64 follows Debian's naming and has not been run.
PROCESSORS = {
    "x86_64": Processor("amd64", "x86_64-linux-gnu", "ld-linux-x86-64.so.2"),
    "aarch64": Processor("arm64", "aarch64-linux-gnu", "ld-linux-aarch64.so.1"),
}


def processor(machine: str | None = None) -> Processor:
    """The processor named by the kernel, or by ``machine``; raises :class:`UnsupportedMachine`."""
    name = machine or platform.machine()
    if name not in PROCESSORS:
        raise UnsupportedMachine(machine=name, supported=", ".join(PROCESSORS))
    return PROCESSORS[name]


@dataclass(frozen=True)
class Distribution:
    """``debian`` or ``ubuntu``, its release's code name, and the suite and components to take packages from."""

    name: str
    codename: str
    suite: str
    components: str


def distribution(os_release: Path = Path("/etc/os-release")) -> Distribution:
    """Read os-release(5). Debian's stable releases hold no Asterisk, so Debian's suite is always ``sid``."""
    facts = _facts(os_release)
    name, codename = facts.get("ID", "unknown"), facts.get("VERSION_CODENAME", "")
    if name == "debian":
        return Distribution(name, codename or "sid", "sid", "main")
    if name == "ubuntu" and codename:
        return Distribution(name, codename, codename, "main universe")
    raise UnknownDistribution(distribution=facts.get("PRETTY_NAME", name))


def _facts(os_release: Path) -> dict[str, str]:
    lines = os_release.read_text(encoding="utf-8").splitlines() if os_release.exists() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}
