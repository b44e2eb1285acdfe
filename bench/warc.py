"""What reading pages out of a web archive costs, against the same pages as files; and the memory of a large one.

    python bench/warc.py DATA/html_dev/pages.tar.gz --pages 300          # pages per CPU-second, as files and archived
    python bench/warc.py DATA/html_dev/pages.tar.gz --make crawl.warc.gz --pages 4000    # for `newsmill run`

The archive is made as crawlers make it: each page with the request for it and a picture, one gzip member a record.
Pages come round again with another number in each paragraph, so that no two are copies.
"""

import argparse
import gzip
import random
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsmill.formats.found import Limits
from newsmill.formats.html_page import read_html
from newsmill.formats.parse import parse
from newsmill.formats.warc_units import units
from newsmill.members import fingerprint
from newsmill.records import RawRecord
from newsmill.source import list_source

_PICTURE_BYTES = 8_000


def pages_of(path: Path, count: int) -> Iterator[tuple[int, bytes]]:
    """That many pages, numbered."""
    with tarfile.open(path) as tar:
        files = [opened.read() for info in tar if (opened := tar.extractfile(info))]
    for number in range(count):
        mark = b"<p>%d " % number if number >= len(files) else b"<p>"
        yield number, files[number % len(files)].replace(b"<p>", mark)


def record(number: int, kind: str, block: bytes) -> bytes:
    """One record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
        f"WARC-Target-URI: https://www.site{number % 300}.example/{number}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def records(pages: Iterator[tuple[int, bytes]]) -> Iterator[bytes]:
    """Records of a crawl of the pages."""
    for number, page in pages:
        picture = random.Random(number).randbytes(_PICTURE_BYTES)
        yield record(number, "request", b"GET / HTTP/1.1\r\n\r\n")
        yield record(number, "response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page)
        yield record(-number, "response", b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + picture)


def timed(pages: list[bytes], archive: bytes, folder: Path) -> None:
    """Print what it costs to read the pages as files, and the archive."""
    limits = Limits()
    list(read_html(pages[0], limits))
    begun = time.process_time()
    found = sum(isinstance(item, RawRecord) for page in pages for item in read_html(page, limits))
    as_files = time.process_time() - begun
    begun = time.process_time()
    kinds = Counter(type(item).__name__ for _, item in parse(archive, "a.warc.gz", limits))
    archived = time.process_time() - begun
    begun = time.process_time()
    count = sum(1 for _ in units(archive))
    walked = time.process_time() - begun
    path = folder / "bench.warc.gz"
    path.write_bytes(archive)
    begun = time.process_time()
    parts = fingerprint(list_source(str(path))[0], 1 << 20).parts
    scanned = time.process_time() - begun
    path.unlink()
    print(f"{len(pages)} pages, {sum(map(len, pages)) >> 20} MB; the archive has {len(archive) >> 20} MB")
    print(f"as files   {len(pages) / as_files:6.1f} pages per CPU-second, {found} articles")
    print(f"archived   {len(pages) / archived:6.1f} pages per CPU-second, {dict(kinds)}")
    print(
        f"boundaries {walked:6.2f} CPU-s for {count} records; digests and cutting {scanned:.2f} for {len(parts)} parts"
    )


def main() -> None:
    """Run the command line."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages_tar", type=Path)
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--make", type=Path, help="write the archive here, and time nothing")
    asked.add_argument("--folder", type=Path, default=Path("/tmp"), help="for the file that is cut")
    given = asked.parse_args()
    if given.make:
        size = 0
        with given.make.open("wb") as file:
            for one in records(pages_of(given.pages_tar, given.pages)):
                file.write(gzip.compress(one, 6))
                size += len(one)
        print(f"{given.make}: {given.make.stat().st_size >> 20} MB, {size >> 20} MB unpacked")
        return
    pages = list(pages_of(given.pages_tar, given.pages))
    archive = b"".join(gzip.compress(one, 6) for one in records(iter(pages)))
    timed([page for _, page in pages], archive, given.folder)


if __name__ == "__main__":
    main()
