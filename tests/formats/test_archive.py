import bz2
import gzip
import io
import json
import lzma
import os
import stat
import tarfile
import time
import tracemalloc
import zipfile

import pytest

from newsmill.formats.archive import unpack
from newsmill.formats.found import Limits, Reject
from newsmill.formats.parse import parse

LIMITS = Limits()


def tar_of(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(data, name="/in/a.bin", limits=LIMITS):
    return [
        (uri, f"!{found.reason}" if isinstance(found, Reject) else found.text)
        for uri, found in parse(data, name, limits)
    ]


FILES = {"a.txt": b"One.", "sub/b.jsonl": b'{"text": "Two."}\n{"text": "Three."}\n'}


@pytest.mark.parametrize(
    "data",
    [tar_of(FILES), tar_of(FILES, "w:gz"), tar_of(FILES, "w:bz2"), tar_of(FILES, "w:xz"), zip_of(FILES)],
)
def test_members_are_read_as_files(data):
    assert read(data) == [
        ("/in/a.bin!/a.txt", "One."), ("/in/a.bin!/sub/b.jsonl", "Two."), ("/in/a.bin!/sub/b.jsonl", "Three."),
    ]  # fmt: skip


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_its_one_member(pack):
    assert read(pack(b"One."), "/in/a.txt.gz") == [("/in/a.txt.gz!/a.txt", "One.")]
    assert read(pack(b"One. ") + pack(b"Two."), "/in/a") == [("/in/a!/a", "One. Two.")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_padding_between_packed_streams_is_passed_over_however_long(pack):
    padded = pack(b"One. ") + bytes(200_000) + pack(b"Two.") + bytes(200_000)
    assert read(padded, "/in/a") == [("/in/a!/a", "One. Two.")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_follows_packed_data_is_on_record_unless_it_is_blank(pack):
    for packed in (pack(b"One."), pack(tar_of({"a": b"One."}))):
        assert read(packed + b"\n\0\r\n", "/in/a") == [("/in/a!/a", "One.")]
        assert read(packed + b"no stream", "/in/a") == [("/in/a!/a", "One."), ("/in/a", "!bad_archive")]


def test_many_small_gzip_streams_cost_no_more_than_their_bytes():
    packed = gzip.compress(b"One. ") * 100_000
    began = time.process_time()
    [member] = unpack(packed, "a.gz", LIMITS)
    assert member.data == b"One. " * 100_000
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize("kind", ["gz", "bz2"])
def test_what_is_left_of_a_packed_archive_is_never_copied(kind):
    limits = Limits(max_file_bytes=50_000)
    packed = tar_of(
        {f"{number}.txt": os.urandom(20_000).hex().encode() for number in range(100)}, f"w:{kind}"
    )
    tracemalloc.start()
    try:
        held = tracemalloc.get_traced_memory()[0]
        assert sum(len(member.data) for member in unpack(packed, "a", limits)) == 4_000_000
        peak = tracemalloc.get_traced_memory()[1] - held
    finally:
        tracemalloc.stop()
    assert len(packed) > 2_000_000 > 2 * peak


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, lambda data: zip_of({"a": data})]
)
def test_bombs_are_stopped_by_their_ratio(pack):
    assert read(pack(b" " * 40_000_000))[-1][1] == "!archive_too_large"


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_holes_of_a_sparse_member_count_as_its_bytes(mode):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        info = tarfile.TarInfo("a.txt")
        info.size, info.pax_headers = 4, {"GNU.sparse.map": "0,4", "GNU.sparse.size": str(100 << 20)}
        tar.addfile(info, io.BytesIO(b"One."))
    assert read(out.getvalue()) == [("/in/a.bin", "!archive_too_large")]


def test_bombs_are_stopped_by_their_size_and_number_of_members():
    many = {f"{number}.txt": b"One." for number in range(50)}
    assert read(zip_of(many), limits=Limits(max_archive_members=9))[-1] == ("/in/a.bin", "!archive_too_large")
    assert len(read(tar_of(many), limits=Limits(max_archive_bytes=100))) == 26


MEMBERS = {"a.txt": b"One.", "b.txt": b"x" * 5000, "c.txt": b"y" * 700}


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_members_of_a_tar_before_a_break_are_kept_and_a_reject_says_that_it_breaks(pack):
    whole = tar_of(MEMBERS)
    spoilt = bytearray(whole)
    spoilt[whole.index(b"b.txt") + 2] ^= 1
    for data in (bytes(spoilt), *(whole[:size] for size in (1030, 1500, 1600, 3000, 7100))):
        found = read(pack(data))
        good = [outcome for _, outcome in found if not outcome.startswith("!")]
        assert good == [text.decode() for text in MEMBERS.values()][: len(good)]
        assert len(good) >= 1
        assert found[-1] == ("/in/a.bin", "!bad_archive")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_tars_one_after_another_are_read(pack):
    data = pack(tar_of({"a.txt": b"One."}) + tar_of({"b.txt": b"Two."}))
    assert read(data) == [("/in/a.bin!/a.txt", "One."), ("/in/a.bin!/b.txt", "Two.")]


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"One." * 99, mtime=0)[:-9],
        zip_of(FILES)[:-30],
        b"\x1f\x8b\x08",
        b"BZhxxx",
        b"\xfd7zXZ\x00..",
    ],
)
def test_broken_archives_are_one_reject(data):
    ((uri, outcome),) = read(data)
    assert (uri.partition("!")[0], outcome) == ("/in/a.bin", "!bad_archive")


def other_checksum(data):
    return data[:-8] + bytes(byte ^ 1 for byte in data[-8:-4]) + data[-4:]


@pytest.mark.parametrize(
    ("breaks", "fewest"),
    [
        (lambda data: gzip.compress(data)[:-10], 95),
        (lambda data: other_checksum(gzip.compress(data)), 100),
        (lambda data: gzip.compress(data[:300]) + other_checksum(gzip.compress(data[300:])), 100),
        (lambda data: bz2.compress(data[:3000]) + bz2.compress(data[3000:])[:-10], 40),
        (lambda data: lzma.compress(data)[:-30], 50),
    ],
)
def test_records_before_a_break_are_read_and_a_reject_says_that_it_breaks(breaks, fewest):
    pages = [f"Page {number}." for number in range(100)]
    data = "\n".join(json.dumps({"text": page}) for page in pages).encode()
    found = [outcome for _, outcome in read(breaks(data), "/in/a.jsonl.gz")]
    assert found[-1] == "!bad_archive"
    good = [outcome for outcome in found if not outcome.startswith("!")]
    assert len(good) >= fewest
    assert good == pages[: len(good)]
    assert len(found) <= len(good) + 2


def test_archives_inside_archives_are_not_read():
    assert read(zip_of({"in.zip": zip_of(FILES), "a.txt": b"One."})) == [
        ("/in/a.bin!/in.zip", "!nested_archive"), ("/in/a.bin!/a.txt", "One."),
    ]  # fmt: skip


def test_encrypted_members_are_rejected():
    data = bytearray(zip_of({"a.txt": b"One."}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert read(bytes(data)) == [("/in/a.bin!/a.txt", "!encrypted")]


def test_links_folders_and_litter_give_nothing():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, kind in (
            ("link", tarfile.SYMTYPE),
            ("hard", tarfile.LNKTYPE),
            ("dir", tarfile.DIRTYPE),
            ("p", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    assert read(out.getvalue()) == [("/in/a.bin", "!empty")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert read(out.getvalue()) == [("/in/a.bin", "!empty")]
    assert read(zip_of({"__MACOSX/a.txt": b"x", ".DS_Store": b"x", "d/.b": b"x"})) == [
        ("/in/a.bin", "!empty")
    ]


def test_an_archive_of_nothing_is_empty():
    assert read(zip_of({})) == [("/in/a.bin", "!empty")]
    assert read(gzip.compress(b"")) == [("/in/a.bin!/a.bin", "!empty")]


def test_paths_that_climb_are_only_names():
    assert read(tar_of({"../../etc/a.txt": b"One."})) == [("/in/a.bin!/../../etc/a.txt", "One.")]


def test_equal_names_stay_apart():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for data in (b"One.", b"Two."):
            info = tarfile.TarInfo("a.txt")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    assert [uri for uri, _ in read(out.getvalue())] == ["/in/a.bin!/a.txt", "/in/a.bin!/a.txt#2"]


@pytest.mark.parametrize("order", [["a", "a", "a#2"], ["a#2", "a", "a"], ["a", "a#2", "a", "a", "a#2"]])
def test_a_member_keeps_apart_from_those_that_were_given_its_name(order):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name in order:
            info = tarfile.TarInfo(name)
            info.size = 4
            tar.addfile(info, io.BytesIO(b"One."))
    assert len({uri for uri, _ in read(out.getvalue())}) == len(order)


def test_too_much_is_refused_by_the_name_of_the_setting():
    limits = Limits(max_file_bytes=100)
    ((_, found),) = parse(gzip.compress(b"x" * 200), "/in/a.jsonl.gz", limits)
    assert (found.reason, "extract.max_file_bytes" in found.error) == ("too_large", True)


def test_office_documents_are_not_taken_for_articles():
    files = dict.fromkeys(
        ("_rels/.rels", "docProps/core.xml", "docProps/app.xml", "word/document.xml"), b"<x/>"
    )
    mark = {"[Content_Types].xml": b"<x/>"}
    book = {"mimetype": b"application/epub+zip", "a.xhtml": b"<html><body><p>It rained.</p></body></html>"}
    for members in (mark | files, files | mark, book):
        assert read(zip_of(members)) == [("/in/a.bin", "!bad_archive")]
