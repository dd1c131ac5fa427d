"""What a service says of itself: one JSON line an event, on stderr. No personal data, and no addresses of pages."""

import logging
import sys

import structlog


def log_to_stderr() -> None:
    """For the verbs that keep running."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
