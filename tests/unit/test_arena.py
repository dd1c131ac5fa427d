"""Threads of one process share a heap where they are told to."""

import subprocess
import sys

THREADS_THAT_TAKE_MEMORY = """
import ctypes, threading
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
together = threading.Barrier(4)

def take() -> None:
    libc.malloc(50_000)
    together.wait()

threads = [threading.Thread(target=take) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def heaps(before: str = "") -> int:
    done = subprocess.run([sys.executable, "-c", before + THREADS_THAT_TAKE_MEMORY], capture_output=True, check=True)
    return done.stdout.count(b"<heap nr=")


def test_threads_share_one_heap() -> None:
    assert heaps() > 1
    assert heaps("from ivr.kit.arena import one_arena; one_arena()") == 1
