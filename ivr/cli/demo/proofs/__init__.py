"""Recorded calls and measured times in, a verdict out, one proof a file.

May not enter: anything that runs, waits, calls or asks; so each proof can be shown to fail.
"""
