"""From package names to a finished tree, in steps that may be cut short at any point and run again."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ivr.kit.debs import machine, sources
from ivr.kit.debs.apt import Deb, PrivateApt
from ivr.kit.debs.errors import NoPackageTools, NoRoom
from ivr.kit.debs.lock import exclusive
from ivr.kit.debs.report import Report, Step
from ivr.kit.debs.room import NEEDED_MB, free_mb, make_usable
from ivr.kit.debs.tree import Tree
from ivr.kit.debs.unpack import unpack

_TOOLS = ("apt-get", "apt-config", "dpkg-deb", "tar")


class Debs:
    """A folder that holds one set of packages: ``root`` once it is finished, ``apt`` only while it is made."""

    def __init__(
        self,
        folder: Path,
        *,
        source: sources.Source | None = None,
        processor_name: str | None = None,
        free: Callable[[Path], int] = free_mb,
        wait_seconds: float = 300,
    ) -> None:
        """``source`` stands in for the machine's own mirror, ``processor_name`` for its processor (``uname -m``)."""
        self._folder = folder.absolute()
        self._source, self._processor_name, self._free = source, processor_name, free
        self._wait_seconds = wait_seconds

    @property
    def root(self) -> Path:
        """Where the finished tree is."""
        return self._folder / "root"

    def installed(self, packages: Sequence[str]) -> Tree | None:
        """The tree, if it is finished and was made for these packages."""
        tree = Tree.read(self.root)
        return tree if tree and tree.asked == tuple(packages) else None

    def install(
        self, packages: Sequence[str], report: Report, *, without: Sequence[str] = (), needs: Sequence[str] = ()
    ) -> Tree:
        """The finished tree, made now if need be. Raises one of :mod:`ivr.kit.debs.errors`.

        Packages in ``without`` are left out, unless something that ``needs`` names (see :meth:`Tree.missing`) turns
        out not to run without them: then everything is fetched.
        """
        if tree := self.installed(packages):
            return tree
        processor = machine.processor(self._processor_name)
        _require_tools(packages)
        make_usable(self._folder)
        with exclusive(self._folder, self._wait_seconds) as held:
            # Whoever held the lock before may just have finished the same.
            if tree := self.installed(packages):
                return tree
            self._require_room()
            work = _Work(self._folder, self._source or _own_source(), processor, tuple(packages), held, report)
            tree = work.unpacked(without)
            if without and tree.missing(needs):
                tree = work.unpacked(())
            return work.finish(tree)

    def _require_room(self) -> None:
        if (free := self._free(self._folder)) < NEEDED_MB:
            raise NoRoom(folder=self._folder, needed=NEEDED_MB, free=free)


@dataclass(frozen=True)
class _Work:
    """One installation: ``apt`` and ``root.part`` grow side by side until ``root.part`` becomes ``root``."""

    folder: Path
    source: sources.Source
    processor: machine.Processor
    packages: tuple[str, ...]
    held: int
    report: Report

    def unpacked(self, without: Sequence[str]) -> Tree:
        architecture = self.processor.architecture
        apt = PrivateApt(self.folder / "apt", self.source, architecture, held=self.held, without=without)
        self.report.step(Step.INDEX, 0, 1)
        expired = apt.update()
        if expired:
            self.report.expired(expired)
        debs = apt.resolve(self.packages)
        self.report.step(Step.INDEX, 1, 1)
        self._download(apt)
        part = self.folder / "root.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        self.report.step(Step.UNPACK, 0, len(debs))
        unpack(debs, part, lambda done: self.report.step(Step.UNPACK, done, len(debs)))
        return Tree(part, self.processor, self.packages, _versions(debs), expired)

    def _download(self, apt: PrivateApt) -> None:
        self.report.step(Step.DOWNLOAD, 0, 100)
        apt.download(self.packages, lambda percent: self.report.step(Step.DOWNLOAD, min(percent, 99), 100))
        self.report.step(Step.DOWNLOAD, 100, 100)

    def finish(self, tree: Tree) -> Tree:
        root, old = self.folder / "root", self.folder / "root.old"
        tree.write()
        shutil.rmtree(old, ignore_errors=True)
        if root.exists():
            root.rename(old)
        tree.root.rename(root)
        # Only now may the package files go: until here each run would have gone on from them.
        for finished in (old, self.folder / "apt"):
            shutil.rmtree(finished, ignore_errors=True)
        return replace(tree, root=root)


def _versions(debs: Sequence[Deb]) -> dict[str, str]:
    return {deb.name: deb.version for deb in debs}


def _require_tools(packages: Sequence[str]) -> None:
    if missing := [name for name in _TOOLS if shutil.which(name) is None]:
        raise NoPackageTools(programs=", ".join(missing), packages=", ".join(packages))


def _own_source() -> sources.Source:
    system = machine.distribution()
    own = sources.machine_source(system)
    return sources.Source(own.uris, (system.suite,), tuple(system.components.split()), own.signed_by)
