"""``ivr proposal …``: decisions about money by two people.

May not enter: rules, SQL, and personal data as arguments.
"""
