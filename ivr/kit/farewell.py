"""An event loop for one errand, which ends once its connections are closed: a peer answers a TLS close a little later.

``asyncio.run`` ends with the errand, and leaves to the garbage collector what aiohttp closes in the background.
"""

import asyncio
from collections.abc import Coroutine
from selectors import BaseSelector, DefaultSelector
from typing import Any, TypeVar

T = TypeVar("T")

_SECONDS = 2.0
"""For a peer that does not say goodbye: then its connection is left as it is."""


def run(errand: Coroutine[Any, Any, T]) -> T:
    """As ``asyncio.run``; up to two seconds longer, where a peer is slow to close. Not within a running loop."""
    selector = DefaultSelector()
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selector)) as runner:
        try:
            return runner.run(errand)
        finally:
            runner.run(closed(selector))


async def closed(selector: BaseSelector) -> None:
    """Until the running loop, which is ``selector``'s, waits for nothing but itself."""
    deadline = asyncio.get_running_loop().time() + _SECONDS
    while len(selector.get_map()) > 1 and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.01)
