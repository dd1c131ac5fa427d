"""``ivr payment …``: payments that a person must look at.

May not enter: rules, SQL, and personal data as arguments.
"""
