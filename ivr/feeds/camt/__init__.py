"""ISO 20022 account messages, camt.052, .053 and .054, versions 02 to 13, read as a stream.

May not enter: what an entry is worth to a debt, and what other files have said of it.
"""

from ivr.feeds.camt.apart import WORTHWHILE_BYTES, CamtApart
from ivr.feeds.camt.message import Camt

__all__ = ["WORTHWHILE_BYTES", "Camt", "CamtApart"]
