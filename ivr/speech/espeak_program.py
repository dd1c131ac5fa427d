"""The espeak-ng program: phonemes for the English voice, and speech for the fallback engine.

Texts go in on standard input, never on the command line.
"""

import io
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ivr.speech.both import Both
from ivr.speech.errors import EngineError, EngineMissing, EngineTooSlow
from ivr.speech.sound import Sound

_REMEDY = Both(
    "请运行 “ivr pbx install” 安装 espeak-ng，或安装系统的 espeak-ng 软件包。",
    "Install espeak-ng with `ivr pbx install`, or the package espeak-ng of your system.",
)
_AGAIN = Both("请再试一次。", "Try again.")


class EspeakProgram:
    """``argv`` starts the program (a loader may stand before it); its voices are looked for beside it."""

    def __init__(self, argv: Sequence[str] = ("espeak-ng",), timeout_seconds: float = 20) -> None:
        self._argv = [*argv, *_data_option(argv[-1])]
        self._timeout_seconds = timeout_seconds

    def phonemes(self, clauses: Sequence[str], voice: str) -> list[str]:
        """One line of IPA for each clause; the letters of one sound are tied with U+0361."""
        lines = "\n".join(" ".join(clause.split()) for clause in clauses)
        heard = self._run([lines], "-q", "--ipa", "--tie=\u0361", "-v", voice).decode().splitlines()
        if len(heard) != len(clauses):
            reason = Both(
                f"{len(clauses)} 个分句得到 {len(heard)} 行音素",
                f"{len(clauses)} clauses gave {len(heard)} lines of phonemes",
            )
            remedy = Both("请用更简单的标点。", "Use simpler punctuation.")
            raise EngineError(engine="espeak-ng", reason=reason, remedy=remedy)
        return [line.strip() for line in heard]

    def speech(self, text: str, voice: str, words_per_minute: int) -> Sound:
        """``text`` as speech."""
        return _from_wave(self._run([text], "--stdout", "--stdin", "-s", str(words_per_minute), "-v", voice))

    def _run(self, text: Sequence[str], *options: str) -> bytes:
        command = [*self._argv, "-b", "1", *options]
        try:
            done = subprocess.run(
                command, input="\n".join(text).encode(), capture_output=True, timeout=self._timeout_seconds, check=False
            )
        except OSError as fault:
            raise EngineMissing(engine="espeak-ng", reason=fault.strerror or str(fault), remedy=_REMEDY) from fault
        except subprocess.TimeoutExpired as fault:
            raise EngineTooSlow(engine="espeak-ng", seconds=self._timeout_seconds, remedy=_AGAIN) from fault
        if done.returncode or not done.stdout:
            reason = done.stderr.decode(errors="replace").strip()[-200:] or f"exit status {done.returncode}"
            raise EngineMissing(engine="espeak-ng", reason=reason, remedy=_REMEDY)
        return done.stdout


def _data_option(program: str) -> list[str]:
    """An unpacked program has its voices beside it, not where it was built for: ``usr/bin`` → ``usr/lib/*``."""
    if not Path(program).is_absolute():
        return []
    for data in sorted(Path(program).parent.parent.glob("lib/*/espeak-ng-data")):
        return [f"--path={data.parent}"]
    return []


def _from_wave(content: bytes) -> Sound:
    # espeak-ng cannot know the length when it writes the header, so only what is there is read.
    with wave.open(io.BytesIO(content)) as file:
        rate = file.getframerate()
        frames = content[content.index(b"data") + 8 :]
    samples = np.frombuffer(frames[: len(frames) // 2 * 2], dtype="<i2")
    return Sound((samples / 32768).astype(np.float32), rate)
