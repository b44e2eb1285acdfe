"""Hooks: what is worth telling about a run, and whom to tell. How it is delivered stands in `delivery`."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, field_validator, model_validator

ENDED_BADLY = frozenset({"failed", "refused", "interrupted"})
MASK: Final = "**********"
# Who knows a webhook's address may post to it, so JSON, which is for records, does not give it away.
_Address = Annotated[str, PlainSerializer(lambda _: MASK, return_type=str, when_used="json")]


class Hook(BaseModel):
    """Whom to tell: a web address, a command, or both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    webhook: _Address | None = Field(default=None, description="Address that gets the JSON as a POST.")
    command: str | None = Field(
        default=None, description="Command that gets the JSON on its standard input; no shell."
    )
    timeout_seconds: float = Field(default=10, gt=0, le=300, description="Longest time for one delivery.")

    @field_validator("webhook")
    @classmethod
    def _is_web_address(cls: type[Self], address: str | None) -> str | None:
        if address is not None and not address.startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://")
        return address

    @field_validator("command")
    @classmethod
    def _is_command(cls: type[Self], command: str | None) -> str | None:
        if command is not None and not shlex.split(command):
            raise ValueError("the command is empty")
        return command

    @model_validator(mode="after")
    def _tells_somebody(self) -> Self:
        if self.webhook is None and self.command is None:
            raise ValueError("give it a webhook, a command, or both")
        return self


class RejectShareHook(Hook):
    """Fires when the share of rejects is above `above`."""

    above: float = Field(ge=0, lt=1, description="Share of a run's records that were rejected, 0 to 1.")


class NoNewInputHook(Hook):
    """Fires once when no run has found new input for `hours`."""

    hours: float = Field(gt=0, le=1_000_000, description="Hours without new input.")


class Hooks(BaseModel):
    """Who is told of what. A hook that is not set tells nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on_failure: Hook | None = Field(
        default=None, description="Runs that failed, were refused by a gate or were interrupted."
    )
    on_reject_share: RejectShareHook | None = Field(default=None, description="Runs with many rejects.")
    on_no_new_input: NoNewInputHook | None = Field(default=None, description="No new input for hours.")


@dataclass(frozen=True)
class Notice:
    """Something to tell: to whom, and the JSON object that says it."""

    event: str
    hook: Hook
    payload: dict[str, Any]


def due(
    hooks: Hooks, row: dict[str, Any], earlier: Sequence[dict[str, Any]] = (), *, lake: str = ""
) -> list[Notice]:
    """What to tell of the run that `row` of dataset `runs` describes, given the rows of earlier ingests."""
    found: list[tuple[str, Hook | None]] = [
        ("failure", hooks.on_failure if is_failure(row) else None),
        ("reject_share", hooks.on_reject_share if _has_many_rejects(hooks.on_reject_share, row) else None),
        ("no_new_input", hooks.on_no_new_input if _is_dry(hooks.on_no_new_input, row, earlier) else None),
    ]
    return [Notice(event, hook, _payload(event, row, lake)) for event, hook in found if hook is not None]


def is_failure(row: dict[str, Any]) -> bool:
    """Whether a run did not do all that it should have."""
    return row["status"] in ENDED_BADLY or bool(row.get("failed_batches"))


def _has_many_rejects(hook: RejectShareHook | None, row: dict[str, Any]) -> bool:
    if hook is None or not row.get("input_records"):
        return False
    share: float = (row.get("rejects_written") or 0) / row["input_records"]
    return share > hook.above


def _is_dry(hook: NoNewInputHook | None, row: dict[str, Any], earlier: Sequence[dict[str, Any]]) -> bool:
    """Whether this run is the first that ends `hours` or more after the last new input (or the first run)."""
    if hook is None or row["flow"] != "ingest" or row.get("files_read"):
        return False
    past = [one for one in earlier if one["run_id"] != row["run_id"] and one["flow"] == "ingest"]
    if not past:
        return False
    with_input = [one["finished_at"] for one in past if one.get("files_read")]
    since: datetime = max(with_input) if with_input else min(one["started_at"] for one in past)
    limit = timedelta(hours=hook.hours)
    is_told = max(one["finished_at"] for one in past) - since >= limit
    return row["finished_at"] - since >= limit and not is_told


def _payload(event: str, row: dict[str, Any], lake: str) -> dict[str, Any]:
    names = ("run_id", "flow", "source", "trigger", "status", "error", "started_at", "finished_at", "flow_run_id",
             "files_listed", "files_read", "input_records", "articles_written", "articles_replaced",
             "rejects_written", "rejects_by_reason", "failed_batches", "snapshot")  # fmt: skip
    told: dict[str, Any] = {"event": event, "lake": lake} | {name: row.get(name) for name in names}
    if isinstance(told["rejects_by_reason"], str):
        told["rejects_by_reason"] = json.loads(told["rejects_by_reason"])
    return told
