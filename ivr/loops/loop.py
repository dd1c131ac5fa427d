"""Runs one thing again and again until told to stop; a failure is logged and waited out, and never ends the loop."""

import random
import threading
from collections.abc import Callable
from typing import Protocol

import structlog

from ivr.kit.backoff import Backoff
from ivr.kit.errors import GatewayError


class Stop(Protocol):
    """A threading.Event, as far as a loop needs it."""

    def is_set(self) -> bool: ...

    def wait(self, timeout: float | None = None) -> bool: ...


def keep_running(name: str, once: Callable[[Stop], None], stop: Stop, backoff: Backoff | None = None) -> None:
    """``once`` works until it fails or is told to stop, and is then begun again after a wait."""
    log = structlog.get_logger(name)
    wait = backoff or Backoff(random.random)
    while not stop.is_set():
        try:
            once(stop)
            wait.worked()
        except GatewayError as error:
            log.warning(f"{name}.failed", code=error.code, reason=error.text())
        except Exception as error:
            log.error(f"{name}.crashed", error=type(error).__name__, exc_info=True)
        stop.wait(wait.failed())


def start(name: str, once: Callable[[Stop], None], stop: Stop) -> threading.Thread:
    """The loop in a thread of its own."""
    thread = threading.Thread(target=keep_running, args=(name, once, stop), name=name, daemon=True)
    thread.start()
    return thread
