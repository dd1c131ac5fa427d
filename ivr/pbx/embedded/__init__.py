"""The embedded Asterisk: found or fetched, given its base settings, started, watched and stopped.

May not enter: the dialplan and the trunks. Whoever owns them hands in their files' text, to be written beside ours.
"""
