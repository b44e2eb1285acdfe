import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from time import process_time

import numpy as np
import orjson
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import pytest
from pyarrow import feather

from newsmill.formats.columnar import partition_of
from newsmill.formats.found import Limits, Reject
from newsmill.formats.parse import parse
from newsmill.records import RawRecord

LIMITS = Limits()
MOMENT = datetime(2024, 3, 5, 10, tzinfo=UTC)
ROWS = 40
STORIES = pa.table({
    "id": list(range(ROWS)),
    "title": pa.array(["Rain", "Sun"] * (ROWS // 2)).dictionary_encode(),
    "text": [f"It rained {at} days, they said." for at in range(ROWS)],
})  # fmt: skip


def parquet(table, **options):
    data = io.BytesIO()
    pq.write_table(table, data, **options)
    return data.getvalue()


def arrow_file(table):
    data = io.BytesIO()
    feather.write_feather(table, data)
    return data.getvalue()


def arrow_stream(table):
    data = io.BytesIO()
    with pa.ipc.new_stream(data, table.schema) as writer:
        writer.write_table(table, max_chunksize=10)
    return data.getvalue()


WRITERS = {"a.parquet": parquet, "a.feather": arrow_file, "a.arrow": arrow_stream}


def read(data, name="a.parquet", limits=LIMITS):
    return [found for _, found in parse(data, name, limits)]


def only(columns):
    (found,) = read(parquet(pa.table(columns)))
    return found


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_is_read_a_row_an_article(name):
    found = read(WRITERS[name](STORIES), name)
    assert [one.record for one in found] == list(range(ROWS))
    assert [one.text for one in found] == STORIES["text"].to_pylist()
    assert (found[1].external_id, found[1].title, found[1].extra) == ("1", "Sun", None)
    assert {one.source_format for one in found} == {"parquet" if name == "a.parquet" else "arrow"}


@pytest.mark.parametrize("name", ["news.parquet", "news", "news.txt"])
def test_what_pandas_writes_is_read_without_the_numbers_of_its_rows(name):
    data = io.BytesIO()
    frame = pd.DataFrame(
        {"title": ["Rain"], "text": ["It rained."], "date": [pd.Timestamp(MOMENT)]}, index=[7]
    )
    frame.to_parquet(data)
    (found,) = read(data.getvalue(), name)
    assert (found.title, found.text, found.published_at, found.extra) == ("Rain", "It rained.", MOMENT, None)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Rome", "+05:30"])
def test_a_time_with_a_zone_is_exact(unit, zone):
    found = only({"text": ["It rained."], "published_at": pa.array([MOMENT], pa.timestamp(unit, zone))})
    assert (found.published_at, found.extra) == (MOMENT, None)


@pytest.mark.parametrize(("zone", "day"), [("Asia/Tokyo", 6), ("-05:00", 5), ("Mars/X", 5)])
def test_a_time_is_in_its_own_zone_where_python_knows_it(zone, day):
    evening = datetime(2024, 3, 5, 20, tzinfo=UTC)
    found = only({"text": ["It rained."], "published_at": pa.array([evening], pa.timestamp("us", zone))})
    assert (found.published_at, found.published_at.day) == (evening, day)


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        (MOMENT, pa.timestamp("ns"), "2024-03-05 10:00:00.000000000"),
        (date(2024, 3, 5), pa.date32(), "2024-03-05"),
        (time(10, 30), pa.time64("us"), "10:30:00.000000"),
        (timedelta(seconds=2), pa.duration("ms"), "2000"),
        (Decimal("1.50"), pa.decimal128(5, 2), "1.50"),
        (1.5, pa.float32(), 1.5),
        (float("nan"), pa.float64(), None),
        (True, pa.bool_(), True),
        (b"caf\xc3\xa9", pa.binary(), "café"),
        (b"\0\xff\0", pa.binary(), "AP8A"),
        (["a", None], pa.list_(pa.string()), ["a", None]),
        ([("a", 1)], pa.map_(pa.string(), pa.int8()), {"a": 1}),
        ({"a": [{"b": MOMENT}]}, pa.struct([("a", pa.list_(pa.struct([("b", pa.timestamp("ms", "UTC"))])))]),
         {"a": [{"b": "2024-03-05 10:00:00+00:00"}]}),
    ],
)  # fmt: skip
def test_values_are_what_json_would_have(value, kind, told):
    found = only({"text": ["It rained."], "x": pa.array([value], kind)})
    assert orjson.loads(found.extra or '{"x": null}') == {"x": told}


EXACT = "2024-03-05 10:00:00.000000000"


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        ({"a": MOMENT}, lambda moment: pa.struct([("a", moment)]), {"a": EXACT}),
        ([("a", MOMENT)], lambda moment: pa.map_(pa.string(), moment), {"a": EXACT}),
        ([MOMENT], pa.list_, [EXACT]),
        ([MOMENT], pa.large_list, [EXACT]),
        ([MOMENT], lambda moment: pa.list_(moment, 1), [EXACT]),
    ],
)
def test_values_inside_others_are_written_out_alike(value, kind, told):
    column = pa.array([value], kind(pa.timestamp("ns")))
    (found,) = read(arrow_file(pa.table({"text": ["It rained."], "x": column})), "a.feather")
    assert orjson.loads(found.extra) == {"x": told}


def test_lists_and_structures_are_read_as_those_of_json():
    source = pa.array([{"id": None, "name": "The Herald"}])
    found = only(
        {
            "text": pa.array([b"It rained."]),
            "author": [["Jane Doe", "Bo Ek"]],
            "source": source,
            "views": [None],
        }
    )
    assert (found.text, found.authors, found.site) == ("It rained.", ["Jane Doe", "Bo Ek"], "The Herald")


def test_strings_that_are_no_utf_8_are_decoded_as_files_are():
    words = "Il fait très beau à Orléans, a dit le maire. ".encode("latin-1") * 3
    text = pa.array([words]).cast(pa.binary())
    text = pa.StringArray.from_buffers(1, *text.buffers()[1:])
    assert only({"text": text}).text.startswith("Il fait très beau")


def test_a_moment_that_python_has_none_for_costs_no_row():
    found = read(
        parquet(
            pa.table({"text": ["It rained."] * 2, "date": pa.array([2**62, 0], pa.timestamp("us", "UTC"))})
        )
    )
    assert [one.published_at for one in found] == [None, None]


def test_a_whole_page_in_a_cell_is_read_as_a_page():
    page = f"<!doctype html><html><body><h1>Rain</h1>{'<p>It rained all day in the town, the mayor said on Tuesday.</p>' * 3}</body></html>"
    found = only({"url": ["https://a.example/rain"], "content": [page.encode()]})
    assert (found.text[:17], found.url) == ("It rained all day", "https://a.example/rain")


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "columns", [{"title": ["Rain"], "price": [3]}, {"title": ["Rain"], "summary": ["It rained."]}]
)
def test_a_table_of_something_else_is_one_reject(columns, name):
    (found,) = read(WRITERS[name](pa.table(columns)), name)
    assert (found.reason, found.error) == ("unsupported_format", "a table whose header names no text")


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_without_rows_is_empty(name):
    (found,) = read(WRITERS[name](STORIES.slice(0, 0)), name)
    assert found.reason == "empty"


def test_rows_without_a_text_are_rejects_with_what_they_hold():
    one, two = read(parquet(pa.table({"title": ["Rain", "Sun"], "text": ["It rained.", None]})))
    assert (one.text, two.reason, two.record, two.content) == ("It rained.", "no_text", 1, b'{"title":"Sun"}')


def test_folders_say_what_the_file_does_not():
    data = parquet(pa.table({"text": ["It rained."], "site": ["b.example"]}))
    (found,) = read(data, "/in/site=a.example/date=2024-03-05/language=en/section=A%2FB/part-0.parquet")
    assert (found.site, found.published_at, found.language, found.section) == (
        "b.example",
        datetime(2024, 3, 5, tzinfo=UTC),
        "en",
        "A/B",
    )


def test_what_is_no_partition_says_nothing():
    assert partition_of("/in/=a/b=c.zip!/x=__HIVE_DEFAULT_PARTITION__/plain/y=z.parquet") == {}


def test_a_table_in_an_archive_is_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("language=fr/a.parquet", parquet(STORIES))
    found = read(packed.getvalue(), "in.zip")
    assert ([one.text for one in found], found[0].language) == (STORIES["text"].to_pylist(), "fr")


def test_a_row_group_that_is_broken_costs_no_other():
    data = bytearray(parquet(STORIES, row_group_size=10, compression="none", write_page_checksum=True))
    at = data.index(b"It rained 25 days")
    data[at : at + 2] = b"Xx"
    found = read(bytes(data))
    assert [one.record for one in found if isinstance(one, RawRecord)] == [*range(20), *range(30, 40)]
    (broken,) = [one for one in found if isinstance(one, Reject)]
    assert (broken.record, broken.reason, broken.error[:14]) == (20, "bad_table", "rows 20 to 29:")


def test_a_batch_that_is_broken_costs_no_other():
    data = io.BytesIO()
    packed = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(data, STORIES.schema, options=packed) as writer:
        writer.write_table(STORIES, max_chunksize=10)
    spoilt = bytearray(data.getvalue())
    at = spoilt.rindex(b"\x28\xb5\x2f\xfd", 0, spoilt.index(b"ARROW1", 8) * 3 // 4)
    spoilt[at : at + 12] = bytes(12)
    found = read(bytes(spoilt), "a.feather")
    ids = [int(one.external_id) for one in found if isinstance(one, RawRecord)]
    assert len(ids) == len(set(ids)) == ROWS - 10
    assert ids[-1] == ROWS - 1
    (broken,) = [one for one in found if isinstance(one, Reject)]
    assert (broken.reason, broken.error[:13]) == ("bad_table", f"rows from {broken.record} ")
    assert len({one.record for one in found}) == ROWS - 10 + 1


def test_batches_of_a_file_without_its_end_are_read_and_a_reject_says_that_it_breaks():
    data = io.BytesIO()
    with pa.ipc.new_file(data, STORIES.schema) as writer:
        writer.write_table(STORIES, max_chunksize=10)
    whole = data.getvalue()
    for size, least in ((len(whole) - 1, ROWS), (len(whole) * 3 // 4, 10)):
        *good, last = read(whole[:size], "a.feather")
        assert [one.record for one in good] == list(range(len(good)))
        assert len(good) >= least
        assert (last.reason, last.record) == ("bad_table", len(good))


def test_what_follows_the_end_of_a_stream_is_on_record():
    whole = arrow_stream(STORIES)
    *good, last = read(whole + whole, "a.arrow")
    assert len(good) == ROWS
    assert (last.reason, str(len(whole)) in last.error) == ("bad_table", True)


def test_a_value_that_arrow_cannot_write_out_costs_no_row():
    span = pa.array([(1, 2, 3)], pa.month_day_nano_interval())
    (found,) = read(arrow_file(pa.table({"text": ["It rained."], "x": span})), "a.feather")
    assert found.text == "It rained."
    assert "months=1" in found.extra


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kept", [8, 200, -1, -9])
def test_a_table_that_is_cut_off_never_breaks_the_reader(name, kept):
    found = read(WRITERS[name](STORIES)[:kept], name)
    assert found
    assert isinstance(found[-1], Reject) or name == "a.arrow"


def test_an_encrypted_table_is_a_reject_that_says_so():
    class Plain(pe.KmsClient):
        def wrap_key(self, key_bytes, _):
            return key_bytes

    factory = pe.CryptoFactory(lambda _: Plain())
    for plaintext_footer in (False, True):
        settings = pe.EncryptionConfiguration(
            footer_key="k", column_keys={"k": STORIES.column_names}, plaintext_footer=plaintext_footer
        )
        made = factory.file_encryption_properties(pe.KmsConnectionConfig(), settings)
        (found,) = read(parquet(STORIES, encryption_properties=made))
        assert found.reason in {"encrypted", "bad_table"}
        assert "crypt" in found.error


@pytest.mark.parametrize("name", WRITERS)
def test_any_byte_may_be_wrong(name):
    whole = WRITERS[name](STORIES)
    random = np.random.default_rng(0)
    for at in random.integers(0, len(whole), 150):
        data = bytearray(whole)
        data[at] = random.integers(256)
        assert read(bytes(data), name)


def test_a_text_that_many_rows_share_costs_no_more_than_the_limit():
    rows = pa.array(np.zeros(1_000_000, np.int32))
    data = parquet(pa.table({"text": pa.DictionaryArray.from_arrays(rows, pa.array(["rain " * 20_000]))}))
    *articles, last = read(data, limits=Limits(max_archive_bytes=20 << 20))
    assert 100 < len(articles) < 300
    assert (last.reason, last.record) == ("too_large", len(articles))
    assert "extract.max_archive_bytes" in last.error


def test_rows_of_nothing_cost_no_more_than_the_limit():
    data = parquet(pa.table({"text": pa.nulls(10_000_000, pa.string())}), row_group_size=10_000_000)
    begin = process_time()
    found = read(data, limits=Limits(max_archive_bytes=1 << 20))
    assert (found[-1].reason, len(found) < 5_000) == ("too_large", True)
    assert process_time() - begin < 5


def test_nesting_and_columns_without_end_are_refused():
    deep = pa.int8()
    for _ in range(200):
        deep = pa.struct([("a", deep)])
    (found,) = read(parquet(pa.table({"text": ["It rained."], "x": pa.nulls(1, deep)})))
    assert found.reason == "bad_table"
    wide = {"text": ["It rained."]} | {f"x{at}": [at] for at in range(300)}
    (found,) = read(parquet(pa.table(wide)))
    assert found.reason == "unsupported_format"
