"""``python -m ivr.feeds.camt SOURCE``: reads a message from its input and tells what it found (``apart``)."""

import sys

from ivr.feeds.camt.message import Camt
from ivr.kit.apart import tell

if __name__ == "__main__":
    tell(Camt().read(sys.stdin.buffer, sys.argv[1]))
