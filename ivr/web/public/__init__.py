"""Pages for the person named, and for anybody who wants to know whether a paper of ours is genuine. No sign-in.

May not enter: anything about a case without a secret that whoever asks was given; scripts; what other sites host.
"""
