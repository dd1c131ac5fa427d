"""What ``ivr pbx install | start | stop | status`` does, over one folder: ``programs`` and ``pbx`` below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ivr.kit.debs import Debs, Report
from ivr.kit.debs.room import make_usable
from ivr.pbx.embedded import saved
from ivr.pbx.embedded.embedded import Embedded, Owner, Status
from ivr.pbx.embedded.errors import NotInstalled, UnusableAsterisk
from ivr.pbx.embedded.packages import PROGRAMS, programs
from ivr.pbx.embedded.program import AsteriskProgram, private_program, system_program
from ivr.pbx.embedded.settings import EmbeddedSettings


@dataclass(frozen=True)
class Installed:
    """``passed_over``: why the Asterisk on PATH, if there is one, is not used."""

    embedded: Embedded
    passed_over: UnusableAsterisk | None


def install(folder: Path, settings: EmbeddedSettings, report: Report, *, search: str | None = None) -> Installed:
    """Find or fetch Asterisk and save ``settings``. Raises AlreadyRunning, and what Debs raises.

    Give fresh settings each time, so that no secret outlives an installation. ``search`` stands in for PATH.
    """
    run_folder = folder / "pbx"
    make_usable(run_folder)
    system, passed_over = _system(search)
    program = system or private_program(programs(folder, report))
    embedded = Embedded(program, run_folder, settings)
    embedded.require_stopped()
    saved.save(run_folder, settings)
    return Installed(embedded, passed_over)


def installed(folder: Path, *, search: str | None = None) -> Embedded:
    """The installation as it is; fetches nothing. Raises NotInstalled."""
    settings = saved.load(folder / "pbx")
    system, _ = _system(search)
    if system:
        return Embedded(system, folder / "pbx", settings)
    tree = Debs(folder / "programs").installed(PROGRAMS)
    if tree is None:
        raise NotInstalled(folder=folder)
    return Embedded(private_program(tree), folder / "pbx", settings)


def start(folder: Path, extra: Mapping[str, str], *, search: str | None = None) -> Status:
    """Configure and start it on its own; ``extra`` as in :meth:`Embedded.configure`. Returns once it is ready."""
    embedded = installed(folder, search=search)
    embedded.require_stopped()
    embedded.configure(extra)
    embedded.start(Owner.DAEMON)
    embedded.wait_ready()
    return embedded.status()


def stop(folder: Path, *, search: str | None = None) -> bool:
    """End it, whoever started it; False if it was not running."""
    return installed(folder, search=search).stop()


def status(folder: Path, *, search: str | None = None) -> Status:
    """Is it running, which version, which versions were tried, since when, how much memory."""
    return installed(folder, search=search).status()


def _system(search: str | None) -> tuple[AsteriskProgram | None, UnusableAsterisk | None]:
    try:
        return system_program(search), None
    except UnusableAsterisk as reason:
        # Too old or incomplete: the private one takes its place, and the caller says why.
        return None, reason
