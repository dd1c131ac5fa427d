"""What the courts, the bank and the callers do, one act a file. May not enter: verdicts, which ``proofs`` gives."""
