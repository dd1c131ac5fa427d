"""``ivr subscription``: courts' own systems, which are told of events, and what became of each telling."""
