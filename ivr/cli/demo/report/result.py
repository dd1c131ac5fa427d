"""``result.json``: the run's verdict and measurements, for programs."""

import platform
from dataclasses import asdict
from typing import Any

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Proof
from ivr.cli.demo.record import Record
from ivr.cli.demo.words import Words


def result(kept: Record) -> dict[str, Any]:
    """Texts in both languages; times in seconds."""
    asterisk = kept.asterisk
    return {
        "holds": kept.holds,
        "broken": _both(kept.broken),
        "not_held": kept.missing,
        "seconds": kept.timeline.moments[-1].at if kept.timeline.moments else 0.0,
        "versions": {
            "asterisk": kept.version,
            "asterisk_tried": list(asterisk.tried) if asterisk else [],
            "packages": kept.packages,
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.release()} {platform.machine()}",
        },
        "voices": [{"court": one.court, **asdict(one.prompt)} for one in kept.recordings],
        "proofs": [_proof(proof) for proof in kept.timeline.proofs],
        "calls": [_call(call) for call in sorted(kept.album, key=lambda call: call.name)],
        "timeline": [{"at": round(m.at, 3), "what": _both(m.what), "holds": m.holds} for m in kept.timeline.moments],
    }


def _proof(proof: Proof) -> dict[str, Any]:
    checks = [
        {"what": _both(c.what), "measured": _both(c.measured), "wanted": _both(c.wanted), "holds": c.holds}
        for c in proof.checks
    ]
    return {"key": proof.key, "title": _both(proof.title), "holds": proof.holds, "checks": checks, "calls": proof.calls}


def _call(call: Call) -> dict[str, Any]:
    heard = call.heard
    return {
        "name": call.name,
        "title": _both(call.title),
        "status": heard.status,
        "seconds_to_answer": None if heard.answered_at is None else round(heard.answered_at - heard.invited_at, 3),
        "early_media_seconds": round(heard.early.seconds, 3) if heard.audio.seconds else 0.0,
        "wav": f"calls/{call.name}.wav" if heard.audio.seconds else None,
        "messages": [f"{m.at - heard.invited_at:.3f} {m.direction} {m.summary}" for m in heard.messages],
    }


def _both(words: Words | None) -> dict[str, str] | None:
    return None if words is None else {"zh-CN": words.zh, "en": words.en}
