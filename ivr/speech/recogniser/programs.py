"""Asks the programs that listen, one process each for some files: their memory (half a gigabyte) goes with them."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ivr.speech.both import Both
from ivr.speech.errors import NotHeard
from ivr.speech.recogniser import clear, vosk, whisper
from ivr.speech.recogniser.install import installed, mandarin, model, python
from ivr.speech.recogniser.port import Clearness

_START_SECONDS: Final = 60.0
_SECONDS_A_FILE: Final = 60.0
"""Ten times what a notice takes on two cores (measured: 4 s)."""

_MANDARIN: Final = "zh-CN"


class Programs:
    """The :class:`~ivr.speech.recogniser.port.Recogniser` that ``install`` has set up in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def heard(self, files: Sequence[tuple[Path, str]]) -> list[tuple[str, ...]]:
        """See the port."""
        asked = [{"file": str(path.absolute()), "language": language} for path, language in files]
        texts = self._texts(whisper.__file__, model(self._folder), asked)
        ours = [one for one in asked if one["language"] == _MANDARIN]
        others = iter(self._texts(vosk.__file__, mandarin(self._folder), ours))
        both = zip(asked, texts, strict=True)
        return [(text, next(others)) if one["language"] == _MANDARIN else (text,) for one, text in both]

    def _texts(self, program: str, folder: Path, asked: Sequence[Mapping[str, str]]) -> list[str]:
        return [str(one["text"]) for one in self._answers([program, str(folder)], asked)]

    def clear(self, pairs: Sequence[tuple[Path, Path]]) -> list[Clearness]:
        """See the port."""
        asked = [{"original": str(path.absolute()), "heard": str(other.absolute())} for path, other in pairs]
        return [Clearness(**one) for one in self._answers([clear.__file__], asked)]

    def _answers(self, program: Sequence[str], asked: Sequence[Mapping[str, str]]) -> list[Any]:
        if not asked:
            return []
        if not installed(self._folder):
            raise NotHeard(
                reason=Both("尚未安装，请运行 ivr prompts install --recogniser", "run ivr prompts install --recogniser")
            )
        lines = self._run(program, "\n".join(map(json.dumps, asked)), len(asked)).splitlines()
        if len(lines) != len(asked):
            raise NotHeard(reason=Both("没有给出全部结果", "it did not answer for every file"))
        return [json.loads(line) for line in lines]

    def _run(self, program: Sequence[str], asked: str, count: int) -> str:
        try:
            done = subprocess.run(
                [str(python(self._folder)), "-I", *program],
                input=asked,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=_START_SECONDS + _SECONDS_A_FILE * count,
                check=False,
                env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"},
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise NotHeard(reason=str(fault)[:200]) from fault
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
            raise NotHeard(reason=last[0][:200])
        return done.stdout
