"""Work that steps back for all other work on the machine."""

import os
import threading


def step_back() -> None:
    """This thread runs when nothing else wants the processor (``sched(7)``: on Linux each thread has its own nice).

    Only for threads that hold no lock which others wait for.
    """
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
