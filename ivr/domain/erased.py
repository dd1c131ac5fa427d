"""What stands where personal data was, once its time is over (safeguard 13). It leads back to nothing."""

ERASED = "erased"


def marker(row_id: str) -> str:
    """For what must stay different in each row: a number, an account, an index. At most 17 characters."""
    return f"#{row_id}"
