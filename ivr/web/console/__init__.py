"""Pages for people, drawn here and useful without a script: signing in, and one's own account.

May not enter: rules (they are the flows'), and anything loaded from elsewhere: the policy of each page forbids it.
"""
