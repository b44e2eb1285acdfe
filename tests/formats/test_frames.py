import json

import pandas as pd
import pytest

from newsmill.formats.found import Limits, Reject
from newsmill.formats.frames import column_rows
from newsmill.formats.parse import parse
from newsmill.records import RawRecord

FRAME = pd.DataFrame({
    "title": ["Rain", "Sun", None],
    "text": ["It rained.", "It shone.", None],
    "source": [{"id": None, "name": "The Herald"}] * 3,
})  # fmt: skip


def read(frame, orient, name="frame.json"):
    return [found for _, found in parse(frame.to_json(orient=orient).encode(), name, Limits())]


def told(found):
    return [(one.title, one.site, one.text) for one in found if isinstance(one, RawRecord)]


@pytest.mark.parametrize("name", ["frame.json", "frame", "frame.jsonl"])
@pytest.mark.parametrize("orient", ["columns", "index", "split", "records", "table"])
def test_what_pandas_writes_is_read_a_row_an_article(orient, name):
    found = read(FRAME, orient, name)
    assert told(found) == [("Rain", "The Herald", "It rained."), ("Sun", "The Herald", "It shone.")]
    assert [one.reason for one in found if isinstance(one, Reject)] == ["no_text"]


def test_a_frame_as_lists_is_read_a_row_an_article():
    found = [found for _, found in parse(json.dumps(FRAME.to_dict("list")).encode(), "frame.json", Limits())]
    assert told(found) == [("Rain", "The Herald", "It rained."), ("Sun", "The Herald", "It shone.")]


@pytest.mark.parametrize(
    "record",
    [
        {"text": ["It rained.", "All day."], "authors": ["Jane Doe", "Bo Ek"]},
        {"text": ["It rained.", "All day."], "title": ["Rain"]},
        {"text": ["It rained.", "All day."], "title": "Rain", "tags": ["a", "b"]},
        {"text": ["It rained."], "title": ["Rain"]},
    ],
)
def test_an_article_whose_fields_are_lists_is_one(record):
    (found,) = [found for _, found in parse(json.dumps(record).encode(), "a.json", Limits())]
    assert found.text == "\n\n".join(record["text"])


def test_of_columns_of_one_name_none_is_dropped():
    frame = {"columns": ["text", "text", "n"], "data": [["It rained.", "Sun", 1]]}
    (found,) = [found for _, found in parse(json.dumps(frame).encode(), "a.json", Limits())]
    assert (found.text, found.extra) == ("It rained.", '{"text.1":"Sun","n":1}')


@pytest.mark.parametrize("orient", ["columns", "index", "split"])
def test_an_index_is_the_id_of_a_row(orient):
    found = read(FRAME.set_index(pd.Index(["a1", "a2", "a3"])), orient)
    assert [one.external_id for one in found[:2]] == ["a1", "a2"]


@pytest.mark.parametrize("orient", ["columns", "split"])
def test_an_index_that_only_counts_is_no_id(orient):
    assert [one.external_id for one in read(FRAME, orient)[:2]] == [None, None]


def test_a_column_of_ids_counts_more_than_the_index():
    frame = FRAME.assign(id=["x", "y", "z"]).set_index(pd.Index(["a1", "a2", "a3"]))
    assert [one.external_id for one in read(frame, "columns")[:2]] == ["x", "y"]


@pytest.mark.parametrize(
    "record",
    [
        {"title": {"rendered": "Rain"}, "content": {"rendered": "It rained."}},
        {"headline": {"main": "Rain"}, "body": {"main": "It rained."}},
        {"title": {"data": "Rain"}, "content": {"data": {"text": "It rained.", "title": "Rain"}}},
        {"title": {"0": "Rain"}, "summary": {"0": "It rained."}},
        {"price": {"0": 3}, "date": {"0": "2024"}},
        {"price": [3, 4], "title": ["Rain", "Sun"]},
        {"title": {"0": "Rain"}, "text": {"1": "It rained."}},
        {"text": {"0": "It rained."}},
        {"title": {}, "text": {}},
    ],
)
def test_an_object_of_objects_is_no_frame_unless_its_columns_have_the_same_rows(record):
    assert column_rows(record) == []
    assert len(list(parse(json.dumps(record).encode(), "a.json", Limits()))) == 1


@pytest.mark.parametrize(
    "frame",
    [
        {"columns": ["title", "text"], "data": [["Rain"]]},
        {"columns": ["title", "price"], "data": [["Rain", 3], ["Sun", 4]]},
        {"columns": ["title", "text"], "data": []},
        {"columns": 2, "data": [["Rain", "It rained."]]},
    ],
)
def test_a_split_frame_whose_rows_do_not_fit_its_names_is_a_reject(frame):
    (found,) = [found for _, found in parse(json.dumps(frame).encode(), "a.json", Limits())]
    assert found.reason == "no_text"
