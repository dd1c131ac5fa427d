"""A folder on a bank's SFTP server (paramiko). The server's key is pinned: another one is a stranger."""

import base64
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_ISREG
from typing import BinaryIO, Final, cast

from ivr.feeds.drops.names import DONE, REASON, REFUSED, Look, Settling, takes
from ivr.feeds.drops.settings import SftpSettings
from ivr.feeds.errors import DropFailed

TIMEOUT_S: Final = 20


class SftpDrop:
    """The ``Drop`` for SFTP; connected anew for each look, so that a lost connection is no matter."""

    def __init__(self, settings: SftpSettings, settling: Settling) -> None:
        self.source = settings.source
        self._settings, self._settling = settings, settling

    def __enter__(self) -> "SftpDrop":
        """Raises DropFailed."""
        import paramiko  # noqa: PLC0415 - a third of a second, for those who have such a bank

        given = self._settings
        with _told(self.source):
            self._transport = paramiko.Transport(socket.create_connection((given.host, given.port), timeout=TIMEOUT_S))
            try:
                self._transport.start_client(timeout=TIMEOUT_S)
                self._require_host_key()
                self._sign_in()
                self._sftp = paramiko.SFTPClient.from_transport(self._transport)
                self._sftp.get_channel().settimeout(TIMEOUT_S)
                self._sftp.chdir(given.folder)
            except BaseException:
                self._transport.close()
                raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._transport.close()

    def arrivals(self) -> list[str]:
        """Raises DropFailed."""
        with _told(self.source):
            return self._settling.whole(dict(self._looks()))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Raises DropFailed, also while it is read."""
        with _told(self.source), self._sftp.open(name, "rb") as file:
            file.prefetch(file.stat().st_size, max_concurrent_requests=32)
            yield cast("BinaryIO", file)

    def done(self, name: str) -> None:
        self._move(name, DONE)

    def refused(self, name: str, reason: str) -> None:
        moved = self._move(name, REFUSED)
        with _told(self.source), self._sftp.open(moved + REASON, "w") as file:
            file.write(reason + "\n")

    def _looks(self) -> Iterator[tuple[str, Look]]:
        for found in self._sftp.listdir_attr("."):
            if S_ISREG(found.st_mode or 0) and takes(found.filename):
                yield found.filename, (found.st_size or 0, float(found.st_mtime or 0))

    def _move(self, name: str, where: str) -> str:
        """One of that name that went before is not overwritten: ``rename`` refuses then (SFTP version 3)."""
        with _told(self.source):
            if where not in self._sftp.listdir("."):
                self._sftp.mkdir(where)
            there = set(self._sftp.listdir(where))
            place, n = name, 1
            while place in there:
                n += 1
                place = f"{n}-{name}"
            self._sftp.rename(name, f"{where}/{place}")
            return f"{where}/{place}"

    def _require_host_key(self) -> None:
        kind, body = self._settings.host_key.split(" ")
        key = self._transport.get_remote_server_key()
        if (key.get_name(), key.asbytes()) != (kind, base64.b64decode(body)):
            raise OSError("the server's key is not the one that is set")

    def _sign_in(self) -> None:
        import paramiko  # noqa: PLC0415

        given = self._settings
        if given.key_file is None:
            self._transport.auth_password(given.username, given.password)
        else:
            self._transport.auth_publickey(given.username, paramiko.PKey.from_path(given.key_file))


@contextmanager
def _told(source: str) -> Iterator[None]:
    """Without what the server said: it may name files, and files may name people."""
    import paramiko  # noqa: PLC0415

    try:
        yield
    except (OSError, EOFError, paramiko.SSHException) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise DropFailed(source=source, reason=reason) from error
