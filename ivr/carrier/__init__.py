"""Real SIP callers and callees: what a trunk is tested with.

``call`` places a call and returns what was ``heard``; ``callee`` is somebody to be called. SIPp does the signalling by
the scenarios beside this file; ``rtp`` records the audio and talks back with a tone, since SIPp does not record.
``audio`` and ``tone`` judge what was heard; ``trace`` and ``pcap`` write it down; ``ladder`` and ``waveform`` draw it.

May not enter: courts, people, the store. A carrier's engineer must be able to read this room alone.
"""
