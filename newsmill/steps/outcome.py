"""What a step gives back: the rows it kept, the rows it rejected with a reason, and rows of other datasets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from newsmill.exceptions import AccountingError


@dataclass(frozen=True)
class Outcome:
    """Result of a step.

    `kept` has the step's output schema, `rejected` the schema of dataset `rejects`, `side` rows of other
    datasets by name (`edits`, `mentions` ...). Lineage columns are filled in at publication: a step knows
    nothing of runs.
    """

    kept: pa.Table
    rejected: pa.Table
    side: Mapping[str, pa.Table] = field(default_factory=dict)

    def account(self, rows_in: int) -> "Outcome":
        """Check the law of accounting, rows in = kept + rejected, and give back the outcome.

        Raises `AccountingError` when it does not hold.
        """
        kept, rejected = self.kept.num_rows, self.rejected.num_rows
        if rows_in != kept + rejected:
            raise AccountingError(
                f"{rows_in} rows in, {kept} kept + {rejected} rejected: rows were lost or made"
            )
        return self
