"""``report.html``: one file with everything in it, in both languages; the reader's own light or dark."""

import base64
import io
import os
import platform
import wave
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ivr.carrier.audio import Audio, similarity
from ivr.cli.demo.call import Call
from ivr.cli.demo.people import NUMBERS
from ivr.cli.demo.proofs.measure import ALIKE
from ivr.cli.demo.record import Record
from ivr.cli.demo.report.headline import facts, headline
from ivr.cli.demo.report.pictures import ladder_of, waveforms_of
from ivr.cli.demo.words import Words
from ivr.cli.words import spoken
from ivr.kit.errors import Language
from ivr.kit.g711 import RATE, Samples

STATUS_ZH: Final = {"answered": "已接通", "redirected": "已转移", "cancelled": "主叫挂断", "no reply": "无应答"}
LANGUAGES: Final[tuple[Language, ...]] = ("zh-CN", "en")
DRAWN: Final = (
    "1-before", "3-notice", "4-other-court", "5-repaid", "6-lease-over", "6-back", "7-unchecked", "8-redirect",
    "8-exempt", "8-hung-up",
)  # fmt: skip
"""Of these calls the page has the ladder; of all others the sound and the trace."""


@dataclass(frozen=True)
class Shown:
    """A call as the page has it; pictures by language."""

    call: Call
    proof: str
    status: Words
    announced: bool
    sound: str
    ladders: dict[Language, Markup]
    waveforms: dict[Language, list[Markup]]


def page(kept: Record) -> str:
    """HTML text."""
    templates = Environment(
        loader=PackageLoader("ivr.cli.demo.report"), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    calls = sorted(kept.album, key=lambda call: (call.name[0], call.heard.invited_at))
    return templates.get_template("report.html.j2").render(
        kept=kept,
        proofs=sorted(kept.timeline.proofs, key=lambda proof: (proof.key == "+", proof.key)),
        calls=[_shown(call) for call in calls],
        facts=facts(kept),
        headline=headline,
        invented=NUMBERS,
        language=spoken(),
        sounds=[data_uri(recording.samples) for recording in kept.recordings],
        languages=LANGUAGES,
        machine=f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} CPU",
        python=platform.python_version(),
        made_at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        seconds=kept.timeline.moments[-1].at if kept.timeline.moments else 0.0,
    )


def data_uri(samples: Samples) -> str:
    """A WAV file inside an address, so that the page needs no other file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return "data:audio/wav;base64," + base64.b64encode(file.getvalue()).decode()


def _shown(call: Call) -> Shown:
    drawn: tuple[Language, ...] = LANGUAGES if call.name in DRAWN else ()
    ladders = {language: Markup(ladder_of(call, language)) for language in drawn}  # noqa: S704  our own, escaped
    waves = {
        language: [Markup(one) for one in waveforms_of(call, language)]  # noqa: S704
        for language in drawn
    }
    key = call.name[0] if call.name[0] < "8" else "+"
    return Shown(call, key, _status(call), _announced(call), _sound(call.heard.audio), ladders, waves)


def _announced(call: Call) -> bool:
    """Whether this caller heard a recording that was to be heard, by the measure that the proofs use."""
    early = call.heard.early.samples
    return any(similarity(early, prompt).peak >= ALIKE for prompt in call.prompts)


def _status(call: Call) -> Words:
    status = call.heard.status
    return Words(STATUS_ZH.get(status, status), status)


def _sound(audio: Audio) -> str:
    return data_uri(audio.samples) if audio.seconds else ""
