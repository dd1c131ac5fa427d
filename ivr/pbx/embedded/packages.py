"""Which Debian packages the gateway runs, named in this one place."""

# The server, the callers and callees it is tested with, and the marked fallback voice.
PROGRAMS = ("asterisk", "sip-tester", "espeak-ng")

# The metapackage depends on the newest server of the suite. Only tests ask for it.
POSTGRESQL = ("postgresql",)
