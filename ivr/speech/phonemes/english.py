"""English text → Kokoro's symbols, through the espeak-ng program.

espeak-ng is GPL-3: it is run as a program of its own, never linked or imported.
"""

import re
from collections.abc import Iterator

from ivr.speech import readings
from ivr.speech.espeak_program import EspeakProgram
from ivr.speech.lexicon import Lexicon
from ivr.speech.phonemes.vocabulary import SYMBOLS

# espeak-ng ties the letters of one sound with U+0361; the model has one symbol for each such sound.
_TIE = "\u0361"
_SOUNDS = (
    (f"a{_TIE}ɪ", "I"), (f"a{_TIE}ʊ", "W"), (f"e{_TIE}ɪ", "A"), (f"o{_TIE}ʊ", "O"), (f"ɔ{_TIE}ɪ", "Y"),
    (f"d{_TIE}ʒ", "ʤ"), (f"t{_TIE}ʃ", "ʧ"), (f"ə{_TIE}l", "ᵊl"), (_TIE, ""),
    ("n\u0329", "ᵊn"), ("l\u0329", "ᵊl"), ("m\u0329", "ᵊm"),
    ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚɹ", "əɹ"), ("ɚ", "əɹ"), ("ɪə", "iə"), ("ɐ", "ə"), ("r", "ɹ"), ("ɬ", "l"),
    ("x", "k"), ("ç", "k"), ("ʔ", "t"), ("ɾ", "T"), ("ʲ", ""), ("ː", ""), ("o", "ɔ"), ("e", "A"), ("\u0303", ""),
)  # fmt: skip
# espeak-ng begins a new line of output at a pause mark, so a clause holds none.
_CLAUSE = re.compile(r"([\w' -]+)([^\w' -]*)")


class English:
    """Reads English as spoken in the United States."""

    def __init__(self, lexicon: Lexicon, program: EspeakProgram) -> None:
        self._lexicon, self._program = lexicon, program
        words = sorted(lexicon.words, key=len, reverse=True)
        self._listed = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b") if words else None

    @property
    def version(self) -> str:
        return self._lexicon.version

    def respelled(self, text: str) -> str:
        """``text`` with every listed or marked word in the spelling that is read right."""
        return "".join(piece.reading or self._from_list(piece.text) for piece in readings.pieces(text, "en"))

    def symbols(self, text: str) -> str:
        """``text`` in Kokoro's symbols. Raises :class:`~ivr.speech.errors.EngineError` where espeak-ng fails."""
        return "".join(self._clauses(self.respelled(text))).strip()

    def _from_list(self, text: str) -> str:
        return self._listed.sub(lambda found: self._lexicon.words[found[0]], text) if self._listed else text

    def _clauses(self, text: str) -> Iterator[str]:
        found = [
            (clause.strip(), marks) for clause, marks in _CLAUSE.findall(text.replace("’", "'")) if clause.strip(" -'")
        ]
        spoken = self._program.phonemes([clause for clause, _ in found], "en-us")
        for heard, (_, marks) in zip(spoken, found, strict=True):
            yield model_symbols(heard) + _pause(marks) + " "


def _pause(marks: str) -> str:
    return next((mark for mark in marks if mark in ",.!?;:"), "," if marks.strip() else "")


def model_symbols(ipa: str) -> str:
    """espeak-ng's IPA in the model's symbols; what the model does not know is left out."""
    for heard, symbol in _SOUNDS:
        ipa = ipa.replace(heard, symbol)
    return "".join(symbol for symbol in ipa if symbol in SYMBOLS)
