"""``ivr keys …``: the keys that seal personal data. May not enter: how anything is sealed."""
