"""What every proof measures of a call. Times shown are seconds from the caller's INVITE."""

from typing import Final

import numpy as np

from ivr.carrier.audio import Likeness, similarity
from ivr.carrier.heard import CallRecord, Heard
from ivr.carrier.tone import tone_spans
from ivr.cli.demo.proof import Check
from ivr.cli.demo.words import Words, same
from ivr.kit.g711 import RATE, Samples
from ivr.speech.errors import SilentSound
from ivr.speech.mastering.level import active_speech_level

ALIKE: Final = 0.9
"""Normalised cross-correlation from which on the notice counts as heard."""
UNLIKE: Final = 0.5
"""Below it, something else was heard. Notices of two courts in one voice stay below 0.3 (measured)."""
LOUDER_DB: Final = 0.5
NOTHING_S: Final = 0.04
"""Two packets: the first of the talk may arrive while the 200 OK is still being written down."""
RINGING_HZ: Final = 450
"""The mainland's ringing tone (GB/T 3971.2; ITU-T E.180 lists it)."""
RINGING_S: Final = 0.4
TALK_S: Final = 0.2
CALLEE_HZ: Final = 620
CALLER_HZ: Final = 1004

_YES, _NO = Words("是", "yes"), Words("否", "no")


def answer(holds: bool) -> Words:
    return _YES if holds else _NO


def seconds(value: float | None) -> Words:
    return Words("无", "none") if value is None else same(f"{value:.3f} s")


def connected(call: Heard, called: CallRecord | None) -> Check:
    """The caller was answered, and by the callee."""
    reached = called is not None and called.answered_at is not None
    holds = call.status == "answered" and reached
    measured = Words("接通", "answered") if holds else same(call.status)
    if not reached:
        measured = Words(f"{call.status}，未到达被叫", f"{call.status}, the callee was not reached")
    return Check(Words("通话接通", "The call is connected"), measured, Words("接通", "answered"), holds)


def no_early_media(call: Heard) -> Check:
    """No 183 with SDP, and no packet of sound before the 200 OK."""
    early = call.early.seconds if call.audio.seconds else 0.0
    holds = call.progress_at is None and early <= NOTHING_S
    sdp = Words("无带 SDP 的 183", "no 183 with SDP")
    if call.progress_at is not None:
        sdp = Words("有带 SDP 的 183", "a 183 with SDP")
    measured = Words(f"{sdp.zh}；应答前声音 {early:.2f} 秒", f"{sdp.en}; {early:.2f} s of sound before the answer")
    what = Words("应答前没有任何播报", "Nothing is played before the answer")
    return Check(what, measured, Words("无 183，0 秒", "no 183, 0 s"), holds)


def silent(which: Words, call: Heard, called: CallRecord | None) -> list[Check]:
    """Connected, with nothing played; ``which`` says of which call this is told."""
    return [_of(which, check) for check in (connected(call, called), no_early_media(call))]


def alike(what: Words, call: Heard, prompt: Samples) -> Check:
    like = similarity(call.early.samples, prompt)
    return Check(what, _place(like), same(f"≥ {ALIKE}"), like.peak >= ALIKE)


def as_loud(call: Heard, prompt: Samples) -> Check:
    """The active speech level (ITU-T P.56) of what was heard where the recording lies, and the recording's own."""
    begins = max(0, round(similarity(call.early.samples, prompt).offset_s * RATE))
    heard, own = _dbov(call.early.samples[begins : begins + len(prompt)]), _dbov(prompt)
    holds = heard is not None and own is not None and abs(heard - own) <= LOUDER_DB
    wanted = Words("无", "none") if own is None else same(f"{own:.1f} dBov ± {LOUDER_DB}")
    measured = Words("无", "none") if heard is None else same(f"{heard:.1f} dBov")
    return Check(Words("与法院发布的录音一样响", "It is as loud as the court's recording"), measured, wanted, holds)


def unlike(what: Words, call: Heard, prompt: Samples) -> Check:
    like = similarity(call.audio.samples, prompt)
    return Check(what, same(f"{like.peak:.4f}"), same(f"< {UNLIKE}"), like.peak < UNLIKE)


def not_charged_early(call: Heard, called: CallRecord | None) -> Check:
    """No 200 OK before the callee's own."""
    own = None if call.answered_at is None else call.answered_at - call.invited_at
    theirs = None if called is None or called.answered_at is None else called.answered_at - call.invited_at
    holds = own is not None and not call.answered_before(called)
    measured = Words(
        f"主叫 {seconds(own).zh}，被叫 {seconds(theirs).zh}", f"caller {seconds(own).en}, callee {seconds(theirs).en}"
    )
    what = Words("被叫应答之前没有 200 OK（不计费）", "No 200 OK before the callee's own (nobody is charged)")
    return Check(what, measured, Words("不早于被叫", "not before the callee"), holds)


def ringing_after(call: Heard, prompt: Samples) -> Check:
    """The ringing tone, between the notice and the answer."""
    ends = call.early.start + similarity(call.early.samples, prompt).offset_s + len(prompt) / RATE
    longest = _longest(call.early.between(ends, None).samples, RINGING_HZ)
    what = Words("播报之后听到回铃音（450 Hz）", "Ringing is heard after the notice (450 Hz)")
    return Check(what, same(f"{longest:.2f} s"), same(f"≥ {RINGING_S} s"), longest >= RINGING_S)


def both_ways(call: Heard, called: CallRecord | None) -> tuple[Check, Check]:
    """After the answer each end hears the other's tone."""
    there = _longest(call.talk.samples, CALLEE_HZ)
    here = _longest(called.talk.samples, CALLER_HZ) if called else 0.0
    wanted = same(f"≥ {TALK_S} s")
    return (
        Check(
            Words("应答后主叫听到被叫", "The caller hears the callee"), same(f"{there:.2f} s"), wanted, there >= TALK_S
        ),
        Check(
            Words("应答后被叫听到主叫", "The callee hears the caller"), same(f"{here:.2f} s"), wanted, here >= TALK_S
        ),
    )


def _of(which: Words, check: Check) -> Check:
    en = check.what.en
    what = Words(f"{which.zh}：{check.what.zh}", f"{which.en}: {en[0].lower()}{en[1:]}")
    return Check(what, check.measured, check.wanted, check.holds)


def _longest(samples: Samples, hz: int) -> float:
    return max((end - start for start, end in tone_spans(samples, hz)), default=0.0)


def _dbov(samples: Samples) -> float | None:
    try:
        return active_speech_level(np.divide(samples, 1 << 15, dtype=np.float32), RATE)
    except SilentSound:
        return None


def _place(like: Likeness) -> Words:
    """A first packet may be missing: the caller hears from 20 ms on of the silence that a recording begins with."""
    at = like.offset_s
    if at < 0:
        return Words(f"{like.peak:.4f}，缺开头 {-at:.2f} 秒", f"{like.peak:.4f}, but for its first {-at:.2f} s")
    return Words(f"{like.peak:.4f}，起于 {at:.2f} 秒", f"{like.peak:.4f}, begins at {at:.2f} s")
