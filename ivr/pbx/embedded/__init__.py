"""The embedded Asterisk: found or fetched, given its base settings, started, watched and stopped.

``verbs`` is what the command line calls; ``Embedded`` is one Asterisk in one run folder.

May not enter: the dialplan and the trunks. Whoever owns them hands in their files' text, to be written beside ours.
"""

from ivr.pbx.embedded.embedded import Embedded, Owner, Status
from ivr.pbx.embedded.program import AsteriskProgram, private_program, system_program
from ivr.pbx.embedded.settings import ACTIONS_USER, EVENTS_USER, EmbeddedSettings, new_secret

__all__ = [
    "ACTIONS_USER",
    "EVENTS_USER",
    "AsteriskProgram",
    "Embedded",
    "EmbeddedSettings",
    "Owner",
    "Status",
    "new_secret",
    "private_program",
    "system_program",
]
