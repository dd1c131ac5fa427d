"""What can be proposed, one kind a file: what it is about, what may stand in it, and what its acceptance does.

To add a kind: a file here with its ``KIND``, and its line in ``registry``. May not enter: who proposes and who decides,
locks on the proposal, the trail (``propose`` and ``decide_proposal`` do that for all kinds alike).
"""
