"""The default voice, set up once for all that speak with it."""

from pathlib import Path

import pytest

from ivr.speech import lexicon
from ivr.speech.install import install
from ivr.speech.phonemes.mandarin import Mandarin

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def voices() -> Path:
    """The model and voices, set up once for tests and demo."""
    install(ROOT / "var" / "speech")
    return ROOT / "var" / "speech"


@pytest.fixture(scope="session")
def mandarin() -> Mandarin:
    return Mandarin(lexicon.load(ROOT / "prompts" / "lexicon", "zh-CN"))
