"""The telephones: callers who call through the gateway, and the one behind it who answers every number."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from ivr.carrier.call import place_call
from ivr.carrier.callee import Callee
from ivr.carrier.packet import Address
from ivr.carrier.plan import CallPlan
from ivr.cli.demo.call import Call
from ivr.cli.demo.words import Words
from ivr.kit.g711 import Samples

CALLER: Final = "15400009001"
RING_S: Final = 1.2
TALK_S: Final = 0.8
AFTERWARDS_S: Final = 0.1
"""The callee's side of the last message may be written a moment after the caller's."""


class Phones:
    """``album``: every call so far, in the order of their names."""

    def __init__(self, sipp: Sequence[str], switch: Address, callee: Callee, album: list[Call]) -> None:
        self._sipp, self._switch, self._callee = sipp, switch, callee
        self.album = album

    def call(  # noqa: PLR0913  each is a side of a call
        self,
        name: str,
        title: Words,
        number: str,
        *,
        prompts: tuple[Samples, ...] = (),
        caller: str = CALLER,
        address: str = "127.0.0.1",
        patience_s: float = 60.0,
        straight: bool = False,
    ) -> Call:
        """Blocks until it is over. ``straight``: to the callee, as a trunk does that was redirected there."""
        gateway = self._callee.address if straight else self._switch
        plan = CallPlan(number, caller, gateway, talk_s=TALK_S, give_up_after_s=patience_s, address=address)
        since = time.time()
        heard = place_call(self._sipp, plan)
        time.sleep(AFTERWARDS_S)
        call = Call(name, title, heard, self._callee.call_to(number, since=since), prompts)
        self.album.append(call)
        return call

    def at_once(self, *calls: Callable[[], Call]) -> list[Call]:
        """Several callers at the same time; their calls in the order given."""
        with ThreadPoolExecutor(len(calls)) as pool:
            return [future.result() for future in [pool.submit(call) for call in calls]]
