"""Which characters may stand in a text that will be spoken, shown and filled in.

What is allowed is listed, everything else is refused: control characters (CR, NUL), marks that turn the direction of
writing, invisible characters, emoji, quotation marks, and whatever a template, a shell, a dialplan or HTML could take
for its own.
"""

import unicodedata

from ivr.speech.errors import EmptyText, ForbiddenCharacter, TextTooLong

_LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc")
NAME_MARKS = "0123456789 -.·'’,()（）[]"
TEXT_MARKS = NAME_MARKS + "\n;:!?，。、；：！？—…《》{}"
"""Brackets hold readings, braces slots; both are checked further where they are used."""


def check(text: str, field: str, marks: str, limit_bytes: int) -> None:
    """Raises a :class:`~ivr.speech.errors.BadWording` that names ``field`` and the first fault."""
    if not text.strip():
        raise EmptyText(field=field)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limit_bytes:
        raise TextTooLong(field=field, size=size, limit=limit_bytes)
    for position, character in enumerate(text, 1):
        if character not in marks and unicodedata.category(character) not in _LETTERS:
            raise ForbiddenCharacter(field=field, position=position, character=f"U+{ord(character):04X}")
