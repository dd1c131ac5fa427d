"""Places one call and returns what the caller saw and heard."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ivr.carrier.errors import CallOverdue, PortTaken
from ivr.carrier.heard import Heard
from ivr.carrier.plan import CallPlan
from ivr.carrier.rtp import RtpPort
from ivr.carrier.sipp import SCENARIOS, Sipp, free_port
from ivr.kit.clock import Clock, SystemClock

SET_UP_S: Final = 75.0
"""The scenario's own timers before the first 18x (10 s without a reply, then 60 s after 100 Trying), and some air."""
TEAR_DOWN_S: Final = 10.0
LOOK_S: Final = 0.05
"""How often the growing trace is looked at, to learn where the gateway wants the caller's audio."""
TRIES: Final = 3


def place_call(sipp: Sequence[str], plan: CallPlan, *, clock: Clock | None = None) -> Heard:
    """Blocks until the call is over. Several may be placed at once, each from its own thread.

    ``sipp`` is the argument vector that starts SIPp. A refused or unanswered call is a result; raises CarrierError
    (SippMissing, SippFailed, PortTaken, CallOverdue, RtpFailed) where no call could be made.
    """
    for _ in range(TRIES - 1):
        try:
            return _place(sipp, plan, clock or SystemClock())
        except PortTaken:
            continue
    return _place(sipp, plan, clock or SystemClock())


def _place(sipp: Sequence[str], plan: CallPlan, clock: Clock) -> Heard:
    with tempfile.TemporaryDirectory(prefix="call-") as folder, RtpPort(plan.address, tone_hz=plan.tone_hz) as rtp:
        process = _dial(sipp, plan, Path(folder), rtp)
        try:
            _follow(process, rtp, _longest(plan), clock)
        finally:
            process.stop()
        process.require_calls()
        return Heard.of(plan, process.own, process.messages, rtp.packets())


def _dial(sipp: Sequence[str], plan: CallPlan, folder: Path, rtp: RtpPort) -> Sipp:
    keys = {"uri": plan.request_uri, "from": plan.from_uri, "rtp_port": str(rtp.port), "headers": plan.header_lines}
    timers = ["-d", f"{plan.talk_s * 1000:.0f}", "-recv_timeout", f"{plan.give_up_after_s * 1000:.0f}"]
    options = [f"{plan.gateway[0]}:{plan.gateway[1]}", "-m", "1", *timers]
    own = (plan.address, free_port(plan.address))
    return Sipp(sipp, SCENARIOS / "caller.xml", folder, own, keys=keys, options=options, lifetime_s=_longest(plan) + 5)


def _follow(process: Sipp, rtp: RtpPort, seconds: float, clock: Clock) -> None:
    """Until SIPp ends: talk to whatever address the gateway's SDP names."""
    deadline = clock.monotonic() + seconds
    while not process.wait(LOOK_S):
        for message in process.more():
            peer = message.audio_address() if message.direction == "received" else None
            if peer:
                rtp.send_to(peer)
        if clock.monotonic() > deadline:
            raise CallOverdue(seconds=seconds, log=process.last_errors())


def _longest(plan: CallPlan) -> float:
    return SET_UP_S + plan.give_up_after_s + plan.talk_s + TEAR_DOWN_S
