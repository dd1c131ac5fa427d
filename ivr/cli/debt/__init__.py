"""``ivr debt …``: what is owed, with its working. Changes are proposals (``ivr proposal make``).

May not enter: rules, SQL, and personal data as arguments.
"""
