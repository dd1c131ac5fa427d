"""A private OpenSSH server with nothing but SFTP, on a free loopback port; it serves the user that it runs as."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from ivr.feeds.drops.settings import SftpSettings
from ivr.kit.debs import Tree
from tests.servers.poll import until
from tests.servers.user import as_ordinary_user, hand_over

_PROGRAMS = ("usr/sbin/sshd", "usr/lib/openssh/sshd-session", "usr/lib/openssh/sshd-auth")


@dataclass(frozen=True)
class SftpServer:
    """``folder`` is what the bank has on its server."""

    settings: SftpSettings
    folder: Path

    def leave(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)


@contextmanager
def sftp_server(tree: Tree) -> Iterator[SftpServer]:
    """Stopped, and gone, at the end."""
    with tempfile.TemporaryDirectory(prefix="sftp") as name:
        here = Path(name)
        tree = replace(tree, root=Path(shutil.copytree(tree.root, here / "programs", symlinks=True)))
        host_key, our_key = _key(here / "host.key"), _key(here / "our.key")
        folder = here / "outbox"
        folder.mkdir()
        port = _free_port()
        (here / "authorized").write_text(our_key + "\n", encoding="ascii")
        (here / "config").write_text(_config(tree, here, port), encoding="utf-8")
        for one in (here, folder, here / "host.key", here / "authorized", here / "config"):
            hand_over(one)
        user = pwd.getpwuid(65534 if as_ordinary_user() else os.geteuid()).pw_name
        given = {"host": "127.0.0.1", "port": port, "username": user, "host_key": host_key}
        with _serving(tree, here):
            yield SftpServer(SftpSettings("bank", key_file=here / "our.key", folder=str(folder), **given), folder)  # type: ignore[arg-type]


def _config(tree: Tree, here: Path, port: int) -> str:
    sshd, session, auth = (tree.wrap(program) for program in _PROGRAMS)
    assert sshd.exists()
    return "\n".join(
        (
            f"Port {port}",
            "ListenAddress 127.0.0.1",
            f"HostKey {here / 'host.key'}",
            f"AuthorizedKeysFile {here / 'authorized'}",
            f"SshdSessionPath {session}",
            f"SshdAuthPath {auth}",
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "Subsystem sftp internal-sftp",
            "ForceCommand internal-sftp",
            "PermitRootLogin no",
            "",
        )
    )


@contextmanager
def _serving(tree: Tree, here: Path) -> Iterator[None]:
    command = [*as_ordinary_user(), str(tree.path("usr/sbin/sshd")), "-D", "-e", "-f", str(here / "config")]
    with (here / "log").open("w+b") as log:
        # systemd's name service tells of a "nobody" of its own, whose account is locked.
        environment = {**os.environ, "SYSTEMD_NSS_BYPASS_SYNTHETIC": "1"}
        process = subprocess.Popen(command, cwd="/", stdout=log, stderr=log, env=environment)
        try:
            until(lambda: b"listening" in (here / "log").read_bytes().lower() or process.poll() is not None)
            if process.poll() is not None:
                raise RuntimeError(f"sshd did not start: {(here / 'log').read_text(encoding='utf-8')}")
            yield
        finally:
            process.terminate()
            process.wait(10)


def _key(file: Path) -> str:
    """The public half, as it stands in ``authorized_keys``."""
    made = Ed25519PrivateKey.generate()
    file.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    file.chmod(0o600)
    return made.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
