"""``ivr plan``: a change that is too large for a node waits for two operators, who see it and confirm it."""

from datetime import timedelta
from pathlib import Path

import pytest

from ivr.bootstrap import open_gateway
from ivr.domain.staff import SYSTEM
from ivr.settings import load
from ivr.store import nodes
from tests.unit.cli.conftest import Ivr, Office

DIGEST = "0123456789abcdef"


@pytest.fixture
def waiting(office: Office, tmp_path: Path) -> Office:
    """Its one node waits for a plan."""
    with open_gateway(load(data=tmp_path / "data")) as gateway, gateway.desk.work(SYSTEM) as work:
        nodes.take(work.session, "node-1", "follower", work.now, timedelta(minutes=1))
        nodes.troubled(work.session, "node-1", "The change is too large.", DIGEST)
    return office


def test_it_is_seen_with_what_troubles_the_node(waiting: Office) -> None:
    (node,) = waiting.ivr("plan", "show", "--json", token=waiting.operator).json
    assert (node["id"], node["waits_for"], node["trouble"]) == ("node-1", DIGEST, "The change is too large.")
    assert DIGEST in waiting.ivr("plan", "show", token=waiting.operator).out


def test_two_operators_confirm_it_and_nobody_twice(waiting: Office, ivr: Ivr) -> None:
    confirm = ("plan", "confirm", "node-1", DIGEST)
    other = ivr("staff", "add", "赵操作", "--role", "operator", token=waiting.operator).out.strip()
    assert ivr(*confirm, token=waiting.clerk).status == 4
    assert "another operator must confirm" in ivr(*confirm, token=waiting.operator).out
    again = ivr(*confirm, token=waiting.operator)
    assert (again.status, "Another person must confirm a node's plan" in again.err) == (3, True)
    assert ivr(*confirm, "--json", token=other).json == {"node": "node-1", "plan": DIGEST, "confirmed": True}


@pytest.mark.parametrize(
    ("node", "digest", "told"),
    [
        ("node-2", DIGEST, "no such node: node-2"),
        ("node-1", "f" * 16, "does not wait for this plan"),
        ("node-1", "yes", "16 hexadecimal digits"),
    ],
)
def test_nothing_else_is_confirmed(waiting: Office, node: str, digest: str, told: str) -> None:
    refused = waiting.ivr("plan", "confirm", node, digest, token=waiting.operator)
    assert refused.status != 0
    assert told in refused.err
