"""The library of finished prompts, one set of files for each content.

``<key>.alaw`` and the other codecs, ``<key>.wav`` (the wideband master) and ``<key>.json`` (what it says and who said
it). The key is the first 32 hexadecimal digits of the SHA-256 over the wideband file: 128 bits, beyond any accidental
or made collision between a court's own prompts, and short enough for a dialplan value that names two of them.
``built/<build key>`` remembers which content a text, voice and mastering gave, so that nothing is made twice.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from ivr.domain.prompt import Prompt
from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.bounds import faults, measure
from ivr.speech.chain import Chain
from ivr.speech.codecs import CODECS, alaw, wav
from ivr.speech.engines import Engine
from ivr.speech.errors import DamagedPrompt, NoPrompt, OutOfBounds
from ivr.speech.folder import PromptFolder
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.mastering.loudness import Levelled, at_level
from ivr.speech.mastering.master import VERSION, Master, master
from ivr.speech.normalise import VERSION as WORDS_VERSION
from ivr.speech.sentences import sentences
from ivr.speech.wording import Wording


class PromptLibrary:
    """The prompts in ``folder``. Several processes may use one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = PromptFolder(folder)

    def build(self, wording: Wording, speaker: Chain) -> Prompt:
        """The prompt for ``wording``, made now unless it was made before.

        Raises NobodySpoke, BadWording or a MasteringError (all in :mod:`ivr.speech.errors`); then nothing is kept.
        """
        outcome = speaker.first(lambda engine: self._by(engine, wording))
        prompt = replace(outcome.value, text=wording.shown, fallback=outcome.fallback)
        if prompt != outcome.value:
            self._note_down(prompt.key, {**self._note(prompt.key), **asdict(prompt)})
        return prompt

    def get(self, key: str) -> Prompt:
        """What is known of a prompt. Raises :class:`~ivr.speech.errors.NoPrompt`."""
        note = self._note(key)
        return Prompt(**{field.name: note[field.name] for field in fields(Prompt)})

    def path(self, key: str, codec: str) -> Path:
        """The file of a prompt in a codec of :data:`ivr.speech.codecs.CODECS`. Raises NoPrompt."""
        path = self.folder.file(key, codec)
        if codec not in CODECS or not path.is_file():
            raise NoPrompt(key=f"{key[:64]}.{codec}")
        return path

    def sound(self, key: str) -> bytes:
        """What a caller hears: the A-law file, in a WAV file that any player opens. Raises NoPrompt."""
        return wav.encode(alaw.decode(self.path(key, "alaw").read_bytes()))

    def node_files(self, key: str) -> list[Path]:
        """What a node must hold to play a prompt: one built by an older release lacks the codecs that came later.

        Raises NoPrompt.
        """
        return [self.path(key, name) for name in self.codecs(key) if CODECS[name].on_nodes]

    def codecs(self, key: str) -> list[str]:
        """In which a prompt was made. Raises NoPrompt."""
        kept = self._note(key)["sha256"]
        return [name for name in CODECS if name in kept]

    def verify(self, key: str) -> None:
        """Hashes every file again. Raises NoPrompt or :class:`~ivr.speech.errors.DamagedPrompt`."""
        note = self._note(key)
        for codec, pinned in note["sha256"].items():
            if files.sha256(self.path(key, codec)) != pinned:
                raise DamagedPrompt(key=key, file=f"{key}.{codec}")
        if not note["sha256"]["wav"].startswith(key):
            raise DamagedPrompt(key=key, file=f"{key}.json")

    def keys(self) -> list[str]:
        """Every finished prompt's key."""
        return self.folder.finished()

    def _by(self, engine: Engine, wording: Wording) -> Prompt:
        build = build_key(engine, wording)
        index = self.folder.index(build)
        with self.folder.building(build):
            known = self._known(index)
            if known:
                return known
            parts = [wording.text] if engine.whole else sentences(wording.text)
            spoken = [engine.speak(part, wording.language) for part in parts]
            prompt = self._keep(master(spoken), engine, wording)
            files.write(index, prompt.key.encode())
            return prompt

    def _known(self, index: Path) -> Prompt | None:
        """A prompt built before. One that is gone or damaged is built again: a notice must never play wrong bytes."""
        try:
            key = index.read_text()
            note = self.folder.note(key)
            with self.folder.holding(key):
                if not self._untouched(key):
                    self.verify(key)
                    os.utime(note)
                os.utime(index)  # so that the collector sees that it is wanted
                return self.get(key)
        except (FileNotFoundError, NoPrompt, DamagedPrompt):
            return None

    def _untouched(self, key: str) -> bool:
        """Whether every file is older than the note, which is written or dated after the files were last hashed.

        Hashing all prompts of all courts takes a minute, looking at their dates seconds. Raises FileNotFoundError.
        """
        checked, stem = self.folder.note(key).stat().st_mtime_ns, str(self.folder.file(key, ""))
        return all(os.stat(stem + codec).st_mtime_ns < checked for codec in CODECS)  # noqa: PTH116  a third of the time

    def _keep(self, made: Master, engine: Engine, wording: Wording) -> Prompt:
        coded = _coded(made)
        _require_within_bounds(coded)
        hashes = {name: hashlib.sha256(one.content).hexdigest() for name, one in coded.items()}
        key = hashes["wav"][:32]
        prompt = Prompt(
            key=key,
            language=wording.language,
            text=wording.shown,
            seconds=round(made.seconds, 3),
            engine=engine.name,
            voice=engine.voice(wording.language),
        )
        levels = {name: round(one.dbov, 2) for name, one in coded.items()}
        note = {**asdict(prompt), "level_dbov": levels, "sha256": hashes, "mastering": VERSION}
        with self.folder.holding(key):
            for name, one in coded.items():
                files.write(self.folder.file(key, name), one.content)
            self._note_down(key, note)
        return prompt

    def _note_down(self, key: str, note: dict[str, Any]) -> None:
        files.write(self.folder.note(key), json.dumps(note, ensure_ascii=False, indent=1).encode())

    def _note(self, key: str) -> dict[str, Any]:
        try:
            note: dict[str, Any] = json.loads(self.folder.note(key).read_bytes())
        except FileNotFoundError as fault:
            raise NoPrompt(key=key) from fault
        except ValueError as fault:
            raise DamagedPrompt(key=key, file=f"{key}.json") from fault
        return note


def _coded(made: Master) -> dict[str, Levelled]:
    """In each codec. Those of one band start from one sound, which is measured once."""
    bands = {rate: made.at(rate) for rate in {codec.rate for codec in CODECS.values()}}
    levels = {rate: active_speech_level(one.samples, rate) for rate, one in bands.items()}
    return {
        name: at_level(bands[one.rate], one.encode, one.decode, one.loss_db, levels[one.rate])
        for name, one in CODECS.items()
    }


def _require_within_bounds(coded: Mapping[str, Levelled]) -> None:
    measured = [measure(name, one.heard, one.dbov, one.peak) for name, one in coded.items()]
    wrong = [fault for one in measured for fault in faults(one)]
    if wrong:
        raise OutOfBounds(reason=Both("；".join(one.zh for one in wrong), "; ".join(one.en for one in wrong)))


def build_key(engine: Engine, wording: Wording) -> str:
    """The same for the same text, voice and mastering."""
    parts = (
        wording.text,
        wording.language,
        engine.name,
        engine.voice(wording.language),
        engine.version(wording.language),
        str(WORDS_VERSION),
        str(VERSION),
        ",".join(CODECS),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
