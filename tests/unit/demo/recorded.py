"""Recorded calls, made by hand: what the proofs are fed."""

from dataclasses import dataclass, field

import numpy as np

from ivr.carrier.audio import Audio
from ivr.carrier.heard import CallRecord, Heard
from ivr.carrier.message import SipMessage
from ivr.carrier.plan import CallPlan
from ivr.carrier.tone import tone
from ivr.cli.demo.call import Call
from ivr.cli.demo.words import same
from ivr.kit.g711 import RATE, Samples

OWN, GATEWAY = ("127.0.0.1", 5062), ("127.0.0.1", 5060)
SDP = "\r\nm=audio 7000 RTP/AVP 8\r\n"
RING_S, TALK_S, PROGRESS_S = 1.0, 0.5, 0.05


def speech(seed: int, seconds: float = 3.0) -> Samples:
    """Noise in syllables: as changeable as speech, and never the same twice."""
    random = np.random.default_rng(seed)
    loudness = np.repeat(random.random(int(seconds * 10)), RATE // 10)
    return (random.normal(0, 4000, len(loudness)) * loudness).astype(np.int16)


COURT, OTHER = speech(1), speech(2)


@dataclass(frozen=True, eq=False)
class Made:
    """What is different about this call. ``early_answer_s``: so much before the callee's own answer."""

    notice: Samples = field(default_factory=lambda: np.zeros(0, np.int16))
    ringing: bool = True
    caller_hears: bool = True
    callee_hears: bool = True
    early_answer_s: float = 0.0
    progress: bool | None = None
    number: str = "15400000001"


def call(made: Made = Made(), prompts: tuple[Samples, ...] = (), name: str = "call") -> Call:
    """One call of that kind: 183 and the notice where there is one, ringing, the answer, the talk."""
    announced = made.progress if made.progress is not None else len(made.notice) > 0
    answer = PROGRESS_S + len(made.notice) / RATE + RING_S
    heard = [said(0, "sent", f"INVITE sip:{made.number}@127.0.0.1 SIP/2.0")]
    if announced:
        heard.append(said(PROGRESS_S, "received", "SIP/2.0 183 Session Progress", more=SDP))
    heard += _ended(answer - made.early_answer_s, "received")
    called = [said(answer - RING_S, "received", f"INVITE sip:{made.number}@127.0.0.1 SIP/2.0"), *_ended(answer, "sent")]
    plan = CallPlan(made.number, "15400009001", GATEWAY)
    own = Heard(OWN, GATEWAY, tuple(heard), _caller_hears(made, announced, answer), plan)
    theirs = CallRecord(OWN, GATEWAY, tuple(called), Audio(answer, talk(1004, made.callee_hears)))
    return Call(name, same(name), own, theirs, prompts)


def hung_up(notice: Samples, prompts: tuple[Samples, ...]) -> Call:
    """A caller who hangs up when ``notice`` is over; nobody was called."""
    end = PROGRESS_S + len(notice) / RATE
    heard = [
        said(0, "sent", "INVITE sip:15400000001@127.0.0.1 SIP/2.0"),
        said(PROGRESS_S, "received", "SIP/2.0 183 Session Progress", more=SDP),
        said(end, "sent", "CANCEL sip:15400000001@127.0.0.1 SIP/2.0", method="CANCEL"),
        said(end, "received", "SIP/2.0 487 Request Terminated"),
    ]
    plan = CallPlan("15400000001", "15400009001", GATEWAY)
    return Call("cut", same("cut"), Heard(OWN, GATEWAY, tuple(heard), Audio(PROGRESS_S, notice), plan), None, prompts)


def said(at: float, direction: str, line: str, *, method: str = "INVITE", more: str = "") -> SipMessage:
    return SipMessage(at, direction, f"{line}\r\nCSeq: 1 {method}\r\n{more}\r\n")  # type: ignore[arg-type]


def talk(hz: int, there: bool) -> Samples:
    return tone(hz, TALK_S) if there else np.zeros(int(TALK_S * RATE), np.int16)


def _ended(answer: float, answered: str) -> list[SipMessage]:
    return [
        said(answer, answered, "SIP/2.0 200 OK", more=SDP),
        said(answer + TALK_S, "sent", "BYE sip:a@b SIP/2.0", method="BYE"),
    ]


def _caller_hears(made: Made, announced: bool, answer: float) -> Audio:
    talked = talk(620, made.caller_hears)
    if not announced:
        return Audio(answer, talked)
    ringing = tone(450, RING_S) if made.ringing else np.zeros(int(RING_S * RATE), np.int16)
    return Audio(PROGRESS_S, np.concatenate([made.notice, ringing, talked]))
