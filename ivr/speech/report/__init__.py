"""A page on which prompts are heard and seen: player, waveform, spectrogram, pitch against the tones that are expected.

May not enter: judgment. What is out of bounds is told by ``bounds`` and ``hearing``; the page shows it.
"""

from ivr.speech.report.page import Told, page

__all__ = ["Told", "page"]
