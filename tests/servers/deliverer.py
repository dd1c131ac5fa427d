"""The delivery loop as a process of its own, to be killed: ``python -m tests.servers.deliverer DATABASE_URL LATER_S``.

``LATER_S``: by so many seconds its clock is ahead, so that nobody waits for what another process held.
"""

import random
import sys
import threading
from contextlib import suppress
from datetime import timedelta

from ivr.flows.deliver import Carrier
from ivr.flows.desk import Desk
from ivr.kit.ids import random_id
from ivr.kit.outbound import Addresses, Poster
from ivr.kit.vault import Vault
from ivr.loops.deliver import deliveries
from ivr.store.engine import open_engine
from tests.servers.court import ShiftedClock

KEY = b"k" * 32


def main() -> None:
    desk = Desk(
        open_engine(sys.argv[1]),
        ShiftedClock(timedelta(seconds=float(sys.argv[2]))),
        random_id,
        Vault(KEY),
        lambda: None,
    )
    carrier = Carrier(desk, Poster(Addresses(["127.0.0.0/8"])), random_id(), random.random)
    with suppress(KeyboardInterrupt):
        deliveries(carrier, 0.05)(threading.Event())


if __name__ == "__main__":
    main()
