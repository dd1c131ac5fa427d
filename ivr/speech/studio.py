"""Speaks what a court says: its own text where it has one in force, else the general one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.speech import wording
from ivr.speech.chain import Chain
from ivr.speech.library import PromptLibrary
from ivr.speech.notice import notice


@dataclass(frozen=True)
class CourtStudio:
    """``folder`` holds the general texts; ``own`` gives the texts in force of a court by its id, by language.

    ``speaker`` is asked for when somebody has to speak: it reads the lexicons.
    """

    folder: Path
    library: PromptLibrary
    speaker: Callable[[], Chain]
    own: Callable[[str], Mapping[str, str]]

    def build_prompt(self, court: Court, language: str) -> Prompt:
        """A court's notice in one language, made now unless it was made before. Raises what the library raises."""
        return self._spoken(court, language, self.own(court.id))

    def try_wording(self, court: Court, language: str, text: str) -> Prompt:
        """``text`` as the court would say it. Raises BadWording besides what the library raises."""
        return self._spoken(court, language, {**self.own(court.id), language: text})

    def text_in_force(self, court: Court, language: str) -> str:
        """What two people of the court brought into force, else the text in ``folder``. Raises NoWording."""
        short = len(_languages(court, language)) > 1
        return self.own(court.id).get(language) or wording.load(self.folder, language, court.id, short=short)

    def sound(self, prompt: str) -> bytes:
        """A finished prompt as callers hear it, in a WAV file. Raises NoPrompt."""
        return self.library.sound(prompt)

    def _spoken(self, court: Court, language: str, own: Mapping[str, str]) -> Prompt:
        names = {one: court.name if one == "zh-CN" else court.name_en for one in _languages(court, language)}
        wordings = notice(self.folder, names, court.enquiry, court.id, own)
        return self.library.build(wordings[language], self.speaker())


def _languages(court: Court, language: str) -> list[str]:
    return list(dict.fromkeys([*court.languages.split(","), language]))
