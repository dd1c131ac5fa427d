"""``ivr demo``: the whole story with real calls on a real Asterisk, proved step by step, and its report.

================  ====================================================================================
what              what it is for
================  ====================================================================================
``run``           the verb: sets up, plays the story, leaves the report, ends with the proofs' verdict
``story``         the acts in their order
``acts``          one act a file: what the courts, the bank and the callers do
``proofs``        one proof a file: recorded calls and measured times in, a verdict out
``report``        the page, the recordings, the trace and ``result.json``
================  ====================================================================================

May not enter: rules, and doors into the service that a court does not have. What the demo asks of the running gateway
it asks over HTTP, with a token.
"""
