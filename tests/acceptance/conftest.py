"""A court, its store, a follower and a real node, as the tests of following have them."""

from tests.integration.test_following import gateway, node
from tests.servers.databases import sqlite_template

__all__ = ["gateway", "node", "sqlite_template"]
"""Fixtures."""
