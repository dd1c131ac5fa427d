"""``ivr token …``: access tokens. May not enter: rules, SQL. A token is printed once, alone on stdout."""
