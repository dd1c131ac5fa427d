"""The page itself: one file with everything in it, in both languages; the reader's own light or dark."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ivr.domain.prompt import Prompt
from ivr.speech.both import Both
from ivr.speech.codecs import alaw, wav
from ivr.speech.hearing import Hearing, faults
from ivr.speech.judge import Judgment
from ivr.speech.library import PromptLibrary
from ivr.speech.report.picture import draw
from ivr.speech.report.pitch import pitch
from ivr.speech.report.syllables import placed
from ivr.speech.transcript import Read, syllables


@dataclass(frozen=True)
class Told:
    """One prompt: what was measured, and what was heard where a recogniser listened."""

    judgment: Judgment
    hearing: Hearing | None = None

    @property
    def faults(self) -> list[Both]:
        return [*self.judgment.faults, *(faults(self.hearing) if self.hearing else [])]


@dataclass(frozen=True)
class _Shown:
    told: Told
    prompt: Prompt
    sound: str
    picture: Markup


def page(library: PromptLibrary, told: Sequence[Told], read: Mapping[str, Read], language: str) -> str:
    """HTML text. ``read`` gives the syllables that are expected, by language; ``language`` is shown first.

    Of a prompt whose files are damaged only the faults are told.
    """
    templates = Environment(
        loader=PackageLoader("ivr.speech.report"), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    whole = [_shown(library, one, read) for one in told if one.judgment.files]
    broken = [one for one in told if not one.judgment.files]
    return templates.get_template("prompts.html.j2").render(prompts=whole, broken=broken, language=language)


def _shown(library: PromptLibrary, one: Told, read: Mapping[str, Read]) -> _Shown:
    prompt = library.get(one.judgment.key)
    heard = alaw.decode(library.path(prompt.key, "alaw").read_bytes())
    expected = syllables(prompt.text, read[prompt.language]) if prompt.language in read else []
    master = wav.decode(library.path(prompt.key, "wav").read_bytes())
    missed = one.hearing.missed if one.hearing else ()
    drawn = draw(heard, pitch(master), placed(heard, expected), prompt.text, missed)
    sound = "data:audio/wav;base64," + base64.b64encode(library.sound(prompt.key)).decode()
    return _Shown(one, prompt, sound, Markup(drawn))  # noqa: S704  our own, escaped
