"""Fixtures that every kind of test shares: installed programs and servers."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.kit.debs import Step, Tree
from ivr.kit.debs.report import EXPIRED
from ivr.pbx.embedded import packages
from tests.servers.postgres import postgres

TOOLS = Path(__file__).parent.parent / "var/tools"
LONGEST = (
    *("test_demo", "test_demo_cut_short", "test_carrier_asterisk", "test_cli_run", "test_canaries", "test_cli_node"),
    *("test_speech", "test_debs_install", "test_life", "test_api_hostile", "test_api_description", "test_engines"),
    *("test_every_change_is_written", "test_library", "test_sign_in_openid", "test_api_pages", "test_sign_in_local"),
    *("test_api_looks", "test_projection_holds", "test_embedded_life"),
)
"""Files that take a quarter of a minute and more, those first that would be left to end by themselves."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file goes to one worker as a whole; the long ones begin first, so that all end at about the same time."""
    place = {name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONGEST)))


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: the garbage collector need not go through them again and again."""
    gc.collect()
    gc.freeze()


class Stderr:
    """Says what an installation does where a person running the tests sees it."""

    def step(self, step: Step, done: int, total: int) -> None:
        if done in {0, total}:
            print(f"{step.text()}: {done}/{total}", file=sys.__stderr__)

    def expired(self, age: str) -> None:
        print(EXPIRED["en"].format(age=age), file=sys.__stderr__)


@pytest.fixture(scope="session")
def tools() -> Tree:
    """Asterisk, SIPp and espeak-ng, unpacked once below ``var/tools`` and used again by later runs."""
    return packages.programs(TOOLS, Stderr())


@pytest.fixture(scope="session")
def postgres_tools() -> Tree:
    """PostgreSQL's programs, in the same way; only tests need them."""
    return packages.postgresql(TOOLS, Stderr())


@pytest.fixture(scope="session")
def openssh_tools() -> Tree:
    """OpenSSH's server, in the same way."""
    return packages.openssh(TOOLS, Stderr())


@pytest.fixture(scope="session")
def postgres_url(postgres_tools: Tree) -> Iterator[str]:
    """A private PostgreSQL for the whole run."""
    with postgres(postgres_tools) as url:
        yield url
