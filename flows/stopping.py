"""Ctrl-C and SIGTERM while a command works: said at once, and once more ends it there and then."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping_said(words: str) -> Iterator[None]:
    """Say on Ctrl-C and SIGTERM that the command is stopping, and what of its work counts, inside the block.

    Ctrl-C then leaves it as `KeyboardInterrupt`, SIGTERM as ever. While a flow runs Prefect takes SIGTERM first.
    """
    owner = os.getpid()
    is_stopped = False

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal is_stopped
        is_stopped = True
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        # A forked child has this handler until it has its own. The words are not worth an error in what they interrupt.
        if os.getpid() == owner:
            with suppress(OSError, RuntimeError):
                sys.stderr.write(f"newsmill: stopping; {words}\n")
                sys.stderr.flush()
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        os.kill(os.getpid(), number)

    # A shell has what it puts in the background ignore Ctrl-C.
    heard = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    except Exception:
        # What was under way may wrap the interrupt in an error of its own; Pydantic does.
        if is_stopped:
            raise KeyboardInterrupt from None
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
