"""Debian packages, resolved and verified by apt, unpacked into one private folder and run from there.

No root, no installation, nothing outside the folder changes. ``Debs(folder).install(packages, report)`` gives a
:class:`Tree`; ``Tree.command(program)`` is the argument vector that starts a program of it.

May not enter: package names, and what the programs are for. Those belong to whoever asks for them.
"""

from ivr.kit.debs.install import Debs
from ivr.kit.debs.report import Report, Step
from ivr.kit.debs.tree import Tree

__all__ = ["Debs", "Report", "Step", "Tree"]
