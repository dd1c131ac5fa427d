"""Starts the OpenID provider as a process of its own, and ends it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).with_name("openid_provider.py")
CLIENT = "court-notice-gateway"
SECRET = "the client's secret, 32 characters"
REDIRECT = "http://127.0.0.1:8000/api/v1/session/openid/return"
USERS = {"alice": "248289761001", "bob": "248289761002"}


@dataclass
class Running:
    issuer: str
    process: subprocess.Popen[str]

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def openid_provider() -> Iterator[Running]:
    """``issuer`` is its URL; Alice and Bob can sign in."""
    command = [sys.executable, str(PROGRAM), REDIRECT, json.dumps(USERS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        running = Running(process.stdout.readline().strip(), process)
        try:
            assert running.issuer, "the provider did not start"
            yield running
        finally:
            running.end()
