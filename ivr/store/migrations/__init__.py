"""Alembic's steps from one schema to the next. A test proves that all of them together equal ``store/tables.py``."""
