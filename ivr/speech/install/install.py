"""Sets up the model and the voices, or says why not. Running it again costs a checksum; half a setup is completed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ivr.speech import files
from ivr.speech.install import model, pins, voices

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


def install(folder: Path, progress: Progress = lambda *_: None, npm: Sequence[str] | None = None) -> None:
    """Everything the default voice needs, in ``folder``. Several processes may call it at once.

    Raises :class:`~ivr.speech.errors.InstallError`, which says what to do.
    """
    with files.locked(folder / ".lock"):
        progress("model", 0, 2)
        if files.sha256(model_path(folder)) != pins.MODEL_SHA256:
            model.join(model_path(folder))
        progress("voices", 1, 2)
        missing = [name for name in pins.VOICES if not _has_voice(folder, name)]
        if missing:
            voices.fetch(missing, folder / "voices", npm)
        progress("done", 2, 2)


def installed(folder: Path) -> bool:
    """Whether everything is there and is what was pinned."""
    return files.sha256(model_path(folder)) == pins.MODEL_SHA256 and all(
        _has_voice(folder, name) for name in pins.VOICES
    )


def model_path(folder: Path) -> Path:
    return folder / pins.MODEL_FILE


def voice_path(folder: Path, name: str) -> Path:
    return folder / "voices" / f"{name}.bin"


def _has_voice(folder: Path, name: str) -> bool:
    return files.sha256(voice_path(folder, name)) == pins.VOICES[name]
