"""``ivr audit …``: the audit trail. May not enter: how an entry is hashed."""
