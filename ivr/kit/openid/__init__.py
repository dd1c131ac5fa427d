"""OpenID Connect as a relying party: Authorization Code with PKCE, the ID token checked by the book.

May not enter: anything that knows who may sign in.
"""

from ivr.kit.openid.client import Client
from ivr.kit.openid.errors import BadIdentity, ProviderDown
from ivr.kit.openid.provider import Provider

__all__ = ["BadIdentity", "Client", "Provider", "ProviderDown"]
