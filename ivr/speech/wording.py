"""What a court says: loaded from ``prompts/``, checked, and filled with the court's name and telephone number.

Texts are per court and language, never per person: there is no slot for a person, and amounts and numbers are refused.
"""

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ivr.domain.court import LANGUAGE
from ivr.speech import characters, duration, personal, readings
from ivr.speech.errors import (
    CourtNotFirst,
    ForbiddenCharacter,
    MissingSlot,
    NotACourt,
    NoWording,
    PersonalFact,
    UnknownSlot,
)

SLOTS = ("court", "enquiry")
TEXT_LIMIT_BYTES = 2048
COURT_LIMIT_BYTES = 200

_SLOT = re.compile(r"\{(\w+)\}")
_BRACES = re.compile(r"[{}]")
_ENQUIRY = re.compile(r"(?:\+86[- ]?)?\d{2,12}(?:[- ]\d{1,8}){0,3}")
_COURT = {
    "zh-CN": re.compile(r"法院|法庭|分院"),
    "en": re.compile(r"\b(?:Court|Tribunal)\b"),
    "yue": re.compile(r"法院|法庭|分院"),
    "bo": re.compile(r"ཁྲིམས་ཁང"),
    "ug": re.compile(r"سوت"),
}
"""So that nobody else speaks in a court's place, and no person is named there."""
_HANZI = re.compile(r"(?![㐀-鿿])[^\W\d_]|[\u0300-\u036f]")
_FOREIGN = {
    "zh-CN": _HANZI,
    "en": re.compile(r"(?![A-Za-zÀ-ɏ])[^\W\d_]|[\u0300-\u036f]|[，。、；：！？（）《》]"),
    "yue": _HANZI,
    "bo": re.compile(r"(?![ༀ-࿿])[^\W\d_]|[\u0300-\u036f]"),
    "ug": re.compile(r"(?![\u0600-\u06ff])[^\W\d_]|[\u0300-\u036f]"),
}
"""Letters of another script. Languages that are not named here are written as their courts write them."""
_MARKS = {"bo": "་།༄༅༎", "ug": "،؛؟", "kk": "،؛؟", "ky": "،؛؟", "mn": "᠂᠃"}
"""What languages of the mainland write besides the marks of all others."""
_ABBREVIATIONS = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,5}|App)(?![A-Za-z])")
_GENERAL, _SHORT = "notice.txt", "notice-short.txt"
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(frozen=True)
class Wording:
    """A checked, filled text. ``text`` may hold inline readings; :attr:`shown` is what people see."""

    court: str
    language: str
    text: str

    @property
    def shown(self) -> str:
        return readings.plain(self.text)

    @property
    def seconds(self) -> float:
        """About how long it will be heard."""
        return duration.seconds(self.text, self.language)


def load(folder: Path, language: str, slug: str | None = None, *, short: bool = False) -> str:
    """The template in ``folder`` for a language: the court's own where it has one, else the general one.

    ``short``: the general one for courts that say it in two languages, where there is one. Raises
    :class:`~ivr.speech.errors.NoWording`, or a :class:`~ivr.speech.errors.BadWording` naming the file.
    """
    if not LANGUAGE.fullmatch(language):
        raise NoWording(language=repr(language[:20]), path="prompts/<language>/notice.txt")
    path = _file(folder, language, slug, short=short)
    if path is None:
        raise NoWording(language=language, path=f"{language}/{_GENERAL}")
    text = path.read_bytes().decode("utf-8", "surrogateescape").strip()
    check(text, language, field=path.relative_to(folder).as_posix())
    return text


def written(folder: Path, language: str, slug: str | None = None, *, short: bool = False) -> bool:
    """Whether :func:`load` would find anything."""
    return _file(folder, language, slug, short=short) is not None


def _file(folder: Path, language: str, slug: str | None, *, short: bool) -> Path | None:
    own = [f"courts/{slug}.txt"] if slug and _SLUG.fullmatch(slug) else []
    names = [*own, *([_SHORT] if short else []), _GENERAL]
    stem = f"{folder}/{language}/"
    return next((Path(stem + name) for name in names if os.path.isfile(stem + name)), None)  # noqa: PTH113  half the time


@lru_cache(64)  # all courts share the general texts
def check(text: str, language: str, field: str = "text") -> None:
    """Refuses a template that could say what a notice must not say. Raises BadWording, naming ``field``.

    Numbers are found in every language, names, amounts and addresses in Mandarin and English only: in others they are
    left to the two people who decide.
    """
    characters.check(text, field, characters.TEXT_MARKS + _MARKS.get(language, ""), TEXT_LIMIT_BYTES)
    _check_slots(text, field)
    unmarked = _SLOT.sub(" ", readings.plain(text))
    fact = personal.found(unmarked)
    if fact:
        raise PersonalFact(field=field, kind=fact[0], found=fact[1])
    _check_script(unmarked, language, field)
    list(readings.pieces(text, language, field))


def fill(template: str, *, court: str, enquiry: str, language: str) -> Wording:
    """The template with its slots filled. Raises BadWording with the field ``text``, ``court`` or ``enquiry``."""
    check(template, language)
    check_court(court, language)
    check_enquiry(enquiry)
    values = {"court": court.strip(), "enquiry": enquiry.strip()}
    text = _SLOT.sub(lambda slot: values[slot[1]], template)
    return Wording(readings.plain(values["court"]), language, text)


def check_court(court: str, language: str) -> None:
    """Refuses what is no court's name. An inline reading is allowed; a run of three digits is not."""
    characters.check(court, "court", characters.NAME_MARKS + _MARKS.get(language, ""), COURT_LIMIT_BYTES)
    plain = readings.plain(court)
    found = re.search(r"\d{3,}", plain)
    if found:
        raise PersonalFact(field="court", kind=personal.NUMBER, found=found[0])
    _check_script(plain, language, "court", letters=False)
    if language in _COURT and not _COURT[language].search(plain):
        raise NotACourt(field="court", name=plain)
    list(readings.pieces(court, language, "court"))


def check_enquiry(enquiry: str) -> None:
    """Refuses what is no telephone number: digits, in groups parted by ``-`` or a space."""
    characters.check(enquiry, "enquiry", "0123456789+- ", 40)
    if not _ENQUIRY.fullmatch(enquiry.strip()):
        wrong = re.search(r"[^\d -]", enquiry.strip().removeprefix("+86")) or re.search(r".$", enquiry.strip())
        raise ForbiddenCharacter(
            field="enquiry",
            position=wrong.start() + 1 if wrong else 1,
            character=f"U+{ord(wrong[0]):04X}" if wrong else "?",
        )


def _check_slots(text: str, field: str) -> None:
    for slot in _SLOT.findall(text):
        if slot not in SLOTS:
            raise UnknownSlot(field=field, slot=f"{{{slot}}}", allowed="{court}, {enquiry}")
    stray = _BRACES.search(_SLOT.sub("", text))
    if stray or "{{" in text or "}}" in text:
        raise UnknownSlot(field=field, slot="{", allowed="{court}, {enquiry}")
    for slot in SLOTS:
        if f"{{{slot}}}" not in text:
            raise MissingSlot(field=field, slot=f"{{{slot}}}")
    if not text.removeprefix("The ").startswith("{court}"):
        raise CourtNotFirst(field=field)


def _check_script(text: str, language: str, field: str, *, letters: bool = True) -> None:
    """A Mandarin voice cannot say Latin words, nor an English one hanzi: either would be left out or garbled.

    ``letters``: single ones, as in VIP, are said by their Mandarin names.
    """
    if language not in _FOREIGN:
        return
    readable = _ABBREVIATIONS.sub(lambda found: " " * len(found[0]), text) if letters and language == "zh-CN" else text
    found = _FOREIGN[language].search(readable)
    if found:
        raise ForbiddenCharacter(field=field, position=found.start() + 1, character=found[0])
