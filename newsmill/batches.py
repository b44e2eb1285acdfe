"""What travels between tasks about a batch: a reference to what a step staged, with its accounts."""

from pydantic import BaseModel, ConfigDict


class StepResult(BaseModel):
    """Reference to what a step staged for a batch: `rows_in` = `kept` + `rejected`."""

    model_config = ConfigDict(frozen=True)

    batch_id: str
    step: str
    rows_in: int
    kept: int
    rejected: int
    seconds: float
    cpu_seconds: float
    peak_memory_bytes: int
    is_resumed: bool = False
