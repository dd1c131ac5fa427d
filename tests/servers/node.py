"""A real Asterisk with the gateway's own dialplan, a callee behind its trunk, and a follower that a test drives."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ivr.carrier.call import place_call
from ivr.carrier.callee import Behaviour, Callee
from ivr.carrier.heard import Heard
from ivr.carrier.plan import CallPlan
from ivr.kit import g711
from ivr.kit.debs import Tree
from ivr.kit.g711 import Samples
from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Endpoint, Login
from ivr.pbx.ami.events import Events
from ivr.pbx.dialplan.render import render
from ivr.pbx.dialplan.trunk import Mode, Trunk
from ivr.pbx.embedded import EmbeddedSettings
from ivr.pbx.embedded.embedded import Embedded, Owner
from ivr.pbx.embedded.program import private_program
from ivr.pbx.evidence import NodeEvidence
from ivr.pbx.node import AsteriskNode
from tests.servers.asterisk import on_free_ports

HOP = "0123456789abcdef"
HOSPITAL = "+8681722222222"
REDIRECTED = "127.0.0.2"
"""Calls from this address come over the trunk that redirects."""


@dataclass
class Node:
    """``prompts`` is the folder that the dialplan plays from."""

    asterisk: Embedded
    settings: EmbeddedSettings
    sipp: list[str]
    callee: Callee
    prompts: Path

    @contextmanager
    def connect(self) -> Iterator[AsteriskNode]:
        with self.actions() as actions:
            yield AsteriskNode(actions)

    def actions(self) -> Actions:
        return Actions.connect(self._endpoint, Login("actions", self.settings.actions_secret))

    @contextmanager
    def evidence(self) -> Iterator[NodeEvidence]:
        with Events.connect(self._endpoint, Login("events", self.settings.events_secret)) as events:
            yield NodeEvidence("node", events)

    def call(self, to: str, caller: str = "+8615400009999", **plan: object) -> Heard:
        gateway = ("127.0.0.1", self.settings.sip_port)
        facts: dict[str, object] = {"talk_s": 0.2, **plan}
        return place_call(self.sipp, CallPlan(to=to, caller=caller, gateway=gateway, **facts))  # type: ignore[arg-type]

    @property
    def _endpoint(self) -> Endpoint:
        return Endpoint("127.0.0.1", self.settings.ami_port)


@contextmanager
def running_node(tools: Tree, folder: Path) -> Iterator[Node]:
    settings, sipp = on_free_ports(), tools.command("usr/bin/sipp")
    prompts = folder / "prompts"
    prompts.mkdir(parents=True)
    with Callee(sipp, Behaviour(ring_s=0.1), lifetime_s=900) as callee:
        asterisk = Embedded(private_program(tools), folder / "run", settings)
        bind = f"127.0.0.1:{settings.sip_port}"
        asterisk.configure(render(_trunks(callee.address[1]), bind, HOP, prompts, [HOSPITAL]))
        asterisk.start(Owner.CHILD)
        try:
            asterisk.wait_ready()
            yield Node(asterisk, settings, sipp, callee, prompts)
        finally:
            asterisk.stop()


def make_prompt(folder: Path, key: str, seconds: float = 1.0, hz: int = 500) -> Samples:
    """A rising tone as A-law: like no other prompt, so that what is heard can be told apart."""
    at = np.arange(int(8000 * seconds)) / 8000
    samples = (8000 * np.sin(2 * np.pi * (hz + 200 * at) * at)).astype(np.int16)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key}.alaw").write_bytes(g711.alaw_encode(samples))
    return samples


def _trunks(callee_port: int) -> list[Trunk]:
    return [
        Trunk("carrier", "127.0.0.1", callee_port, ("127.0.0.1",)),
        Trunk("redirect", "127.0.0.1", callee_port, (REDIRECTED,), Mode.REDIRECT),
    ]
