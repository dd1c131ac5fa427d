"""Connections to the Asterisk on this machine, with the ports and secrets saved beside its installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Endpoint, Login
from ivr.pbx.ami.events import Events
from ivr.pbx.embedded import ACTIONS_USER, EVENTS_USER, EmbeddedSettings, saved
from ivr.pbx.evidence import NodeEvidence
from ivr.pbx.node import AsteriskNode


@contextmanager
def local_node(folder: Path) -> Iterator[AsteriskNode]:
    """As the user that may write. Raises NotInstalled, and what AMI raises."""
    told = saved.load(folder)
    with Actions.connect(_manager(told), Login(ACTIONS_USER, told.actions_secret)) as actions:
        yield AsteriskNode(actions)


@contextmanager
def local_evidence(folder: Path, node_id: str) -> Iterator[NodeEvidence]:
    """As the user that hears. Raises NotInstalled, and what AMI raises."""
    told = saved.load(folder)
    with Events.connect(_manager(told), Login(EVENTS_USER, told.events_secret)) as events:
        yield NodeEvidence(node_id, events)


def _manager(told: EmbeddedSettings) -> Endpoint:
    return Endpoint("127.0.0.1", told.ami_port)
