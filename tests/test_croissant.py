"""The lake's Croissant description, read by the standard's own validator."""

import json
import shutil
import socket

import mlcroissant
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsmill.croissant import NAME, describe, write_description
from newsmill.schema import DATASETS


@pytest.fixture(scope="module")
def lake(tmp_path_factory, ingest, seeds):
    root = tmp_path_factory.mktemp("lake") / "lake"
    ingest(seeds, root)
    return root


@pytest.fixture(scope="module")
def copy(lake, tmp_path_factory):
    """The lake as one would hand it on, its links followed; the validator follows none."""
    root = tmp_path_factory.mktemp("copy") / "lake"
    for name in DATASETS:
        shutil.copytree(lake / name, root / name)
    write_description(root)
    return root


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_the_validator_finds_nothing_wrong(copy):
    issues = mlcroissant.Dataset(jsonld=copy / NAME).metadata.ctx.issues
    assert issues.errors == set()
    # What newsmill cannot know: who may use the articles, how to cite them, when they were published.
    named = {warning.split("/")[-1].split('"')[0] for warning in map(str, issues.warnings)}
    assert named == {"license", "citeAs", "datePublished"}


@pytest.mark.parametrize("name", DATASETS)
def test_every_record_can_be_read_by_the_description(copy, name):
    records = list(mlcroissant.Dataset(jsonld=copy / NAME).records(name))
    frame = pd.read_parquet(copy / name)
    assert len(records) == len(frame)
    key = DATASETS[name].key
    plain = [tuple(record[f"{name}/{column}"] for column in key) for record in records]
    decoded = {tuple(v.decode() if isinstance(v, bytes) else v for v in values) for values in plain}
    assert decoded == set(frame[list(key)].itertuples(index=False, name=None))
    if DATASETS[name].is_partitioned:
        assert sorted(record[f"{name}/year"] for record in records) == sorted(frame.year.astype(int))


def test_every_column_is_described_in_the_schemas_words():
    sets = {found["name"]: found["field"] for found in describe()["recordSet"]}
    assert list(sets) == list(DATASETS)
    for name, dataset in DATASETS.items():
        described = {field["name"]: field["description"] for field in sets[name] if field["name"] != "year"}
        assert described == {
            column.name: column.metadata[b"description"].decode() for column in dataset.schema
        }


def test_a_description_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(OSError, match=NAME):
        write_description(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_the_description_is_written_once_and_again_only_where_it_differs(tmp_path):
    assert write_description(tmp_path)
    before = (tmp_path / NAME).stat()
    assert not write_description(tmp_path)
    after = (tmp_path / NAME).stat()
    # Not the time of access, which comparing the contents changes.
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    (tmp_path / NAME).write_text("{}")
    assert write_description(tmp_path)
    assert json.loads((tmp_path / NAME).read_text()) == describe()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_the_description_is_not_in_the_way_of_readers(lake):
    before = {name: pq.read_table(lake / name).num_rows for name in DATASETS}
    write_description(lake)
    assert before == {name: pq.read_table(lake / name).num_rows for name in DATASETS}
    assert isinstance(pq.read_table(lake / "articles").schema.field("year").type, pa.DataType)
