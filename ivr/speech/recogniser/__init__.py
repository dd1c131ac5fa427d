"""Listens to finished prompts and to recordings, and writes down what it heard: Whisper-base, offline, optional.

May not enter: what was to be said. It runs in a Python environment and a process of its own, since its libraries (half
a gigabyte, some in other versions than ours) are needed by nobody who only speaks.
"""

from ivr.speech.recogniser.install import install, installed
from ivr.speech.recogniser.pesq import add_pesq
from ivr.speech.recogniser.port import Clearness, Recogniser
from ivr.speech.recogniser.whisper import Whisper

__all__ = ["Clearness", "Recogniser", "Whisper", "add_pesq", "install", "installed"]
