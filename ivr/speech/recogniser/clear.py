"""The program that says how clear a sound still is beside its original (STOI). It stands alone, as ``listen.py`` does.

Asked in lines of JSON on standard input, ``{"original", "heard"}``, two WAV files of 16 bits, one channel and the same
length, it answers each with a line ``{"stoi"}``: 0 to 1, by Taal and others, IEEE Transactions on Audio, Speech and
Language Processing 19 (2011), 2125. PESQ is not measured: its one package is built with a C compiler.
"""

import importlib
import json
import sys
import wave
from typing import Any


def main() -> None:
    stoi = importlib.import_module("pystoi").stoi
    for line in sys.stdin:
        asked = json.loads(line)
        (original, rate), (heard, own) = _read(asked["original"]), _read(asked["heard"])
        if rate != own:
            raise ValueError(f"one has {rate} samples a second, the other {own}")
        shared = min(len(original), len(heard))
        print(json.dumps({"stoi": float(stoi(original[:shared], heard[:shared], rate))}), flush=True)


def _read(name: str) -> tuple[Any, int]:
    numpy = importlib.import_module("numpy")
    with wave.open(name, "rb") as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float), file.getframerate()


if __name__ == "__main__":
    main()
