"""Progress of a run, told to whoever listens: the terminal's bar, or plain lines."""

from collections.abc import Callable, Sequence
from typing import Any

from prefect.futures import PrefectFuture, as_completed

from newsmill.batches import StepResult

Listener = Callable[[str, int, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Callable[[], None]:
    """Have `listener(step, done, total)` called as the run goes on; gives the function that stops it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def tell(step: str, done: int, total: int) -> None:
    """Tell all listeners."""
    for listener in tuple(_listeners):
        listener(step, done, total)


def collect(**futures: Sequence[PrefectFuture[Any]]) -> list[StepResult]:
    """Wait for all tasks, by step, telling progress; give the results of those that did not fail."""
    step_of = {future: step for step, mine in futures.items() for future in mine}
    done = dict.fromkeys(futures, 0)
    results = []
    for future in as_completed(list(step_of)):
        step = step_of[future]
        done[step] += 1
        tell(step, done[step], len(futures[step]))
        result = future.result(raise_on_failure=False)
        if isinstance(result, StepResult):
            results.append(result)
    return sorted(results, key=lambda result: (result.step, result.batch_id))
