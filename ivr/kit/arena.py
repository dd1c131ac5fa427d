"""One heap for all threads."""

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8
"""``mallopt(3)``."""


def one_arena() -> None:
    """For a process of few threads with large needs; to be called before they begin.

    glibc gives each thread a heap of its own and keeps in each what it once held: building notices took 35 MiB more
    (measured). Another C library has no such heaps, and nothing to set.
    """
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
