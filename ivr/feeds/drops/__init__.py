"""Places where banks leave files: a folder of this machine, or one on an SFTP server.

May not enter: reading what is in a file.
"""

from ivr.feeds.drops.reaches import reaches

__all__ = ["reaches"]
