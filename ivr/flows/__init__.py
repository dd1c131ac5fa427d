"""One business verb a file: its steps, in order, in one transaction.

May not enter: SQL (ask ``store``), HTTP, audio, sleeping. Arguments in, values out, errors raised from the one tree.
"""
