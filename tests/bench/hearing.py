"""What a recogniser hears of sixty notices in the default voice: behind A-law at 8 kHz, against the 24 kHz master.

Shares of syllables that are wrong, tones counted. The recogniser's own mistakes are in both.
"""

import tempfile
from pathlib import Path

from ivr.pbx.embedded import packages
from ivr.speech import lexicon, recogniser, wording
from ivr.speech.install import install
from ivr.speech.library import PromptLibrary
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.speaker import speaker
from ivr.speech.transcript import Read, mandarin_errors, syllables
from tests.bench.compare import Comparison
from tests.bench.hearing_set import COURTS, WORDINGS
from tests.bench.stage import Stage
from tests.conftest import TOOLS, Stderr

ROOT = Path(__file__).parents[2]
FEW = 10
AT_ONCE = 10


def hearing(_stage: Stage, long: bool) -> list[Comparison]:
    """All sixty with ``--long``, else ten."""
    voices, listening = TOOLS.parent / "speech", TOOLS.parent / "recogniser"
    install(voices)
    recogniser.install(listening)
    espeak = packages.programs(TOOLS, Stderr()).command("usr/bin/espeak-ng")
    chain, whisper = speaker(voices, ROOT / "prompts", espeak), recogniser.Whisper(listening)
    read = Mandarin(lexicon.load(ROOT / "prompts/lexicon", "zh-CN")).words
    pairs = [(WORDINGS[n % len(WORDINGS)], court) for n, court in enumerate(COURTS)]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        library = PromptLibrary(Path(folder))
        prompts = [library.build(_filled(*one), chain) for one in (pairs if long else pairs[:: len(pairs) // FEW])]
        said = [one.text for one in prompts]
        master = _heard(whisper, [library.path(one.key, "wav") for one in prompts])
        narrow = [Path(folder) / f"{one.key}.narrow.wav" for one in prompts]
        for path, one in zip(narrow, prompts, strict=True):
            path.write_bytes(library.sound(one.key))
        return [_compared(said, _heard(whisper, narrow), master, read)]


def _filled(text: str, place: str) -> wording.Wording:
    return wording.fill(text, court=f"{place}人民法院", enquiry="12368", language="zh-CN")


def _heard(whisper: recogniser.Whisper, files: list[Path]) -> list[str]:
    parts = [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]
    return [text for part in parts for text in whisper.heard([(path, "zh-CN") for path in part])]


def _compared(said: list[str], narrow: list[str], master: list[str], read: Read) -> Comparison:
    found = Comparison(f"syllables wrong of {len(said)} notices, tones counted: A-law against 24 kHz", "%")
    counts = [len(syllables(text, read)) for text in said]
    for name, heard, shares in (("A-law", narrow, found.ours), ("24 kHz", master, found.baseline)):
        wrong = [mandarin_errors(text, other, read) for text, other in zip(said, heard, strict=True)]
        weighed = list(zip(wrong, counts, strict=True))
        shares.append(100 * sum(one.tones * count for one, count in weighed) / sum(counts))
        found.notes[f"{name}: tones aside, %"] = 100 * sum(one.syllables * n for one, n in weighed) / sum(counts)
        found.notes[f"{name}: characters, %"] = 100 * sum(one.characters * n for one, n in weighed) / sum(counts)
    found.notes["syllables"] = sum(counts)
    return found
