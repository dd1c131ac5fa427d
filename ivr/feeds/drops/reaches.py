"""How each place that is set is reached for one look."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from ivr.feeds.drops.folder import FolderDrop
from ivr.feeds.drops.names import Settling
from ivr.feeds.drops.settings import FolderSettings, SftpSettings
from ivr.feeds.drops.sftp import SftpDrop

Reach = Callable[[], AbstractContextManager[FolderDrop | SftpDrop]]


def reaches(folders: Iterable[FolderSettings], servers: Iterable[SftpSettings]) -> Mapping[str, Reach]:
    """By a name for each; what one of them saw at its last look, it remembers."""
    found: dict[str, Reach] = {}
    for n, folder in enumerate(folders, 1):
        found[f"folder-{folder.source}-{n}"] = partial(_standing, FolderDrop(folder.source, folder.path))
    for n, server in enumerate(servers, 1):
        found[f"sftp-{server.source}-{n}"] = partial(SftpDrop, server, Settling())
    return found


def _standing(drop: FolderDrop) -> AbstractContextManager[FolderDrop]:
    return nullcontext(drop)
