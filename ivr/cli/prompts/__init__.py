"""``ivr prompts …``: recorded notices. May not enter: synthesis."""
