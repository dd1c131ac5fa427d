"""``ivr enrol …``: enrolments.

May not enter: rules, SQL, and personal data as arguments (they show in process lists): it comes from files.
"""
