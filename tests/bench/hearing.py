"""What two recognisers hear of sixty notices in the default voice: behind A-law at 8 kHz, against the 24 kHz master.

Shares of syllables that are wrong, tones counted: by both, and by each of them. And how many they notice of those that
were given another tone on purpose, without which the shares would say little: people and recognisers alike hear words.
"""

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ivr.pbx.embedded import packages
from ivr.speech import lexicon, recogniser, wording
from ivr.speech.chain import Chain
from ivr.speech.install import install
from ivr.speech.library import PromptLibrary
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.speaker import speaker
from ivr.speech.transcript import Read, mandarin_errors, missed, syllables
from tests.bench.compare import Comparison
from tests.bench.hearing_set import COURTS, WORDINGS
from tests.bench.misread import misread
from tests.bench.stage import Stage
from tests.conftest import TOOLS, Stderr

ROOT = Path(__file__).parents[2]
FEW = 10
AT_ONCE = 10
BY, CHOSEN = ("both", "Whisper", "Vosk"), (slice(None), slice(1), slice(1, None))


@dataclass(frozen=True)
class Studio:
    """What speaks, keeps, hears and reads."""

    chain: Chain
    library: PromptLibrary
    recogniser: recogniser.Programs
    read: Read

    def heard(self, texts: Sequence[wording.Wording], codec: str) -> list[tuple[str, ...]]:
        """By each recogniser. ``codec``: ``wav`` for the master, else what a telephone hears."""
        files = [(self._file(self.library.build(one, self.chain).key, codec), "zh-CN") for one in texts]
        parts = [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]
        return [one for part in parts for one in self.recogniser.heard(part)]

    def _file(self, key: str, codec: str) -> Path:
        master = self.library.path(key, "wav")
        if codec == "wav":
            return master
        narrow = master.with_suffix(".narrow")
        narrow.write_bytes(self.library.sound(key))
        return narrow


def hearing(_stage: Stage, long: bool) -> list[Comparison]:
    """All sixty with ``--long``, else ten."""
    pairs = [(WORDINGS[n % len(WORDINGS)], court) for n, court in enumerate(COURTS)]
    texts = [_filled(*one) for one in (pairs if long else pairs[:: len(pairs) // FEW])]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        studio = _studio(Path(folder))
        narrow = studio.heard(texts, "alaw")
        return [_wrong(texts, narrow, studio), _noticed(texts, narrow, studio)]


def _studio(folder: Path) -> Studio:
    voices, listening = TOOLS.parent / "speech", TOOLS.parent / "recogniser"
    install(voices)
    recogniser.install(listening)
    espeak = packages.programs(TOOLS, Stderr()).command("usr/bin/espeak-ng")
    read = Mandarin(lexicon.load(ROOT / "prompts/lexicon", "zh-CN")).words
    chain = speaker(voices, ROOT / "prompts", espeak)
    return Studio(chain, PromptLibrary(folder), recogniser.Programs(listening), read)


def _filled(text: str, place: str) -> wording.Wording:
    return wording.fill(text, court=f"{place}人民法院", enquiry="12368", language="zh-CN")


def _wrong(texts: Sequence[wording.Wording], narrow: Sequence[tuple[str, ...]], studio: Studio) -> Comparison:
    found = Comparison(f"syllables wrong of {len(texts)} notices, tones counted: A-law against 24 kHz", "%")
    counts = [len(syllables(one.text, studio.read)) for one in texts]
    for name, heard, shares in (
        ("A-law", narrow, found.ours),
        ("24 kHz", studio.heard(texts, "wav"), found.baseline),
    ):
        for who, chosen in zip(BY, CHOSEN, strict=True):
            wrong = [
                mandarin_errors(one.text, told[chosen], studio.read) for one, told in zip(texts, heard, strict=True)
            ]
            weighed = list(zip(wrong, counts, strict=True))
            for kind in ("tones", "syllables", "characters"):
                share = 100 * sum(getattr(one, kind) * count for one, count in weighed) / sum(counts)
                found.notes[f"{name}, {who}: {kind}, %"] = share
        shares.append(found.notes[f"{name}, both: tones, %"])
        found.notes[f"{name}, both: syllables of the worst notice, %"] = 100 * max(
            mandarin_errors(one.text, told, studio.read).syllables for one, told in zip(texts, heard, strict=True)
        )
    found.notes["syllables"] = sum(counts)
    return found


def _noticed(texts: Sequence[wording.Wording], right: Sequence[tuple[str, ...]], studio: Studio) -> Comparison:
    """Of the same syllables, given another tone and as they should be."""
    chance = random.Random(1)  # noqa: S311  the same in every run
    others = [misread(one.text, studio.read, chance) for one in texts]
    wrong = studio.heard([replace(one, text=text) for one, (text, _) in zip(texts, others, strict=True)], "alaw")
    places = [places for _, places in others]
    count = sum(map(len, places))
    found = Comparison(f"of {count} syllables, taken for others: given another tone, against as they should be", "%")
    for index, who in enumerate(BY):
        for name, heard in (("another tone", wrong), ("right", right)):
            taken = [_missed(*one, studio.read) for one in zip(texts, heard, places, strict=True)]
            found.notes[f"{name}: {who}, %"] = 100 * sum(one[index] for one in taken) / count
    found.ours.append(found.notes["another tone: both, %"])
    found.baseline.append(found.notes["right: both, %"])
    return found


def _missed(said: wording.Wording, heard: tuple[str, ...], places: Sequence[int], read: Read) -> tuple[int, ...]:
    """How many of ``places`` both, the first and the second took for other syllables."""
    return tuple(len(set(places).intersection(missed(said.text, heard[chosen], read))) for chosen in CHOSEN)
