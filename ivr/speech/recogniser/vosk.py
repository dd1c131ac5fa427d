"""The program that listens in Mandarin: Vosk, a recogniser of another make than Whisper. It stands alone, as that does.

``vosk.py MODEL_FOLDER``: asked in lines of JSON on standard input, ``{"file"}``, it answers each with a line
``{"text"}``, which has no punctuation.
"""

import importlib
import json
import sys
from typing import Any

RATE = 16_000
"""Samples a second that the model was trained with."""


def main(folder: str) -> None:
    vosk = importlib.import_module("vosk")
    vosk.SetLogLevel(-1)
    model = vosk.Model(folder)
    for line in sys.stdin:
        text = heard(vosk.KaldiRecognizer(model, RATE), json.loads(line)["file"])
        print(json.dumps({"text": text}, ensure_ascii=False), flush=True)


def heard(listener: Any, file: str) -> str:
    """A pause ends what is told at a time: all of it is joined, and the blanks between words left out."""
    samples = importlib.import_module("faster_whisper").decode_audio(file, sampling_rate=RATE)
    sound = (samples * 32767).astype("<i2").tobytes()
    told = []
    for start in range(0, len(sound), RATE):
        if listener.AcceptWaveform(sound[start : start + RATE]):
            told.append(listener.Result())
    told.append(listener.FinalResult())
    return "".join(json.loads(one)["text"] for one in told).replace(" ", "")


if __name__ == "__main__":
    main(sys.argv[1])
