"""Listens to finished prompts and to recordings, and writes down what it heard: offline, optional.

Whisper-base hears every language; Mandarin is heard by Vosk besides. They make mistakes of their own, seldom the same:
what both take for another word a caller may, too.


May not enter: what was to be said. It runs in a Python environment and a process of its own, since its libraries (half
a gigabyte, some in other versions than ours) are needed by nobody who only speaks.
"""

from ivr.speech.recogniser.install import install, installed
from ivr.speech.recogniser.pesq import add_pesq
from ivr.speech.recogniser.port import Clearness, Recogniser
from ivr.speech.recogniser.programs import Programs

__all__ = ["Clearness", "Programs", "Recogniser", "add_pesq", "install", "installed"]
