import importlib.util
from pathlib import Path

import pyarrow as pa
import pytest

from newsmill.schema import DATASETS

ROOT = Path(__file__).parents[1]


def test_the_schema_page_is_what_the_schemas_say():
    spec = importlib.util.spec_from_file_location("schema_docs", ROOT / "tools/schema_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs/schema.md").read_text(encoding="utf-8") == module.document()


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda dataset: dataset.name)
def test_every_column_is_described_and_plain(dataset):
    assert set(dataset.key) <= set(dataset.schema.names)
    assert "year" not in dataset.schema.names, "the partition column lives in the path only"
    for field in dataset.schema:
        assert field.metadata[b"description"].decode().endswith((".", "...")), field.name
        assert not pa.types.is_string_view(field.type), "string_view breaks filters of plain readers"
