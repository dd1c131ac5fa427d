"""``ivr batch …``: drafts that came in together.

May not enter: rules, SQL, and personal data as arguments.
"""
