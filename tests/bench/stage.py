"""One Asterisk with the gateway's rendered dialplan and, for a second trunk, a bare one: the baseline of every call."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ivr.carrier.sipp import SCENARIOS, free_port
from ivr.kit.debs import Tree
from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Endpoint, Login
from ivr.pbx.ami.events import Events
from ivr.pbx.dialplan.render import render
from ivr.pbx.dialplan.trunk import Trunk
from ivr.pbx.embedded import EmbeddedSettings
from ivr.pbx.embedded.embedded import Embedded, Owner
from ivr.pbx.embedded.program import private_program
from tests.servers.asterisk import on_free_ports
from tests.servers.node import HOP, HOSPITAL, make_prompt

OURS, BARE = "127.0.0.1", "127.0.0.3"
"""Who calls from the second address comes over the trunk that knows nothing of notices."""
PROMPT = "d" * 32
PROMPT_S = 12.0
"""As long as a court's notice: what a call costs beside it is told as a share of a real one."""
ANNOUNCED, PLAIN = "+8615400000001", "+8615500000001"
LIFETIME_S = 1800

BARE_DIALPLAN = """
[bare]
exten => _+86154.,1,Progress()
 same => n,Playback({prompts}/{prompt},noanswer)
 same => n,Dial(PJSIP/${{EXTEN}}@bare,60)
exten => _+86155.,1,Dial(PJSIP/${{EXTEN}}@bare,60)
"""


@dataclass
class Stage:
    """``prompts`` is the folder that the dialplan plays from; ``media`` a port at both addresses that only swallows."""

    asterisk: Embedded
    settings: EmbeddedSettings
    sipp: list[str]
    prompts: Path
    folder: Path
    media: int

    def actions(self) -> Actions:
        return Actions.connect(self.manager, Login("actions", self.settings.actions_secret))

    def events(self) -> Events:
        return Events.connect(self.manager, Login("events", self.settings.events_secret))

    @property
    def manager(self) -> Endpoint:
        return Endpoint("127.0.0.1", self.settings.ami_port)

    def cpu_s(self) -> float:
        """Processor seconds that Asterisk has used so far, all threads, those that ended too.

        The process's clock counts nanoseconds; utime and stime in /proc count hundredths of a second.
        """
        pid = self.asterisk.status().pid
        assert pid is not None
        return time.clock_gettime((~pid << 3) | 2)  # MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED) of the kernel


@contextmanager
def stage(tools: Tree, folder: Path) -> Iterator[Stage]:
    settings, sipp, prompts = on_free_ports(), tools.command("usr/bin/sipp"), folder / "prompts"
    make_prompt(prompts, PROMPT, PROMPT_S)
    with ExitStack() as stack:
        media = stack.enter_context(_sinks())
        callee = stack.enter_context(_callee(sipp, folder, media))
        asterisk = Embedded(private_program(tools), folder / "run", settings)
        asterisk.configure(_files(settings, prompts, callee))
        asterisk.start(Owner.CHILD)
        stack.callback(asterisk.stop)
        asterisk.wait_ready()
        yield Stage(asterisk, settings, sipp, prompts, folder, media)


def _files(settings: EmbeddedSettings, prompts: Path, callee: int) -> dict[str, str]:
    """The second trunk is rendered like the first, so that both have the same endpoint, and then given its context.

    Its calls go on by that endpoint too, with no mark.
    """
    trunks = [Trunk("carrier", "127.0.0.1", callee, (OURS,)), Trunk("bare", "127.0.0.1", callee, (BARE,))]
    files = render(trunks, f"127.0.0.1:{settings.sip_port}", HOP, prompts, [HOSPITAL])
    return {
        "extensions.conf": files["extensions.conf"] + BARE_DIALPLAN.format(prompts=prompts, prompt=PROMPT),
        "pjsip.conf": files["pjsip.conf"].replace("context = from-bare\n", "context = bare\naors = bare\n"),
    }


@contextmanager
def _sinks() -> Iterator[int]:
    """Nobody reads: what is too much is dropped by the kernel, and costs neither side anything."""
    with socket.socket(type=socket.SOCK_DGRAM) as ours, socket.socket(type=socket.SOCK_DGRAM) as bare:
        ours.bind((OURS, 0))
        port: int = ours.getsockname()[1]
        bare.bind((BARE, port))
        yield port


@contextmanager
def _callee(sipp: list[str], folder: Path, media: int) -> Iterator[int]:
    """Answers every call after a millisecond of ringing."""
    port = free_port(OURS)
    place = ["-i", OURS, "-p", str(port), "-bind_local", "-key", "rtp_port", str(media), "-recv_timeout", "1"]
    words = [*sipp, "-sf", str(SCENARIOS / "callee_answers.xml"), *place, "-nostdin", "-aa", "-skip_rlimit"]
    with (folder / "callee.log").open("wb") as log:
        process = subprocess.Popen(
            [*words, "-timeout", f"{LIFETIME_S}s"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder
        )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(5)
