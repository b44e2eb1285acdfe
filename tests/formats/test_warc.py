"""Web archives: every record is an article, a reject or counted, and a broken one costs itself alone."""

import bz2
import gzip
import io
import random
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from itertools import count
from time import process_time

import pyarrow as pa
import pytest

from newsmill.formats.found import Limits, Reject, Skipped
from newsmill.formats.json_records import IN_LINE
from newsmill.formats.parse import parse
from newsmill.formats.warc import read_warc
from newsmill.formats.warc_units import units
from newsmill.identity import digest
from newsmill.members import fingerprint, members_of, read_member
from newsmill.records import RawRecord
from newsmill.source import list_source

LIMITS = Limits()
FOLDED = b"X-Long: one\r\n two\r\n"


def record(
    block, *, kind="response", media=b"application/http", uri="https://a.example/1", number=1, length=None
):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {uri}\r\n"
        f"WARC-Date: 2024-03-05T10:00:00Z\r\nContent-Length: {len(block) if length is None else length}\r\n"
    )
    return head.encode() + b"Content-Type: " + media + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(body, fields=b"Content-Type: text/html\r\n", status=b"200 OK"):
    return b"HTTP/1.1 " + status + b"\r\n" + fields + b"\r\n" + body


def html(words):
    return (
        f"<html><body><article><p>{words} The council voted on Monday.</p></article></body></html>".encode()
    )


def page(number, words="Rain."):
    return record(answer(html(f"{number}: {words}")), number=number, uri=f"https://a.example/{number}")


def read(data, name="/in/a.warc", limits=LIMITS):
    return [found for _, found in parse(data, name, limits)]


def told(found):
    if isinstance(found, RawRecord):
        return found.external_id
    return found.reason if isinstance(found, Reject) else f"({found.kind})"


def packed(*records):
    return b"".join(map(gzip.compress, records))


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


PACK = pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)], ids=["packed", "plain"])


@PACK
def test_a_page_is_an_article_with_its_address_its_id_and_when_it_was_fetched(pack):
    (found,) = read(pack(page(7)))
    assert (found.external_id, found.url, found.site) == (
        "urn:uuid:7",
        "https://a.example/7",
        "a.example",
    )
    assert (found.text, found.source_format, found.record) == (
        "7: Rain. The council voted on Monday.",
        "html",
        0,
    )
    assert found.modified_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert found.published_at is None, "when it was fetched is not when it was published"
    assert found.extra == '{"WARC-Date":"2024-03-05T10:00:00Z"}'


def test_a_page_that_is_not_all_there_says_so():
    one, two = (
        read(page(7).replace(b"WARC-Date", field + b"\r\nWARC-Date"))[0]
        for field in (b"WARC-Truncated: length", b"WARC-Segment-Number: 1")
    )
    assert '"WARC-Truncated":"length"' in one.extra
    assert '"WARC-Segment-Number":"1"' in two.extra


def test_a_type_that_a_server_says_twice_is_one():
    (found,) = read(record(answer(PAGE, b"Content-Type: text/html, text/html; charset=utf-8\r\n")))
    assert isinstance(found, RawRecord)


@PACK
def test_what_is_no_page_is_counted_by_its_kind_and_pages_without_text_are_rejects(pack):
    picture = answer(b"\x89PNG\r\n\x1a\n", b"Content-Type: image/png\r\n")
    found = read(
        pack(
            record(b"software: crawler\r\n", kind="warcinfo"), record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(b"", kind="revisit"), record(picture), record(answer(html("Gone."), status=b"404 No")),
            record(b"20240305 1.2.3.4", media=b"text/dns"), page(7), record(answer(b"<html><body></body></html>")),
            record(answer(b"")), record(answer(b"{}", b"")), record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html"),
        )
    )  # fmt: skip
    assert [told(item) for item in found] == [
        "(warcinfo)", "(request)", "(revisit)", "(image/png)", "(status 404)", "(response text/dns)", "urn:uuid:7",
        "no_text", "empty", "(without a type)", "empty",
    ]  # fmt: skip
    assert [item.record for item in found] == list(range(11))
    assert "https://a.example/1" in found[7].error


def test_resources_and_texts_made_of_pages_are_read_too():
    found = read(
        record(html("Saved."), kind="resource", media=b"text/html")
        + record(b"The text of a page, without its markup.", kind="conversion", media=b"text/plain")
        + record(b"{}", kind="resource", media=b"application/json")
        + record(answer(html("No type."), b""))
    )
    assert [(item.source_format, item.text[:12]) for item in found if isinstance(item, RawRecord)] == [
        ("html", "Saved. The c"), ("text", "The text of "), ("html", "No type. The"),
    ]  # fmt: skip
    assert [told(item) for item in found][2] == "(application/json)"


def chunked(data, size=40):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def arrow(data, codec):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, codec) as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


PAGE = html("Straße.")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(PAGE), b"Content-Encoding: gzip"), (chunked(PAGE), b"Transfer-Encoding: chunked"),
        (chunked(PAGE)[:-5], b"Transfer-Encoding: chunked"),
        (b"%016x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE), b"Transfer-Encoding: chunked"),
        (chunked(gzip.compress(PAGE)), FOLDED + b"transfer-encoding: Chunked\r\ncontent-encoding: x-gzip"),
        (zlib.compress(PAGE), b"Content-Encoding: deflate"), (zlib.compress(PAGE)[2:-4], b"Content-Encoding: deflate"),
        (arrow(PAGE, "brotli"), b"Content-Encoding: br"), (arrow(PAGE, "zstd"), b"Content-Encoding: zstd"),
        (gzip.compress(arrow(PAGE, "brotli")), b"Content-Encoding: br, gzip"),
        (gzip.compress(PAGE)[:-4], b"Content-Encoding: gzip"),
        (gzip.compress(PAGE)[:-8] + b"damaged!", b"Content-Encoding: gzip"),
        *[(PAGE, b"Content-Encoding: " + name) for name in (b"gzip", b"deflate", b"br", b"zstd", b"identity")],
        (PAGE, b"Transfer-Encoding: chunked"),
    ],
    ids=map(str, count()),
)  # fmt: skip
def test_a_body_is_unpacked_as_far_as_it_is_packed(body, fields):
    (found,) = read(record(answer(body, b"Content-Type: text/html\r\n" + fields + b"\r\n")))
    assert found.text == "Straße. The council voted on Monday."


@pytest.mark.parametrize(
    "bomb", [gzip.compress(b"<" * (60 << 20)), arrow(b"<" * (60 << 20), "brotli")], ids=["gzip", "brotli"]
)
def test_a_body_that_is_a_bomb_costs_no_more_than_a_large_page(bomb):
    name = b"gzip" if bomb.startswith(b"\x1f\x8b") else b"br"
    fields = b"Content-Type: text/html\r\nContent-Encoding: " + name + b"\r\n"
    (found,) = read(record(answer(bomb, fields)))
    assert (found.reason, found.content_bytes) == ("too_large", LIMITS.max_html_bytes + 1)


def test_the_charset_of_the_server_counts_more_than_that_of_the_page():
    words = "Совет проголосовал в понедельник за новый закон."
    body = f'<html><head><meta charset="iso-8859-1"></head><body><p>{words}</p></body></html>'.encode(
        "cp1251"
    )
    (found,) = read(record(answer(body, b"Content-Type: text/html; charset='Windows-1251'\r\n")))
    assert (found.text, found.encoding) == (words, "cp1251")


@PACK
@pytest.mark.parametrize("length", [0, 50, 10_000])
def test_a_record_that_lies_about_its_length_costs_itself_alone(pack, length):
    liar = record(answer(html("Liar.")), number=2, length=length)
    assert [told(found) for found in read(pack(page(1), liar, page(3)))] == [
        "urn:uuid:1",
        "bad_warc",
        "urn:uuid:3",
    ]


@PACK
def test_a_file_that_ends_within_a_record_gives_the_records_before(pack):
    whole = pack(page(1), page(2))
    last = pack(page(3))
    for cut in (20, len(last) // 2, len(last) - 9):
        found = read(whole + last[:cut])
        assert [told(item) for item in found] == ["urn:uuid:1", "urn:uuid:2", "bad_warc"]
        assert found[-1].offset == len(whole)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_damage_to_a_packed_record_costs_itself_alone(place):
    members = [bytearray(gzip.compress(page(number))) for number in (1, 2, 3)]
    for at in (0, len(members[place]) // 2, len(members[place]) - 6):
        broken = [bytes(member) for member in members]
        broken[place] = broken[place][:at] + bytes([broken[place][at] ^ 0xFF]) + broken[place][at + 1 :]
        found = read(b"".join(broken), "/in/a.warc.gz")
        wanted = ["urn:uuid:1", "urn:uuid:2", "urn:uuid:3"]
        wanted[place] = "bad_warc"
        assert [told(item) for item in found] == wanted, at


def test_what_is_packed_as_a_record_and_is_none_is_on_record():
    other = b"WARC/one\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
    assert [told(found) for found in read(packed(page(1), other, page(2)))] == [
        "urn:uuid:1",
        "bad_warc",
        "urn:uuid:2",
    ]


@PACK
def test_bytes_between_records_are_on_record(pack):
    found = read(pack(page(1)) + b"<not a record>" + pack(page(2)), "/in/a.warc")
    assert [told(item) for item in found] == ["urn:uuid:1", "bad_warc", "urn:uuid:2"]
    assert b"<not a record>" in found[1].content


@PACK
def test_a_record_behind_other_bytes_is_told_by_its_own_place(pack):
    bare = pack(record(answer(b"<html><body></body></html>")))
    before, refused = read(b"lost" + bare, "/in/a.warc")
    assert (before.offset, before.content) == (0, b"lost")
    assert (refused.offset, refused.reason) == (4, "no_text")


@PACK
@pytest.mark.parametrize("edge", [1 << 10, 3 << 10, 7 << 10])
def test_a_record_is_found_wherever_the_search_for_it_goes_on(pack, edge):
    before = pack(page(1))
    for size in range(edge - 8, edge + 8):
        found = read(before + b"-" * size + pack(page(2)), "/in/a.warc")
        assert [told(item) for item in found] == ["urn:uuid:1", "bad_warc", "urn:uuid:2"], size


@PACK
def test_records_that_a_page_holds_are_part_of_the_page(pack):
    inner = pack(page(66))
    picture = answer(noise(70_000) + b"\r\n\r\n" + inner + noise(70_000), b"Content-Type: image/png\r\n")
    for data in (
        pack(record(picture), page(2)),
        pack(record(picture)),
        gzip.compress(record(picture) + page(2), 0),
    ):
        assert {told(item) for item in read(data)} <= {"(image/png)", "urn:uuid:2"}


def test_archives_one_after_another_are_one_and_a_record_id_that_comes_again_is_no_other_place():
    data = packed(page(1), page(2))
    found = read(data + b"\0" * 700 + data, "/in/a.warc.gz")
    assert [(item.record, told(item)) for item in found] == [
        (0, "urn:uuid:1"), (1, "urn:uuid:2"), (2, "urn:uuid:1"), (3, "urn:uuid:2"),
    ]  # fmt: skip


def blocks(data, size):
    return b"".join(gzip.compress(data[at : at + size]) for at in range(0, len(data), size))


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda data: blocks(data, 100), lambda data: blocks(data, 999)]
)
def test_records_that_are_not_packed_one_by_one_are_read_too(pack):
    found = read(pack(b"".join(map(page, range(9)))), "/in/a.warc.gz")
    assert [told(item) for item in found] == [f"urn:uuid:{number}" for number in range(9)]
    assert len({item.record for item in found}) == 9


def test_one_stream_that_is_cut_or_too_long_gives_the_records_before_and_says_what_to_do():
    records = [page(number, noise(400, number).hex()) for number in range(9)]
    stream = gzip.compress(b"".join(records))
    found = read(stream[: len(stream) // 2], "/in/a.warc.gz")
    assert told(found[0]) == "urn:uuid:0"
    assert told(found[-1]) == "bad_warc"
    assert [item.record for item in found] == [rank * IN_LINE for rank in range(len(found))]
    limits = Limits(max_file_bytes=sum(map(len, records[:4])) + 99)
    found = read(stream, "/in/a.warc.gz", limits)
    assert [told(item) for item in found] == [
        "urn:uuid:0",
        "urn:uuid:1",
        "urn:uuid:2",
        "urn:uuid:3",
        "too_large",
    ]
    assert "extract.max_file_bytes" in found[-1].error


def test_a_record_that_is_a_bomb_costs_itself_alone():
    bomb = gzip.compress(record(answer(b" " * (30 << 20))))
    found = read(packed(page(1)) + bomb + packed(page(3)), "/in/a.warc.gz")
    assert [told(item) for item in found] == ["urn:uuid:1", "archive_too_large", "urn:uuid:3"]


def test_a_web_archive_in_a_zip_or_packed_otherwise_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", packed(page(1)))
        archive.writestr("archive/plain.warc", page(2))
    found = list(parse(out.getvalue(), "/in/a.wacz", LIMITS))
    assert [(uri, told(item)) for uri, item in found] == [
        ("/in/a.wacz!/archive/data.warc.gz", "urn:uuid:1"), ("/in/a.wacz!/archive/plain.warc", "urn:uuid:2"),
    ]  # fmt: skip
    assert [told(item) for item in read(bz2.compress(page(3)), "/in/a.warc.bz2")] == ["urn:uuid:3"]


def crawl(count, seed=3):
    """Records of a crawl, some of them damaged, one of them long."""
    chance = random.Random(seed)
    for number in range(count):
        yield record(b"GET / HTTP/1.1\r\n\r\n", kind="request", number=10_000 + number)
        words = noise(chance.randint(0, 900), number).hex()
        yield (
            page(number, words)
            if number != 7
            else record(answer(noise(60_000), b"Content-Type: image/png\r\n"))
        )


def damaged(pieces):
    for rank, piece in enumerate(pieces):
        yield piece[: len(piece) // 2] if rank in {9, 40} else b"<lost>" if rank == 21 else piece


def in_parts(path, batch_bytes):
    (entry,) = list_source(str(path))
    parts = members_of(entry, fingerprint(entry, batch_bytes))
    for part in parts:
        source = read_member(part, 1 << 27)
        assert (source.reason, digest(source.data)) == (None, part.part_digest)
    return parts


@PACK
@pytest.mark.parametrize("name", ["a.warc.gz", "a.dump"])
def test_parts_lose_nothing_give_nothing_twice_and_change_no_position(tmp_path, pack, name):
    data = b"".join(damaged(map(pack, crawl(30))))
    path = tmp_path / name
    path.write_bytes(data)
    wanted = list(read_warc(data, LIMITS))
    assert Counter(type(item).__name__ for item in wanted)["RawRecord"] > 25
    for batch_bytes in (1024, 5000, 50_000, len(data) - 1):
        parts = in_parts(path, batch_bytes)
        assert len(parts) > 1
        assert b"".join(data[part.start : part.end] for part in parts) == data
        found = [
            item
            for part in parts
            for item in read_warc(data[part.start : part.end], LIMITS, part.start, part.first_record)
        ]
        assert found == wanted
        assert all(
            part.end - part.start <= batch_bytes or len(list(units(data[part.start : part.end]))) == 1
            for part in parts
        )


def test_a_file_in_one_stream_and_one_below_the_size_of_a_batch_are_not_cut(tmp_path):
    data = b"".join(crawl(30))
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(data))
    assert [part.is_whole for part in in_parts(tmp_path / "a.warc.gz", 1024)] == [True]
    (tmp_path / "b.warc").write_bytes(data)
    assert [part.is_whole for part in in_parts(tmp_path / "b.warc", len(data))] == [True]


@pytest.mark.parametrize(
    "broken",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"WARC/1.0\r\nContent-Length: 9\r\n\r\n",
    ],
)
def test_many_small_broken_records_are_read_in_time_that_grows_as_their_bytes(broken):
    began = process_time()
    found = read(broken * 8000, "/in/a.warc")
    assert {told(item) for item in found} == {"bad_warc"}
    assert len(found) == 8000
    assert process_time() - began < 1.5


def test_any_bytes_in_the_place_of_any_give_a_finding_and_no_exception():
    chance = random.Random(5)
    for data in (b"".join(crawl(4)), packed(*crawl(4))):
        for _ in range(60):
            at = chance.randrange(len(data))
            spoilt = data[:at] + noise(chance.randint(1, 40), at) + data[at + chance.randint(0, 90) :]
            found = read(spoilt)
            assert sum(not isinstance(item, Skipped) for item in found) >= 3
