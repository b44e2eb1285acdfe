"""Articles per CPU-second from bytes to raw records: the same made-up stories as JSONL, CSV, Parquet and Arrow.

python bench/columnar.py [ARTICLES]
"""

import csv
import io
import json
import random
import sys
import time

from newsmill.thrift import spare_memory

spare_memory()

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
from pyarrow import feather  # noqa: E402

from newsmill.formats.found import Limits  # noqa: E402
from newsmill.formats.parse import parse  # noqa: E402
from newsmill.records import RawRecord  # noqa: E402

_WORDS = [
    "the",
    "mayor",
    "said",
    "on",
    "Monday",
    "that",
    "a",
    "bridge",
    "over",
    "river",
    "would",
    "cost",
    "too",
    "much",
]


def stories(count: int) -> list[dict[str, object]]:
    """Records of 400 words."""
    random.seed(7)
    return [
        {
            "id": str(at), "url": f"https://a.example/{at}", "title": " ".join(random.choices(_WORDS, k=8)),
            "authors": ["Jane Doe", "Bo Ek"], "published_at": "2024-03-05T10:00:00Z", "section": "News",
            "text": "\n\n".join(" ".join(random.choices(_WORDS, k=40)) + "." for _ in range(10)),
        }
        for at in range(count)
    ]  # fmt: skip


def files(records: list[dict[str, object]]) -> dict[str, bytes]:
    """The records in each format."""
    table = pa.Table.from_pylist(records)
    times = table["published_at"].cast(pa.timestamp("us", "UTC"))
    table = table.set_column(table.column_names.index("published_at"), "published_at", times)
    made = {"a.jsonl": "\n".join(map(json.dumps, records)).encode()}
    text = io.StringIO()
    lines = csv.DictWriter(text, list(records[0]))
    lines.writeheader()
    lines.writerows(record | {"authors": "; ".join(record["authors"])} for record in records)  # type: ignore[arg-type]
    made["a.csv"] = text.getvalue().encode()
    for name, write in (("a.parquet", pq.write_table), ("a.feather", feather.write_feather)):
        packed = io.BytesIO()
        write(table, packed, compression="zstd")
        made[name] = packed.getvalue()
    return made


def main() -> None:
    """Best of three, after one that is not counted."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    for name, data in files(stories(count)).items():
        spent = []
        for _ in range(4):
            begin = time.process_time()
            found = [record for _, record in parse(data, name, Limits())]
            spent.append(time.process_time() - begin)
            if len(found) != count or not all(isinstance(record, RawRecord) for record in found):
                raise SystemExit(f"{name}: not every row is an article")
        sys.stdout.write(
            f"{name:10} {len(data) / 1e6:6.1f} MB {count / min(spent[1:]):9,.0f} articles/CPU-s\n"
        )


if __name__ == "__main__":
    main()
