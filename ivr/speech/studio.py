"""Speaks what a court says: its own text where it has one in force, else the general one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from ivr.domain.court import Court, require_language
from ivr.domain.prompt import Prompt
from ivr.domain.wording import WordingVersion, require_current
from ivr.kit.errors import GatewayError
from ivr.speech import wording
from ivr.speech.both import Both
from ivr.speech.chain import Chain
from ivr.speech.engines.recording import Recording
from ivr.speech.errors import BadRecording, NoWording
from ivr.speech.hearing import Hearing, Listener, faults
from ivr.speech.library import PromptLibrary
from ivr.speech.notice import notice
from ivr.speech.wording import Wording


@dataclass(frozen=True)
class CourtStudio:
    """``folder`` holds the general texts; ``own`` gives the texts in force of a court by its id, by language.

    ``speaker`` is asked for when somebody has to speak: it reads the lexicons. ``listener``: None where no recogniser
    is set up; then only the person who approves hears whether a recording says its text.
    """

    folder: Path
    library: PromptLibrary
    speaker: Callable[[Court], Chain]
    own: Callable[[str], Mapping[str, WordingVersion]]
    listener: Callable[[], Listener | None] = lambda: None

    def build_prompt(self, court: Court, language: str) -> Prompt:
        """A court's notice in one language, made now unless it was made before. Raises what the library raises.

        Raises BadInput for a language that the court does not speak, NoWording for one in which nobody has written, and
        RuleBroken for a recording that gives a number which is the court's no more.
        """
        require_language(court, language)
        own = self.own(court.id)
        return self._build(court, language, own, lambda: self._notice(court, _texts(own)))

    def build_each(self, court: Court, own: Mapping[str, WordingVersion] | None = None) -> list[Prompt | GatewayError]:
        """The same for all its languages, in their order; an error stands for its language.

        ``own``: its texts in force, for who asks about thousands of courts; None: they are asked for now.
        """
        own = self.own(court.id) if own is None else own
        made = cache(lambda: self._notice(court, _texts(own)))
        return [_outcome(partial(self._build, court, language, own, made)) for language in court.spoken]

    def try_wording(self, court: Court, language: str, text: str) -> Prompt:
        """``text`` as the court would say it. Raises BadWording besides what the library raises."""
        return self.library.build(self._tried(court, language, text), self.speaker(court))

    def try_recording(self, court: Court, language: str, text: str, content: bytes) -> Prompt:
        """``text`` as somebody of the court has recorded it. Raises BadRecording too; no other voice stands in."""
        prompt = self.library.build(self._tried(court, language, text), Chain([Recording(content, language)]))
        listener = self.listener()
        if listener is not None:
            _require_said(listener.hear([prompt.key])[0])
        return prompt

    def text_in_force(self, court: Court, language: str) -> str:
        """What two people of the court brought into force, else the text in ``folder``; empty where there is none."""
        require_language(court, language)
        own, short = _texts(self.own(court.id)), len(court.spoken) > 1
        if language in own:
            return own[language]
        known = wording.written(self.folder, language, court.id, short=short)
        return wording.load(self.folder, language, court.id, short=short) if known else ""

    def sound(self, prompt: str) -> bytes:
        """A finished prompt as callers hear it, in a WAV file. Raises NoPrompt."""
        return self.library.sound(prompt)

    def _tried(self, court: Court, language: str, text: str) -> Wording:
        return self._wording(court, language, {**_texts(self.own(court.id)), language: text})

    def _wording(self, court: Court, language: str, own: Mapping[str, str]) -> Wording:
        require_language(court, language)
        return _in(language, self._notice(court, own))

    def _notice(self, court: Court, own: Mapping[str, str]) -> dict[str, Wording]:
        names = {one: court.name_in(one) for one in court.spoken}
        return notice(self.folder, names, court.enquiry, court.id, own)

    def _build(
        self, court: Court, language: str, own: Mapping[str, WordingVersion], made: Callable[[], Mapping[str, Wording]]
    ) -> Prompt:
        if language in own and own[language].engine == Recording.name:  # nobody but that person can say it again
            require_current(own[language].shown, court.enquiry)
            return replace(self.library.get(own[language].prompt), fallback=None)
        return self.library.build(_in(language, made()), self.speaker(court))


def _in(language: str, made: Mapping[str, Wording]) -> Wording:
    if language not in made:
        raise NoWording(language=language, path=f"{language}/notice.txt")
    return made[language]


def _outcome(build: Callable[[], Prompt]) -> Prompt | GatewayError:
    try:
        return build()
    except GatewayError as error:
        return error


def _require_said(heard: Hearing) -> None:
    for fault in faults(heard):
        raise BadRecording(
            field="recording",
            reason=fault,
            remedy=Both(
                "请在安静处照文本逐字重录，或修改文本。",
                "Record the text word for word in a quiet place, or change the text.",
            ),
        )


def _texts(own: Mapping[str, WordingVersion]) -> dict[str, str]:
    return {language: version.text for language, version in own.items()}
