"""OpenID Connect as a relying party: Authorization Code with PKCE, the ID token checked by the book.

May not enter: anything that knows who may sign in.
"""
