"""Judges a finished prompt: every file as it is heard behind its codec.

What is measured here needs no recogniser and costs a tenth of a second a file.
"""

from dataclasses import dataclass

from ivr.speech.both import Both
from ivr.speech.bounds import Measured, faults, measure
from ivr.speech.codecs import CODECS
from ivr.speech.errors import DamagedPrompt, NoPrompt, SilentSound
from ivr.speech.library import PromptLibrary


@dataclass(frozen=True)
class Judgment:
    """``faults``: empty where all is within bounds."""

    key: str
    files: tuple[Measured, ...]
    faults: tuple[Both, ...]


def judge(library: PromptLibrary, key: str) -> Judgment:
    """Every file of the prompt. Raises :class:`~ivr.speech.errors.NoPrompt`."""
    known = library.keys()
    try:
        library.verify(key)
        heard = {name: CODECS[name].decode(library.path(key, name).read_bytes()) for name in library.codecs(key)}
        files = tuple(measure(name, sound) for name, sound in heard.items())
    except (DamagedPrompt, SilentSound) as fault:
        return Judgment(key, (), (Both(fault.text("zh-CN"), fault.text("en")),))
    except NoPrompt as fault:
        if key in known:
            return Judgment(key, (), (Both(fault.text("zh-CN"), fault.text("en")),))
        raise
    return Judgment(key, files, tuple(fault for one in files for fault in faults(one)))
