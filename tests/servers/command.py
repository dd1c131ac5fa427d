"""``ivr …`` as processes of their own, over one data folder and on ports of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from ivr.kit.debs import Tree
from ivr.pbx.embedded.ports import free_port
from ivr.pbx.embedded.process import Process
from tests.servers.poll import found

LONG_S = 60.0


@dataclass
class Service:
    """``ivr …`` over one data folder, with ports of its own."""

    data: Path
    port: int
    environment: dict[str, str]

    def do(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self._argv(arguments), env=self.environment, capture_output=True, text=True, check=False)

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._argv(arguments),
            env=self.environment | settings,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def health(self) -> dict[str, Any] | None:
        """The health page; None while nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                told: dict[str, Any] = json.load(answer)
        except URLError:
            return None
        return told

    def announces(self) -> bool:
        """Whether the node may announce at this moment."""
        return bool((self.health() or {}).get("announces"))

    def asterisk(self) -> int | None:
        """The process id of this folder's Asterisk."""
        found = Process.find(self.data / "tools/pbx")
        if found is None:
            return None
        with found:
            return found.pid

    def _argv(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-c", "from ivr.cli import main; main()", *arguments]


def install(tools: Tree, folder: Path, **settings: str) -> Service:
    """Installed, and with an operator, so that no sample court is set up. What the first one made, the others copy."""
    kept = folder.parent / "installed"
    if not kept.exists():
        (kept / "tools").mkdir(parents=True)
        (kept / "tools/programs").symlink_to(tools.root.parent)
        for arguments in (("staff", "first", "王操作"), ("pbx", "install")):
            done = _service(kept, {}).do(*arguments)
            assert done.returncode == 0, done.stderr
    shutil.copytree(kept, folder, symlinks=True, dirs_exist_ok=True)
    return _service(folder, settings)


def _service(folder: Path, settings: dict[str, str]) -> Service:
    """On ports of its own."""
    ports = {
        "IVR_HTTP_PORT": free_port(socket.SOCK_STREAM),
        "IVR_AMI_PORT": free_port(socket.SOCK_STREAM),
        "IVR_SIP_PORT": free_port(socket.SOCK_DGRAM),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IVR_")}
    environment = kept | {name: str(value) for name, value in ports.items()} | settings
    return Service(folder, ports["IVR_HTTP_PORT"], environment | {"IVR_DATA": str(folder), "IVR_LANGUAGE": "en"})


def until(true: Callable[[], Any], process: subprocess.Popen[str] | None = None) -> Any:
    def look() -> Any:
        assert process is None or process.poll() is None, process.communicate()[1]
        return true()

    return found(look, LONG_S)
