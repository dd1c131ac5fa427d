"""What Asterisk is told to do with a call: the dialplan and the trunks, rendered from typed settings.

May not enter: numbers that carry a notice (those live in the node's database) and anything that is run or connected.
"""
