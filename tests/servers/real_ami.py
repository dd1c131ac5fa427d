"""The real Asterisk behind the interface of the scripted peer, so that one suite runs over both."""

import os
import signal
from pathlib import Path
from socket import SOCK_DGRAM, SOCK_STREAM
from types import TracebackType
from typing import Self

from ivr.kit.debs import Tree
from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Endpoint, Login
from ivr.pbx.embedded.embedded import Embedded, Owner
from ivr.pbx.embedded.ports import free_port
from ivr.pbx.embedded.program import private_program
from ivr.pbx.embedded.settings import ACTIONS_USER, EVENTS_USER, EmbeddedSettings
from tests.servers.poll import until

DIALPLAN = """[hear]
exten => s,1,Set(COLOUR=a=b)
 same => n,Set(SHAPE=圆)
 same => n,UserEvent(${HEAR})
 same => n,Hangup()
"""
CALLER = """
; Neither of the gateway's own users may place a call.
[caller]
secret = {secret}
write = originate
"""


class RealAmi:
    """Started on entering, ended on leaving; ``hear`` lets its dialplan raise a user event."""

    def __init__(self, tools: Tree, folder: Path) -> None:
        settings = EmbeddedSettings(ami_port=free_port(SOCK_STREAM), sip_port=free_port(SOCK_DGRAM))
        self.endpoint = Endpoint("127.0.0.1", settings.ami_port)
        self.logins = (Login(ACTIONS_USER, settings.actions_secret), Login(EVENTS_USER, settings.events_secret))
        self._asterisk = Embedded(private_program(tools), folder, settings)
        self._asterisk.configure({"extensions.conf": DIALPLAN})
        manager = folder / "etc/manager.conf"
        text = manager.read_text(encoding="utf-8").replace("[general]\n", "[general]\nchannelvars = COLOUR,SHAPE\n")
        manager.write_text(text + CALLER.format(secret=settings.actions_secret), encoding="utf-8")
        self._caller = Login("caller", settings.actions_secret)

    def start(self) -> None:
        self._asterisk.start(Owner.CHILD)
        self._asterisk.wait_ready()

    def stop(self) -> None:
        self._asterisk.stop()

    def freeze(self) -> None:
        """The kernel still acknowledges every byte; nobody answers. A stop reaches a process's threads one by one."""
        self._signal(signal.SIGSTOP)
        until(self._stands_still)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _stands_still(self) -> bool:
        """The state follows the program's name, which stands in brackets (proc(5), /proc/pid/stat)."""
        threads = Path(f"/proc/{self._pid}/task").iterdir()
        return all((each / "stat").read_text().rpartition(") ")[2].startswith("T") for each in threads)

    def _signal(self, number: signal.Signals) -> None:
        os.kill(self._pid, number)

    @property
    def _pid(self) -> int:
        pid = self._asterisk.status().pid
        assert pid is not None
        return pid

    def hear(self, name: str, **headers: str) -> None:
        with Actions.connect(self.endpoint, self.logins[0]) as actions:
            words = ",".join([name, *(f"{key}: {value}" for key, value in headers.items())])
            actions.must("Setvar", Variable="HEAR", Value=words)
        with Actions.connect(self.endpoint, self._caller) as caller:
            caller.must("Originate", Channel="Local/s@hear/n", Application="NoOp", Async="true")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
