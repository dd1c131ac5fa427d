"""Short messages to the person named in an order: sent over SMPP 3.4, their delivery receipts brought back.

``SmppMessenger(settings)`` binds to one short message centre, ``send`` hands a text over, ``receipts`` yields what
became of it. One file each: settings, the alphabets, the parts of a long text, frames of the byte stream, packets, the
socket, the bound session, receipts, the messenger.

May not enter: when a court warns whom and with which words (``domain`` and ``flows``), when to try again (``loops``),
SQL. The text of a message is never logged and never part of an error.
"""

from ivr.sms.messenger import SmppMessenger, Submitted
from ivr.sms.receipt import Receipt, State, together
from ivr.sms.settings import SmppSettings

__all__ = ["Receipt", "SmppMessenger", "SmppSettings", "State", "Submitted", "together"]
