"""Mixing voices: a mixture lies between its voices by their weights, and each of their files is checked."""

from pathlib import Path

import numpy as np
import pytest

from ivr.speech import files
from ivr.speech.engines import styles
from ivr.speech.engines.styles import ROWS, Voice
from ivr.speech.errors import EngineMissing
from ivr.speech.install import pins

LOW, HIGH = (np.full((ROWS, 1, 256), value, dtype="<f4") for value in (-1.0, 4.0))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Holds the voices "low" and "high", pinned as they are."""
    (tmp_path / "voices").mkdir()
    for name, vectors in (("low", LOW), ("high", HIGH)):
        path = tmp_path / "voices" / f"{name}.bin"
        path.write_bytes(vectors.tobytes())
        monkeypatch.setitem(pins.VOICES, name, files.sha256(path))
    return tmp_path


def test_a_mixture_lies_between_its_voices_by_their_weights(folder: Path) -> None:
    mixed = styles.style(folder, Voice({"low": 6, "high": 4}))
    assert mixed.shape == (ROWS, 1, 256)
    assert mixed.dtype == np.float32
    np.testing.assert_allclose(mixed, 1.0)


def test_one_voice_is_its_own_vectors_whatever_its_weight(folder: Path) -> None:
    assert np.array_equal(styles.style(folder, Voice({"high": 3})), HIGH)


def test_a_mixture_is_named_by_its_voices_and_weights() -> None:
    assert Voice({"low": 6, "high": 4}).name == "low(6)+high(4)"
    assert Voice({"high": 1}).name == "high"


@pytest.mark.parametrize("name", ["low", "high"])
def test_a_mixture_with_a_voice_missing_or_damaged_is_refused_by_the_files_name(folder: Path, name: str) -> None:
    path = folder / "voices" / f"{name}.bin"
    path.write_bytes(b"half")
    with pytest.raises(EngineMissing, match=rf"{name}\.bin is damaged"):
        styles.style(folder, Voice({"low": 6, "high": 4}))
    path.unlink()
    with pytest.raises(EngineMissing, match=rf"{name}\.bin is not installed"):
        styles.there(folder, Voice({"low": 6, "high": 4}))
