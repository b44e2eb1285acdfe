"""How a run that did only part of its work ends: as Failed in Prefect, with what it did on record all the same."""

from typing import TypeVar, cast

from prefect.states import Failed

from newsmill.exceptions import RunFailedError
from newsmill.run import RunSummary

T = TypeVar("T")


def ended(summary: RunSummary) -> RunSummary:
    """What a flow returns: the summary, or where batches were left out a Failed state; its caller gets `RunFailedError`."""
    if not summary.failed_batches:
        return summary
    batches = "1 batch" if summary.failed_batches == 1 else f"{summary.failed_batches} batches"
    return failed(
        summary, f"{batches} failed and stayed out of snapshot {summary.snapshot}; the next run takes them up"
    )


def failed(summary: T, message: str) -> T:
    """A Failed state whose caller gets `RunFailedError` with the summary; an exception raised would log its stack."""
    # Prefect takes a state that a flow returns as its outcome, whatever the flow's type says.
    return cast("T", Failed(message=message, data=RunFailedError(message, summary)))
