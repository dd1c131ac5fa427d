"""4: the other court's number plays the other court's words, in its languages and their order."""

from ivr.carrier.audio import similarity
from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.proofs.measure import alike, connected, not_charged_early, ringing_after, unlike
from ivr.cli.demo.words import Words, same
from ivr.kit.g711 import Samples

TITLE = Words("另一法院的号码：播报另一法院的通知", "The other court's number plays the other court's words")


def other_court(call: Call, first_courts: Samples) -> Proof:
    """``call.prompts``: the court's recordings in their order; ``first_courts``: what must not be heard here."""
    languages = len(call.prompts)
    own = [
        alike(
            Words(f"本院录音 {n}/{languages}（相关系数）", f"Own recording {n} of {languages} (correlation)"),
            call.heard,
            prompt,
        )
        for n, prompt in enumerate(call.prompts, 1)
    ]
    checks = (
        connected(call.heard, call.called),
        *own,
        *([_in_order(call)] if languages > 1 else []),
        unlike(Words("与前一法院的录音不同", "Unlike the first court's recording"), call.heard, first_courts),
        not_charged_early(call.heard, call.called),
        ringing_after(call.heard, call.prompts[-1]),
    )
    return Proof("4", TITLE, checks, (call.name,))


def _in_order(call: Call) -> Check:
    begins = [similarity(call.heard.early.samples, prompt).offset_s for prompt in call.prompts]
    shown = " < ".join(f"{at:.2f} s" for at in begins)
    what = Words("按法院所定语言顺序", "In the court's order of languages")
    return Check(what, same(shown), Words("依次", "one after the other"), begins == sorted(begins))
