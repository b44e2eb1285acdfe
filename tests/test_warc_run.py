"""Web archives through a whole run."""

import gzip
import json
from datetime import UTC, datetime

import pandas as pd
import pytest

from flows.terminal import console, show_summary
from newsmill.inspection import inspect
from newsmill.kept_bytes import restore
from newsmill.lake.store import Lake
from newsmill.publication import Publication
from newsmill.reprocessing import Selection, gather, republish
from newsmill.run import Run, new_run_id
from newsmill.settings import Settings
from newsmill.summary import markdown
from newsmill.verify import verify

QUICK = {"enrichers": ["language"]}
TOWNS = ("Harbourton", "Millbrook", "Oakfield", "Riverside", "Lakeview", "Stonebridge", "Westport", "Ashford")
TRADES = ("bakers", "miners", "nurses", "pilots", "tailors")


def record(number, kind, block, uri="https://www.courier.example/{}"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
        f"WARC-Target-URI: {uri.format(number)}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def page(number, body=None):
    town, trade = TOWNS[number % 8], TRADES[number % 5]
    text = f"<p>The {trade} of {town} met the council on Monday about road {number}.</p><p>They want it repaired by {2025 + number}.</p>"
    html = f"<html><head><title>Road {number} of {town}</title></head><body>{text if body is None else body}</body></html>"
    return record(number, "response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html.encode())


def crawl(count):
    pieces = [record(0, "warcinfo", b"software: crawler\r\n")]
    for number in range(count):
        pieces += [record(number, "request", b"GET / HTTP/1.1\r\n\r\n"), page(number)]
    pieces.append(page(900, body=""))
    pieces.append(record(901, "response", b"HTTP/1.1 404 Not Found\r\n\r\n"))
    return b"".join(pieces)


def rows(lake, dataset="articles"):
    return pd.read_parquet(lake / dataset)


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    data = crawl(30)
    (folder / "CC-NEWS-1.warc.gz").write_bytes(data + page(31)[:-30])
    return folder


def test_every_record_of_an_archive_is_an_article_a_reject_or_counted_however_it_is_cut(
    ingest, source, tmp_path
):
    articles = {}
    for batch_bytes in (1024, 3000, 1 << 20):
        lake = tmp_path / f"lake-{batch_bytes}"
        summary = ingest(source, lake, enrich=QUICK, source={"batch_bytes": batch_bytes})
        assert summary.rejects_by_reason == {"bad_warc": 1, "no_text": 1}
        (seen,) = rows(lake, "inputs").to_dict("records")
        assert (seen["records"], seen["articles"], seen["rejects"]) == (32, 30, 2)
        assert json.loads(seen["skipped"]) == {"request": 30, "status 404": 1, "warcinfo": 1}
        assert verify(lake) == []
        articles[batch_bytes] = rows(lake).sort_values("article_id").drop(columns=["run_id", "first_seen_at"])
        rejects = rows(lake, "rejects").set_index("reason")
        assert "https://www.courier.example/900" in rejects.loc["no_text", "error"]
        assert list(rejects.source_record.sort_values()) == [61, 63]
    one, *others = (frame.reset_index(drop=True) for frame in articles.values())
    for other in others:
        pd.testing.assert_frame_equal(one, other)
    first = one[one.external_id == "urn:uuid:response-0"].iloc[0]
    assert (first.url, first.site, first.source_record) == (
        "https://www.courier.example/0",
        "courier.example",
        2,
    )
    assert set(one.date_source) == {"none"}


def test_the_time_it_was_fetched_dates_an_article_where_the_time_of_its_file_would(ingest, source, tmp_path):
    ingest(source, tmp_path / "lake", enrich=QUICK, clean={"use_file_time": True})
    assert {
        (str(day), kind) for day, kind in rows(tmp_path / "lake")[["date", "date_source"]].to_numpy()
    } == {("2024-03-05", "file")}


def test_an_archive_that_has_grown_keeps_its_articles_under_their_keys(ingest, source, tmp_path):
    lake, path = tmp_path / "lake", source / "CC-NEWS-1.warc.gz"
    path.write_bytes(crawl(9))
    ingest(source, lake, enrich=QUICK, source={"batch_bytes": 1024})
    before = rows(lake).set_index("article_id").first_seen_at
    path.write_bytes(crawl(9) + page(9) + page(10))
    summary = ingest(source, lake, enrich=QUICK, source={"batch_bytes": 1024})
    after = rows(lake).set_index("article_id").first_seen_at
    assert (summary.rows_replaced, len(after)) == (9, 11)
    assert after[before.index].equals(before)
    assert verify(lake) == []


def test_an_archive_that_is_gone_is_made_again_from_its_kept_bytes(
    ingest, begin, take_steps, source, tmp_path
):
    lake, path = tmp_path / "lake", source / "CC-NEWS-1.warc.gz"
    ingest(source, lake, enrich=QUICK, source={"batch_bytes": 2048})
    before, data = rows(lake), path.read_bytes()
    path.unlink()
    snapshot = Lake.open(lake).current()
    (kept,) = restore(snapshot, set(before.source_digest), tmp_path / "kept").values()
    assert kept.read_bytes() == data
    settings = Settings(lake=lake, enrich=QUICK, source={"batch_bytes": 3000})
    selection = Selection(rejects=True, reason="no_text")
    with begin("reprocess", selection.words, settings) as (run, opened):
        gathered = gather(run, opened, selection)
        republish(opened, run, gathered.found, take_steps(run, gathered.found))
    assert set(rows(lake).article_id) == set(before.article_id)
    assert verify(lake) == []
    assert "met the council" in inspect(lake, before.article_id[0]).raw_text


def test_an_archive_without_pages_is_read_once_and_what_it_held_is_counted(ingest, source, tmp_path):
    (source / "CC-NEWS-1.warc.gz").write_bytes(record(1, "request", b"GET / HTTP/1.1\r\n\r\n") * 3)
    summary = ingest(source, tmp_path / "lake", enrich=QUICK)
    assert (summary.input_records, summary.files_read) == (0, 1)
    assert summary.skipped_by_kind == {"request": 3}
    assert json.loads(rows(tmp_path / "lake", "inputs").skipped[0]) == {"request": 3}
    assert ingest(source, tmp_path / "lake", enrich=QUICK).files_read == 0
    assert verify(tmp_path / "lake") == []


def test_what_was_skipped_is_said_the_most_frequent_first_and_rare_kinds_together(
    ingest, source, tmp_path, capsys
):
    pages = [record(n, "response", b"HTTP/1.1 404 Not Found\r\n\r\n") for n in range(2)]
    pages += [record(n, "response", b"HTTP/1.1 %d No\r\n\r\n" % (500 + n)) for n in range(12)]
    (source / "CC-NEWS-1.warc.gz").write_bytes(crawl(3) + b"".join(pages))
    summary = ingest(source, tmp_path / "lake", enrich=QUICK)
    show_summary(console(), summary)
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    first = shown.index(["no", "articles", "by", "kind", "records"])
    assert shown[first + 1 : first + 3] == [["request", "3"], ["status", "404", "3"]]
    assert shown[first + 11] == ["5", "other", "kinds", "5"]
    assert "| status 404 | 3 |" in markdown(summary)


def test_what_one_input_lacks_is_written_of_the_others(tmp_path):
    """A file that killed its worker has no such count, and may come first."""
    lake, now = Lake.open(tmp_path / "lake"), datetime.now(UTC)
    run = Run(
        run_id=new_run_id(now), started_at=now, flow="ingest", source="in", trigger="test", flow_run_id=None,
        settings=Settings(lake=lake.root),
    )  # fmt: skip
    with lake.lock(1, "test"):
        publication = Publication(lake, run)
        publication.write_rows(
            "inputs", [{"source_uri": "a.warc"}, {"source_uri": "b.warc", "skipped": {"request": 3}}]
        )
        publication.commit()
    assert list(rows(lake.root, "inputs").skipped.dropna()) == ['{"request": 3}']
