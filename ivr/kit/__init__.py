"""What could be a library of its own: clock, errors, hashing, private Debian packages.

May not enter: anything that knows what a court, a number or a notice is.
"""
