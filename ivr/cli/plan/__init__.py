"""``ivr plan …``: what nodes are to change, and the changes that are too large to apply unasked.

May not enter: rules, SQL, and what a plan holds: numbers.
"""
