"""Are the ports free that Asterisk is about to take, and if not, who has them?"""

import errno
import socket
from pathlib import Path

from ivr.pbx.embedded.errors import PortTaken
from ivr.pbx.embedded.settings import EmbeddedSettings

_TABLES = {socket.SOCK_STREAM: "tcp", socket.SOCK_DGRAM: "udp"}


def require_free(settings: EmbeddedSettings) -> None:
    """Raises :class:`PortTaken`. Asked before the start, since Asterisk runs on without a port it did not get."""
    _require("127.0.0.1", settings.ami_port, socket.SOCK_STREAM, "AMI, TCP")
    _require(settings.sip_address, settings.sip_port, socket.SOCK_DGRAM, "SIP, UDP")


def free_port(kind: socket.SocketKind) -> int:
    """A port of 127.0.0.1 that nobody has at this moment."""
    with socket.socket(socket.AF_INET, kind) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _require(address: str, port: int, kind: socket.SocketKind, use: str) -> None:
    with socket.socket(socket.AF_INET, kind) as trial:
        if kind is socket.SOCK_STREAM:
            # As Asterisk does: connections that are only winding down do not count.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            raise PortTaken(port=port, use=use, owner=_owner(port, _TABLES[kind]) or _hint(port, error)) from error


def _hint(port: int, error: OSError) -> str:
    """For an owner that this user may not see, the command with which an administrator does."""
    return f"sudo ss -lntup 'sport = :{port}'" if error.errno == errno.EADDRINUSE else error.strerror or str(error)


def _owner(port: int, table: str) -> str | None:
    """``name (process id)``, where this user may see it."""
    rows = [line.split() for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if int(row[1].rpartition(":")[2], 16) == port}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(link.readlink()) in sockets:
                return f"{_name(link.parent.parent)} (process {link.parent.parent.name})"
        except OSError:  # it ended meanwhile, or belongs to somebody else: only the error's wording depends on it
            continue
    return None


def _name(process: Path) -> str:
    words = (process / "cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
    # A program of an unpacked tree is started through the tree's loader: the fourth word is the program.
    loaded = Path(words[0]).name.startswith("ld-linux") and len(words) > 3
    return Path(words[3 if loaded else 0]).name
