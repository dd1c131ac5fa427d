"""What runs by itself: follow (store → node), evidence (node → store), sweep (time → store), inbox (files → payments),
messages (store → people).

May not enter: rules and SQL. A loop decides only when, how often, and how long to wait after a failure.
"""
