"""SQLAlchemy tables, queries by subject, registrations, the audit chain, field encryption.

May not enter: business steps (they are ``flows``) and anything that speaks to Asterisk.
"""
