"""``ivr db …``: the database. May not enter: SQL."""
