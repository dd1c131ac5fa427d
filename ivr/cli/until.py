"""Until somebody ends the service: Ctrl-C, or SIGTERM from whoever runs it. Both unwind everything in order."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """The first signal leaves the block, wherever it stands, by way of all its ``finally``; a second one is abrupt."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def end(_number: int, _frame: object) -> None:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, end)
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def keep_looking(look: Callable[[], None], every_s: float = 0.5) -> None:
    """Never returns."""
    while True:
        look()
        time.sleep(every_s)
