"""Real SIP callers and callees: what a trunk is tested with.

May not enter: courts, people, the store. A carrier's engineer must be able to read this room alone.
"""
