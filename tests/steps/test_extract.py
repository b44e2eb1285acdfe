import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pydantic import ValidationError

from newsmill import schema
from newsmill.identity import article_id, digest
from newsmill.members import Member, SourceBytes, fingerprint, members_of, read_member
from newsmill.source import list_source
from newsmill.steps import extract as step
from newsmill.steps.extract import ExtractParams, extract

PARAMS = ExtractParams()
SEEDS = Path(__file__).parents[2] / "seeds"
TIME = datetime(2024, 3, 5, tzinfo=UTC)


def source(data, uri="/in/a.txt", reason=None, **changes):
    size = len(data or b"")
    facts = {
        "digest": digest(data or b""),
        "size": size,
        "start": 0,
        "end": size,
        "first_record": 0,
        **changes,
    }
    member = Member(uri=uri, path=uri, modified_at=TIME, part_digest=None, **facts)
    return SourceBytes(member, data, reason, reason)


def read(path, batch_bytes=1 << 25):
    return [
        read_member(member, 1 << 27)
        for entry in list_source(str(path))
        for member in members_of(entry, fingerprint(entry, batch_bytes))
    ]


def test_no_sources_give_empty_typed_tables():
    outcome = extract([], PARAMS)
    assert outcome.kept.schema.equals(schema.RAW_ARTICLES, check_metadata=True)
    assert outcome.rejected.schema.equals(schema.REJECTS.schema, check_metadata=True)
    assert [table.num_rows for table in (outcome.kept, outcome.rejected, *outcome.side.values())] == [0] * 6


def test_a_page_becomes_one_row_with_its_text_untouched():
    text = "25-11-2024 08:52 AM\r\n\r\nTitle\r\n\r\n  Text.  "
    row = extract([source(text.encode())], PARAMS).kept.to_pylist()[0]
    assert row["text"] == text
    assert row["title"] is None
    assert row["article_id"] == article_id("/in/a.txt", "#0")
    assert (row["source_format"], row["encoding"], row["modified_at"]) == ("text", "utf-8", TIME)
    assert row["source_digest"] == digest(text.encode())


def test_the_moment_of_publication_is_kept_in_utc_and_its_day_in_the_zone_of_the_record():
    record = json.dumps({"text": "Text.", "published_at": "2024-03-05T08:00:00+09:00"}).encode()
    row = extract([source(record, "/in/a.json")], PARAMS).kept.to_pylist()[0]
    assert row["published_at"] == datetime(2024, 3, 4, 23, tzinfo=UTC)
    assert row["published_on"] == date(2024, 3, 5)


def test_the_seeds_show_each_kind_of_dirt_and_all_are_accounted_for():
    outcome = extract(read(SEEDS), PARAMS)
    reasons = {row["source_uri"].rsplit("/", 1)[-1]: row["reason"] for row in outcome.rejected.to_pylist()}
    assert {key: reasons[key] for key in ("empty.txt", "photo-of-the-day.txt")} == {
        "empty.txt": "empty", "photo-of-the-day.txt": "not_text",
    }  # fmt: skip
    names = [row["source_uri"].rsplit("/", 1)[-1] for row in outcome.kept.to_pylist()]
    assert "000_f8b5fa20748c1842.txt" in names
    assert names.count("wire-2024-03-03.jsonl") == 6
    by_name = dict(zip(names, outcome.kept.to_pylist(), strict=True))
    assert "entschei-" in by_name["hochwasser.txt"]["text"]
    assert by_name["hochwasser.txt"]["encoding"] == "cp1252"
    assert by_name["dam-talks.txt"]["text"].endswith("Aub\ufffd")
    assert "â€œWe lost" in by_name["grain-ships.txt"]["text"]
    assert by_name["kurose-volcano.txt"]["source_uri"].endswith("kurose-volcano.txt.gz!/kurose-volcano.txt")
    assert len(set(outcome.kept["article_id"].to_pylist())) == outcome.kept.num_rows


def test_an_id_twice_in_a_source_gives_two_keys_and_the_first_keeps_its_own():
    lines = b'{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}\n{"text": "Three."}\n'
    keys = extract([source(lines, "/in/a.jsonl")], PARAMS).kept["article_id"].to_pylist()
    assert keys == [article_id("/in/a.jsonl", key) for key in ("a", "a#1", "#2")]


@pytest.mark.parametrize(
    ("ids", "keys"),
    [(("a#2", "a", "a"), ("a#2", "a", "a#2#2")), (("a", "a", "a#1"), ("a", "a#1", "a#1#2")),
     (("#1", None), ("#1", "#1#1"))],
)  # fmt: skip
def test_a_key_made_for_a_second_record_is_no_other_record_s(ids, keys):
    lines = b"\n".join(json.dumps({"id": key, "text": f"Story {n}."}).encode() for n, key in enumerate(ids))
    found = extract([source(lines + b"\n", "/in/a.jsonl")], PARAMS).kept["article_id"].to_pylist()
    assert found == [article_id("/in/a.jsonl", key) for key in keys]


def test_cutting_a_file_into_ranges_changes_no_row(tmp_path):
    records = [{"id": f"n{number}", "text": "word " * (number % 50)} for number in range(400)]
    records[17] = "not an object"
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    whole, parts = extract(read(tmp_path), PARAMS), extract(read(tmp_path, 3000), PARAMS)
    assert len(parts.side["inputs"]) > 10
    assert whole.kept.equals(parts.kept)
    assert whole.rejected.equals(parts.rejected)
    assert (
        sum(parts.side["inputs"]["records"].to_pylist())
        == whole.side["inputs"]["records"].to_pylist()[0]
        == 400
    )


def test_raw_bytes_are_kept_once_in_parts_that_join_to_the_file(tmp_path):
    data = b"".join(json.dumps({"text": "word " * number}).encode() + b"\n" for number in range(1, 300))
    for name in ("a.jsonl", "same.jsonl"):
        (tmp_path / name).write_bytes(data)
    raw = extract(read(tmp_path, 9000), PARAMS).side["raw"].to_pylist()
    assert [row["part"] for row in raw] == list(range(len(raw)))
    codec = pa.Codec("zstd")
    pieces = [codec.decompress(row["bytes"], row["size"], asbytes=True) for row in raw]
    assert b"".join(pieces) == data
    assert {row["digest"] for row in raw} == {digest(data)}
    assert "raw" not in extract(read(tmp_path), ExtractParams(keep_raw=False)).side


@pytest.mark.parametrize("reason", ["vanished", "unreadable", "changed_while_reading", "too_large"])
def test_a_source_that_could_not_be_read_is_one_reject_and_only_what_may_heal_is_read_again(reason):
    outcome = extract([source(b"half a page", reason=reason), source(b"A page.", "/in/b.txt")], PARAMS)
    (row,) = outcome.rejected.to_pylist()
    assert (row["reason"], row["content"], row["step"]) == (reason, b"half a page", "extract")
    inputs = outcome.side["inputs"].to_pylist()
    assert (inputs[0]["digest"] is None) == (reason != "too_large")
    assert [(row["records"], row["articles"], row["rejects"]) for row in inputs] == [(1, 0, 1), (1, 1, 0)]
    assert outcome.side["raw"]["source_uri"].to_pylist() == ["/in/b.txt"]


def test_the_bytes_of_a_reject_are_capped_and_their_size_is_told():
    params = ExtractParams(reject_content_bytes=10)
    (row,) = extract([source(b"\x89PNG" + b"x" * 996)], params).rejected.to_pylist()
    assert (len(row["content"]), row["content_bytes"], row["offset"]) == (10, 1000, 0)


def test_limits_reach_the_formats():
    packed = gzip.compress(b"word " * 1000)
    reasons = extract(
        [source(packed, "/in/a.gz"), source(b"word " * 1000)],
        ExtractParams(max_archive_bytes=100, max_record_bytes=100),
    ).rejected["reason"]
    assert reasons.to_pylist() == ["archive_too_large", "too_large"]


def test_a_defect_of_a_reader_costs_one_source_and_not_the_batch(monkeypatch):
    def broken(*_):
        yield from ()
        raise KeyError("defect")

    sources = [source(b"One."), source(b'{"text": "Two."}\n', "/in/b.jsonl", start=5, end=22, size=22)]
    monkeypatch.setattr(step, "parse", broken)
    outcome = extract(sources, PARAMS)
    assert outcome.rejected["reason"].to_pylist() == ["failed"]
    assert outcome.kept["text"].to_pylist() == ["Two."]


def test_unknown_settings_are_refused():
    with pytest.raises(ValidationError):
        ExtractParams(max_bytes=1)


def test_no_text_that_utf_8_cannot_hold_reaches_the_tables():
    data = b'{"id": "\\ud800", "text": "a\\udfff", "\\udc00": "\\ud800", "authors": ["\\ud800x"]}'
    extract([source(data, "/in/a\\xe9.json")], PARAMS).kept.validate(full=True)
