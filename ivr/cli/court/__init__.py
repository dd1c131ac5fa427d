"""``ivr court …``: courts. May not enter: rules, SQL."""
