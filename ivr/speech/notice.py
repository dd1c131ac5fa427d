"""A court's whole notice: its wording in each of its languages, which callers hear one after another."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ivr.domain.prompt import MOST_SECONDS
from ivr.speech import wording
from ivr.speech.errors import WordingTooLong
from ivr.speech.wording import Wording

LEEWAY = 1.05
"""An estimate is so far off at the most; what was spoken is measured, and held to the limit without it."""


def notice(
    folder: Path, names: Mapping[str, str], enquiry: str, slug: str | None = None, own: Mapping[str, str] | None = None
) -> dict[str, Wording]:
    """Language → wording, in the order of ``names``, which holds the court's name in each language.

    ``own``: the texts that the court itself has brought into force, by language; ``folder`` has all others.
    A language that nobody has written in is left out. In two languages it must be said in the time of one, so there the
    general wording is the short one, also before the other is written.
    Raises BadWording or :class:`~ivr.speech.errors.WordingTooLong`.
    """
    short = len(names) > 1
    made = {
        language: wording.fill(
            (own or {}).get(language) or wording.load(folder, language, slug, short=short),
            court=name,
            enquiry=enquiry,
            language=language,
        )
        for language, name in names.items()
        if language in (own or {}) or wording.written(folder, language, slug, short=short)
    }
    check_length(list(made.values()))
    return made


def check_length(wordings: Sequence[Wording]) -> None:
    """Refuses what would last longer than callers may be kept waiting."""
    whole = sum(one.seconds for one in wordings)
    if whole > MOST_SECONDS * LEEWAY:
        raise WordingTooLong(
            field="text",
            seconds=f"{whole:.1f}",
            languages=", ".join(f"{one.language} {one.seconds:.1f} s" for one in wordings),
            limit=f"{MOST_SECONDS:g}",
            longest=max(wordings, key=lambda one: one.seconds).language,
        )
