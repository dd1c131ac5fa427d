"""The Asterisk Manager Interface: one client that may write and hears nothing, one that hears and may not write.

``actions`` stands on asterisk-ami, ``events`` on pyst2; both libraries own the import package ``asterisk``, so each is
imported by its submodule. What the two have in common, and what the libraries get wrong, is here once: ``wire`` (what
may be said), ``stream`` (bytes in, bytes out), ``waiting`` (who waits for which answer), ``line`` (the last two).

May not enter: what a notice is, when to reconnect, what to send again. A lost connection is a typed error; the caller
decides what follows from it.
"""
