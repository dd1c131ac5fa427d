"""The program that says how clear a sound still is beside its original. It stands alone, as ``listen.py`` does.

Asked in lines of JSON on standard input, ``{"original", "heard"}``, two WAV files of 16 bits, one channel and the same
length, it answers each with a line ``{"stoi", "pesq"}``. STOI: 0 to 1, by Taal and others, IEEE Transactions on Audio,
Speech and Language Processing 19 (2011), 2125. PESQ: ITU-T P.862, narrow band, null where its package is not installed.
"""

import importlib
import importlib.util
import json
import sys
import wave
from collections.abc import Callable
from typing import Any


def main() -> None:
    stoi = importlib.import_module("pystoi").stoi
    pesq = importlib.import_module("pesq").pesq if importlib.util.find_spec("pesq") else None
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_compared(asked, stoi, pesq)), flush=True)


def _compared(asked: dict[str, str], stoi: Callable[..., Any], pesq: Callable[..., Any] | None) -> dict[str, Any]:
    (original, rate), (heard, own) = _read(asked["original"]), _read(asked["heard"])
    if rate != own:
        raise ValueError(f"one has {rate} samples a second, the other {own}")
    shared = min(len(original), len(heard))
    pair = original[:shared], heard[:shared]
    return {"stoi": float(stoi(*pair, rate)), "pesq": float(pesq(rate, *pair, "nb")) if pesq else None}


def _read(name: str) -> tuple[Any, int]:
    numpy = importlib.import_module("numpy")
    with wave.open(name, "rb") as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float), file.getframerate()


if __name__ == "__main__":
    main()
