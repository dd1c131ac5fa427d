"""The program that listens in any language: Whisper-base. It is run by the recogniser's own Python, which has none of
our code: it stands alone.

``whisper.py MODEL_FOLDER``: asked in lines of JSON on standard input, ``{"file", "language"}``, it answers each with a
line ``{"text"}``, which is empty in a language that the model does not know.
"""

import importlib
import json
import sys
from typing import Any

# Whisper writes Mandarin in either script; a sentence given as spoken before makes it choose the simplified one.
BEFORE = {"zh": "以下是普通话的句子。"}


def main(folder: str) -> None:
    whisper = importlib.import_module("faster_whisper")
    model = whisper.WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)
    for line in sys.stdin:
        asked = json.loads(line)
        language = asked["language"].partition("-")[0]
        text = heard(model, asked["file"], language) if language in model.supported_languages else ""
        print(json.dumps({"text": text}, ensure_ascii=False), flush=True)


def heard(model: Any, file: str, language: str) -> str:
    found, _ = model.transcribe(
        file,
        language=language,
        initial_prompt=BEFORE.get(language),
        temperature=0.0,
        condition_on_previous_text=False,
    )
    return "".join(one.text for one in found).strip()


if __name__ == "__main__":
    main(sys.argv[1])
