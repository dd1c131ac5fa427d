"""A thread steps back alone: what answers people in the same process does not."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

from ivr.kit.background import step_back


def nice() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_thread_steps_back_and_its_process_does_not() -> None:
    before = nice()
    with ThreadPoolExecutor(1, initializer=step_back) as pool:
        assert pool.submit(nice).result() == 19
    assert nice() == before < 19
