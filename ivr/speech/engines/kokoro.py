"""The default voice: Kokoro-82M v1.0 (int8), offline, about three seconds of speech a second on two cores."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ivr.kit.background import step_back
from ivr.speech.both import Both
from ivr.speech.engines import pinned, styles
from ivr.speech.engines.styles import Voice
from ivr.speech.errors import EngineError, EngineMissing, EngineTooSlow, NoVoice
from ivr.speech.install import pins
from ivr.speech.install.install import model_path
from ivr.speech.normalise import spoken
from ivr.speech.phonemes.vocabulary import SYMBOLS
from ivr.speech.sound import Sound

VOICES = {"zh-CN": Voice({"zm_yunjian": 6, "zf_xiaobei": 4}), "en": Voice({"af_heart": 1}, 1.1)}
"""Heard with the fewest errors behind A-law of those that were measured.

A tenth faster, af_heart is misheard as often (11.5 % of words of 24 notices, most of them names), a fifth faster more
often (13.7 %); two languages have to share the time of one notice.
"""

_RATE = 24_000
_REMEMBERED = 16
"""Sentences: about 10 MB."""
_MOST_SENTENCES = 400
"""Of one loaded model: a bound for what its memory could grow by over thousands. How much it holds is decided by its
longest sentences: letting it go after 100 gave the same most (measured)."""
_AGAIN = Both("请再试一次。", "Try again.")


class Reader(Protocol):
    """Text → the model's symbols, for one language."""

    @property
    def version(self) -> str: ...

    def symbols(self, text: str) -> str: ...


class Kokoro:
    """``folder`` is where :func:`ivr.speech.install.install` put the model.

    It is loaded at the first sentence, and let go when nobody has asked for one in ``idle_seconds``: 0.7 GB.

    ``at_once`` sentences are spoken beside each other, each by ``threads``; the sound is the same to the bit. Two, by
    one thread each, take 14 to 29 % less time than two after one another by two threads (measured), but 0.25 GB more; a
    sentence alone takes longer. What many courts say ("Please urge this person to perform.") is spoken once.

    Its threads step back: the calls of a node beside it come first, else their notices broke up (measured).
    """

    name = "kokoro"
    whole = False

    def __init__(  # noqa: PLR0913, PLR0917  each is a bound of its own
        self,
        folder: Path,
        readers: dict[str, Reader],
        threads: int = 2,
        limit_seconds: float = 120,
        idle_seconds: float = 300,
        at_once: int = 1,
    ) -> None:
        self._folder, self._readers = folder, readers
        self._threads, self._limit_seconds, self._idle_seconds = threads, limit_seconds, idle_seconds
        self._mouths = ThreadPoolExecutor(at_once, "kokoro", initializer=step_back)
        self._lock = threading.Lock()
        self._quiet, self._speaking, self._said = threading.Condition(), 0, 0
        self._remembered = lru_cache(_REMEMBERED)(self._spoken)
        self._model: Any = None
        self._release: threading.Timer | None = None
        self._styles: dict[str, NDArray[np.float32]] = {}

    def voice(self, language: str) -> str:
        if language not in VOICES or language not in self._readers:
            raise NoVoice(engine=self.name, language=language)
        return VOICES[language].name

    def version(self, language: str) -> str:
        self.voice(language)
        return f"{pins.MODEL_SHA256[:16]}.{self._readers[language].version}"

    def speak(self, sentence: str, language: str) -> Sound:
        self.voice(language)
        self._check_installed(language)
        symbols = self._readers[language].symbols(spoken(sentence, language))
        if not 0 < len(symbols) <= styles.ROWS:
            raise EngineError(
                engine=self.name,
                reason=Both(
                    f"一句话有 {len(symbols)} 个音素，上限为 {styles.ROWS}",
                    f"a sentence of {len(symbols)} sounds; {styles.ROWS} is the most",
                ),
                remedy=Both("请把句子写短。", "Write shorter sentences."),
            )
        return self._mouths.submit(self._said_aloud, symbols, language).result()

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    def release(self) -> None:
        """Lets the model's memory go; the next sentence loads it again, which takes 0.6 s."""
        with self._lock:
            self._model = None
            self._remembered.cache_clear()

    def _said_aloud(self, symbols: str, language: str) -> Sound:
        with self._voice_held():
            try:
                return Sound(self._remembered(symbols, language), _RATE)
            finally:
                self._release_later()

    @contextmanager
    def _voice_held(self) -> Iterator[None]:
        """After so many sentences the next waits until nobody speaks, and lets the model go before it speaks."""
        with self._quiet:
            self._quiet.wait_for(lambda: self._said < _MOST_SENTENCES or not self._speaking)
            if self._said >= _MOST_SENTENCES:
                self._said = 0
                self.release()
            self._speaking, self._said = self._speaking + 1, self._said + 1
        try:
            yield
        finally:
            with self._quiet:
                self._speaking -= 1
                self._quiet.notify_all()

    def _release_later(self) -> None:
        with self._lock:
            if self._release is not None:
                self._release.cancel()
            self._release = threading.Timer(self._idle_seconds, self._release_idle)
            self._release.daemon = True
            self._release.start()

    def _release_idle(self) -> None:
        """A process that was stopped a while comes back with this due, and whoever speaks holds the model anyway."""
        with self._quiet:
            if not self._speaking:
                self.release()

    def _check_installed(self, language: str) -> None:
        pinned.there(model_path(self._folder))
        styles.there(self._folder, VOICES[language])

    def _style(self, language: str) -> NDArray[np.float32]:
        if language not in self._styles:
            self._styles[language] = styles.style(self._folder, VOICES[language])
        return self._styles[language]

    @cached_property
    def _runtime(self) -> Any:
        try:
            import onnxruntime  # noqa: PLC0415  takes half a second, and only a build needs it
        except ImportError as fault:
            reason = Both(f"无法加载 onnxruntime（{fault}）", f"onnxruntime cannot be loaded ({fault})")
            remedy = Both("请重新安装网关的依赖。", "Install the gateway's dependencies again.")
            raise EngineMissing(engine=self.name, reason=reason, remedy=remedy) from fault
        return onnxruntime

    def _prepared(self, language: str) -> tuple[Any, NDArray[np.float32]]:
        """Once, however many ask. Whoever has it keeps it until the sentence is said."""
        with self._lock:
            return self._session(), self._style(language)

    def _session(self) -> Any:
        if self._model is None:
            pinned.unaltered(model_path(self._folder), pins.MODEL_SHA256)
            options = self._runtime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.enable_mem_pattern = (
                False  # no two sentences are of one length: kept patterns took 0.2 GB (measured)
            )
            # Waiting threads sleep: spinning, they took 8 % more processor time and gained 3 % by the clock (measured).
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            path = str(model_path(self._folder))
            self._model = self._runtime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return self._model

    def _spoken(self, symbols: str, language: str) -> NDArray[np.float32]:
        model, style = self._prepared(language)
        samples = self._run(model, symbols, style, VOICES[language].speed)
        samples.flags.writeable = False  # others may be given the same
        return samples

    def _run(self, model: Any, symbols: str, style: NDArray[np.float32], speed: float) -> NDArray[np.float32]:
        tokens = [0, *(SYMBOLS[symbol] for symbol in symbols), 0]
        inputs = {
            "tokens": np.array([tokens], dtype=np.int64),
            "style": style[len(symbols) - 1],  # the model's own pipeline takes row n-1 for n symbols
            "speed": np.full(1, speed, dtype=np.float32),
        }
        run = self._runtime.RunOptions()
        timer = threading.Timer(self._limit_seconds, setattr, (run, "terminate", True))
        timer.start()
        try:
            # Copied: what the model hands out lies in its own memory, which could not be let go while anybody kept it.
            return np.array(model.run(None, inputs, run)[0], dtype=np.float32).reshape(-1)
        except Exception as fault:  # onnxruntime's errors share no other base
            if run.terminate:
                raise EngineTooSlow(engine=self.name, seconds=self._limit_seconds, remedy=_AGAIN) from fault
            raise EngineError(engine=self.name, reason=str(fault)[:200], remedy=pinned.REMEDY) from fault
        finally:
            timer.cancel()
