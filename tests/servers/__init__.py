"""Real servers that tests run against, started on loopback and ended by process id.

May not enter: stand-ins for our own code.
"""
