"""Sentences from an engine → one notice, once in the wide band and once for the telephone."""

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.domain.prompt import MOST_SECONDS
from ivr.speech.errors import NoticeTooLong, SilentSound
from ivr.speech.mastering import band, silence
from ivr.speech.sound import Sound

VERSION = 5
"""Raised whenever the same speech would be mastered to other bytes: everything is then built again."""

WIDE_RATE = 24_000
NARROW_RATE = 8_000


@dataclass(frozen=True, eq=False)
class Master:
    """One notice: ``wide`` at 24 kHz keeps the voice's low end, ``narrow`` at 8 kHz is what a telephone sends."""

    wide: Sound
    narrow: Sound

    def at(self, rate: int) -> Sound:
        """The band that a codec of ``rate`` Hz is made from."""
        return self.narrow if rate == NARROW_RATE else band.at_rate(self.wide, rate)

    @property
    def seconds(self) -> float:
        return self.wide.seconds


def master(sentences: Sequence[Sound]) -> Master:
    """Both bands, cleaned, with a notice's silences; the level is set later, behind each codec.

    Raises :class:`~ivr.speech.errors.NoticeTooLong` or SilentSound.
    """
    if not sentences:
        raise SilentSound
    clean = [silence.trimmed(band.at_rate(Sound(band.centred(s.samples), s.rate), WIDE_RATE)) for s in sentences]
    whole = silence.joined(clean)
    if whole.seconds > MOST_SECONDS:
        raise NoticeTooLong(seconds=round(whole.seconds, 1), limit=MOST_SECONDS)
    return Master(whole, band.high_passed(band.at_rate(whole, NARROW_RATE)))
