"""How often Python looks for garbage that only a search can find: cycles, which our rows and statements hardly make."""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""Python's own 700 took a sixth of the time in which a statement of 100,000 entries is credited (measured)."""


def look_seldom() -> None:
    """For a process that runs long, once it has imported what it needs: that is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 50)
