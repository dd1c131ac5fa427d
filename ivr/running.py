"""What runs as long as the service does, each in its thread: beside the node its follower, evidence and tidy."""

import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from ivr.bootstrap import Gateway
from ivr.domain.plan import Limits
from ivr.feeds.drops import reaches
from ivr.flows.deliver import Carrier
from ivr.flows.follow_node import Cadence, Following
from ivr.flows.message_words import MessageWords
from ivr.kit.ids import random_id
from ivr.kit.outbound import Poster
from ivr.loops import loop
from ivr.loops.deliver import deliveries
from ivr.loops.drops import drops
from ivr.loops.evidence import evidence
from ivr.loops.follow import follow
from ivr.loops.inbox import inbox
from ivr.loops.messages import messages
from ivr.loops.sweep import sweep
from ivr.loops.tidy import tidy
from ivr.pbx.local import local_evidence, local_node
from ivr.pbx.shelf import FolderShelf
from ivr.sms import SmppMessenger

Work = Mapping[str, Callable[[loop.Stop], None]]
"""By the names of the loops, as the log has them."""


@contextmanager
def loops(gateway: Gateway, *, sweeps: bool = True) -> Iterator[None]:
    """Ended, and the node let go, at the end of the block. ``sweeps``: what one process of an installation does."""
    following = _following(gateway) if gateway.settings.pbx != "none" else None
    work = {**(_of_the_store(gateway) if sweeps else {}), **(_of_the_node(gateway, following) if following else {})}
    stop = threading.Event()
    threads = [loop.start(name, once, stop) for name, once in work.items()]
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        if following:
            following.end()


def _of_the_node(gateway: Gateway, following: Following) -> Work:
    node, folder = gateway.settings.node, gateway.run_folder
    return {
        "follow": follow(following, partial(local_node, folder), gateway.wakers.open),
        "evidence": evidence(gateway.desk, partial(local_evidence, folder, node)),
        "tidy": tidy(gateway.desk, following.shelf),
    }


def _of_the_store(gateway: Gateway) -> Work:
    """What needs no node."""
    carrier = Carrier(gateway.desk, Poster(gateway.addresses), random_id(), random.random)
    always = {"sweep": sweep(gateway.desk), "inbox": inbox(gateway.desk), "deliver": deliveries(carrier)}
    return {**always, **_drops(gateway), **_messages(gateway)}


def _drops(gateway: Gateway) -> Work:
    """One loop for each place where a bank leaves files: a server that hangs holds up no other."""
    folders, servers = gateway.settings.statement_folders, gateway.settings.statement_sftp
    return {name: drops(gateway.desk, reach) for name, reach in reaches(folders, servers).items()}


def _messages(gateway: Gateway) -> Work:
    """The outbox, where there is a short message centre; without one the court tells people itself."""
    centre, wording = gateway.settings.sms, gateway.settings.wording
    return {"messages": messages(gateway.desk, partial(SmppMessenger, centre), MessageWords(wording))} if centre else {}


def _following(gateway: Gateway) -> Following:
    s = gateway.settings
    shelf = FolderShelf(gateway.shelf, gateway.library.node_files)
    limits = Limits(s.plan_share, s.plan_always_allowed)
    cadence = Cadence(float(s.lease_seconds), float(s.renewal_seconds))
    return Following(gateway.desk, s.node, random_id(), shelf, limits, cadence)
