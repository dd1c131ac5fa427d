"""``ivr staff …``: people who work with the gateway. May not enter: rules, SQL."""
