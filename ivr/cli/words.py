"""Which language the command line speaks: ``--lang``, else ``IVR_LANGUAGE``, else the machine's own."""

import os

from ivr.kit.errors import Language

VARIABLE = "IVR_LANGUAGE"


def spoken() -> Language:
    """The language of this process."""
    named = os.environ.get(VARIABLE) or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "zh-CN" if named.lower().startswith("zh") else "en"


def say(zh: str, en: str) -> str:
    """One of the two."""
    return zh if spoken() == "zh-CN" else en


def take_language(arguments: list[str]) -> list[str]:
    """The arguments without ``--lang``, which may stand anywhere: help texts too are in the language it names."""
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return [*kept, argument, *rest]
        if argument == "--lang" or argument.startswith("--lang="):
            chosen = next(rest, "") if argument == "--lang" else argument.removeprefix("--lang=")
            os.environ[VARIABLE] = "zh-CN" if chosen.lower().startswith("zh") else "en"
        else:
            kept.append(argument)
    return kept
