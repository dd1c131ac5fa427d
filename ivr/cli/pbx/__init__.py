"""``ivr pbx …``: the embedded Asterisk. May not enter: how it is found, started or stopped."""
