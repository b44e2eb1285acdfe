"""How newsmill's tasks retry: I/O errors, with growing delays and jitter; never bad input, settings or defects."""

from typing import Any, Final, ParamSpec, TypedDict, TypeVar

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from newsmill.exceptions import LakeIOError
from newsmill.run import Run

P = ParamSpec("P")
R = TypeVar("R")

# The last one counts for all that follow.
RETRY_DELAYS_SECONDS: Final = [1.0, 5.0, 25.0]


def heals(task: Any, task_run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again may help: only after an error of the system."""
    del task, task_run
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError | LakeIOError)


class TaskOptions(TypedDict):
    """The options that all tasks share."""

    retries: int
    retry_delay_seconds: list[float]
    retry_jitter_factor: float
    retry_condition_fn: Any
    cache_policy: Any
    persist_result: bool


# Our own staging decides what is done already: Prefect's cache does not see changes in helper functions.
RETRYING: Final = TaskOptions(
    retries=len(RETRY_DELAYS_SECONDS),
    retry_delay_seconds=RETRY_DELAYS_SECONDS,
    retry_jitter_factor=0.5,
    retry_condition_fn=heals,
    cache_policy=NO_CACHE,
    persist_result=False,
)


def retried(task: Task[P, R], run: Run) -> Task[P, R]:
    """The task with as many tries again as the run's settings say."""
    return task.with_options(retries=run.settings.retries)
