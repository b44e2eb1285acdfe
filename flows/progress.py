"""Progress of a run, told to whoever listens: the terminal's bar, or plain lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

from prefect.futures import PrefectFuture, as_completed

from newsmill.batches import StepResult

_MOST_SAID: Final = 3


class Listener(Protocol):
    """Somebody who is told how a run goes on."""

    def step(self, step: str, done: int, total: int) -> None:
        """Batches of a step that are done."""

    def say(self, words: str) -> None:
        """Something the user should know."""


_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have a listener told, inside the block."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def say(words: str) -> None:
    """Tell all listeners something the user should know."""
    for listener in tuple(_listeners):
        listener.say(words)


def tell(step: str, done: int, total: int) -> None:
    """Tell all listeners how many batches of a step are done."""
    for listener in tuple(_listeners):
        listener.step(step, done, total)


def expect(batches: int, *steps: str) -> None:
    """Tell all listeners what is to come, so that the part of a run that is done is known from the start."""
    for step in steps:
        tell(step, 0, batches)


def collect(**futures: Sequence[PrefectFuture[Any]]) -> list[StepResult]:
    """Wait for all tasks, by step, telling progress; give the results of those that did not fail."""
    step_of = {future: step for step, mine in futures.items() for future in mine}
    done = dict.fromkeys(futures, 0)
    failed: Counter[str] = Counter()
    results = []
    for future in as_completed(list(step_of)):
        step = step_of[future]
        done[step] += 1
        tell(step, done[step], len(futures[step]))
        future.wait()
        if future.state.is_completed():
            results.append(future.result())
        elif future.state.is_final():
            # A step that waited for a failed one never began (NotReady), and has nothing to say.
            failed[step] += 1
            # A full disk fails all batches, in the same words; how many stayed out is said at the end.
            if failed[step] <= _MOST_SAID:
                error = (future.state.message or "").removeprefix("Task run encountered an exception ")
                say(f"{step} failed for a batch, which stays out until the next run: {error}")
    return sorted(results, key=lambda result: (result.step, result.batch_id))
