"""Fixtures that every kind of test shares: installed programs and servers."""

import sys
from pathlib import Path

import pytest

from ivr.kit.debs import Debs, Step, Tree
from ivr.kit.debs.report import EXPIRED
from ivr.pbx.embedded.packages import PROGRAMS

TOOLS = Path(__file__).parent.parent / "var/tools"


class Stderr:
    """Says what an installation does, once per step, where a person running the tests sees it."""

    def step(self, step: Step, done: int, total: int) -> None:
        if done == total:
            print(step.text(), file=sys.__stderr__)

    def expired(self, age: str) -> None:
        print(EXPIRED["en"].format(age=age), file=sys.__stderr__)


@pytest.fixture(scope="session")
def tools() -> Tree:
    """Asterisk, SIPp and espeak-ng, unpacked once below ``var/tools`` and used again by later runs."""
    return Debs(TOOLS / "programs").install(PROGRAMS, Stderr())
