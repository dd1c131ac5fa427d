"""The inbox: what banks send in files is kept whole, sealed, before anything of it is read; then worked through.

A crash anywhere loses nothing and counts nothing twice: each handful of entries is credited together with the mark of
how far the file has been read, and each entry has an id of its own besides.
"""
