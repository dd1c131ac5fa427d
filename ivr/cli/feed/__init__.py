"""``ivr feed …``: bank statements, and the columns by which tables are read.

May not enter: rules, SQL, and personal data as arguments.
"""
