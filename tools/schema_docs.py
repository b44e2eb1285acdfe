"""Write docs/schema.md from the schemas: `python tools/schema_docs.py > docs/schema.md`."""

import sys

from newsmill.schema import DATASETS, Dataset

HEAD = """# Schema

Made from `newsmill/schema.py` by `python tools/schema_docs.py > docs/schema.md`; the same descriptions stand in
the Parquet files (field metadata `description`). Columns are only ever added. Partitioned datasets have one more
column for readers, `year` (int32, from the path; 0 where the article is undated).
"""


def section(dataset: Dataset) -> str:
    """One dataset as a Markdown table."""
    kind = "partitioned by `year`" if dataset.is_partitioned else "not partitioned"
    lines = [
        f"## {dataset.name}",
        "",
        f"A row is {dataset.row}. Key: {', '.join(f'`{k}`' for k in dataset.key)}; {kind}.",
    ]
    lines += ["", "| column | type | |", "|---|---|---|"]
    for field in dataset.schema:
        kind = str(field.type).replace("element: ", "")
        lines.append(f"| `{field.name}` | {kind} | {field.metadata[b'description'].decode()} |")
    return "\n".join(lines) + "\n"


def document() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(dataset) for dataset in DATASETS.values())])


if __name__ == "__main__":
    sys.stdout.write(document())
