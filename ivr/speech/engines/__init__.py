"""What turns one sentence into sound, one engine a file, all behind :class:`Engine`.

May not enter: mastering, files of prompts, the choice between engines. To add one: a file with a class of this shape,
and its line in ``tests/contract/test_engines.py``.
"""

from typing import Protocol

from ivr.speech.sound import Sound


class Engine(Protocol):
    """A voice. ``name`` goes into every prompt made with it."""

    @property
    def name(self) -> str: ...

    @property
    def whole(self) -> bool:
        """Whether it says a whole notice at once, as a person does, and not sentence by sentence."""
        ...

    def voice(self, language: str) -> str:
        """The voice used for ``language``. Raises :class:`~ivr.speech.errors.NoVoice`."""
        ...

    def version(self, language: str) -> str:
        """Changes whenever the same text would sound otherwise: what was built with another version is built again."""
        ...

    def speak(self, sentence: str, language: str) -> Sound:
        """One whole sentence, which may hold inline readings; the whole notice, where ``whole``.

        Raises :class:`~ivr.speech.errors.EngineError` with the reason, within the engine's time limit, and
        :class:`~ivr.speech.errors.BadWording` for a text that cannot be read.
        """
        ...
