"""What the demo leaves behind: the page, the recordings, the traces, ``result.json``. May not enter: verdicts."""
