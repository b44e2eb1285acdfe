import gzip
import io
import json
import os
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from newsmill.members import cut_batches, fingerprint, members_of, read_member
from newsmill.source import list_source
from newsmill.steps.extract import ExtractParams, extract

SEEDS = sorted(path for path in (Path(__file__).parents[1] / "seeds").iterdir() if path.stat().st_size)
PARAMS = ExtractParams(max_file_bytes=4 << 20, max_record_bytes=1 << 20, max_archive_bytes=8 << 20)
GOOD = "A good page that stands beside the bad ones.\n\nIt has two paragraphs."
SUFFIXES = [".txt", ".json", ".jsonl", ".html", ".zip", ".gz", ".tar", "", ".md", ".xml", ".bin"]


def random_bytes(chance):
    return chance.randbytes(chance.choice([0, 1, 2, 3, 7, 100, 3000]))


def truncated(chance):
    data = chance.choice(SEEDS).read_bytes()
    return data[: chance.randrange(len(data))]


def flipped(chance):
    data = bytearray(chance.choice(SEEDS).read_bytes())
    for _ in range(chance.choice([1, 5, 60])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def deep(chance):
    depth = chance.choice([100, 900, 1100, 50_000])
    left, right = chance.choice([("[", "]"), ('{"text":', "}"), ('{"text":"a","items":[', "]}")])
    return (left * depth + chance.choice(["1", '"a"', ""]) + right * chance.choice([depth, 0])).encode()


def huge_line(chance):
    return (
        b'{"text": "a"}\n{"text": "'
        + b"x" * chance.choice([1 << 20, 1 << 21])
        + chance.choice([b'"}\n{"text": "b"}', b""])
    )


def with_nul(chance):
    data = bytearray(chance.choice(SEEDS).read_bytes())
    for _ in range(chance.choice([1, 4, 400])):
        data.insert(chance.randrange(len(data)), 0)
    return bytes(data)


def surrogates(chance):
    words = "".join(chance.choice(["\\ud800", "\\udfff", "\\ud83d\\ude00", "a"]) for _ in range(9))
    key = chance.choice(["text", "id", "title", "x\\ud800"])
    raw = b'{"text": "b\xed\xa0\x80", "%s": "%s"}' if chance.random() < 0.3 else b'{"text": "b", "%s": "%s"}'
    return raw % (key.encode(), words.encode())


def odd_json(chance):
    values = [
        None,
        True,
        -1,
        1e300,
        "",
        " ",
        [],
        {},
        [[]],
        {"name": None},
        ["a", {"b": [1]}],
        "2024-99-99",
        10**25,
        "<p>",
        "\0",
    ]
    names = [
        "id",
        "text",
        "body",
        "title",
        "authors",
        "date",
        "timestamp",
        "lang",
        "source",
        "url",
        "data",
        "hits",
        "_source",
    ]
    record = {chance.choice(names): chance.choice(values) for _ in range(6)}
    return json.dumps(chance.choice([record, [record] * 3, {"items": [record]}, "text", 3])).encode()


def bomb(chance):
    inner = bytes(chance.choice([2 << 20, 9 << 20]))
    if chance.random() < 0.5:
        return gzip.compress(inner, 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("a.txt", inner)
    return out.getvalue()


def broken_archive(chance):
    out = io.BytesIO()
    kind = chance.choice(["zip", "tar", "w:gz", "w:bz2", "w:xz"])
    if kind == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            for path in SEEDS[:3]:
                archive.write(path, path.name)
    else:
        with tarfile.open(fileobj=out, mode="w" if kind == "tar" else kind) as tar:
            for path in SEEDS[:3]:
                tar.add(path, path.name)
    data = bytearray(out.getvalue())
    for _ in range(chance.choice([0, 1, 20])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])


def markup(chance):
    tags = [
        "<p>",
        "</p>",
        "<div>",
        "<table>",
        "</html>",
        "<html>",
        "<!--",
        "-->",
        "<script>",
        "&#xD800;",
        "&#0;",
        "<svg",
        "a b. ",
        "<figure>",
    ]
    return (
        b"<!doctype html>" + "".join(chance.choice(tags) for _ in range(chance.choice([3, 60, 900]))).encode()
    )


MAKERS = [
    random_bytes,
    truncated,
    flipped,
    deep,
    huge_line,
    with_nul,
    surrogates,
    odd_json,
    bomb,
    broken_archive,
    markup,
]
WEIGHTS = [22, 18, 18, 8, 2, 10, 8, 16, 2, 8, 6]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    root = tmp_path_factory.mktemp("fuzz") / "in"
    chance = random.Random(20240305)
    for number, maker in enumerate(chance.choices(MAKERS, WEIGHTS, k=1080)):
        folder = root / f"{number % 7}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:04}-{maker.__name__}{chance.choice(SUFFIXES)}").write_bytes(maker(chance))
        if number % 100 == 0:
            (folder / f"{number:04}-good.txt").write_text(GOOD)
    return root


def sources_of(entries, batch_bytes=1 << 20):
    members = [member for entry in entries for member in members_of(entry, fingerprint(entry, batch_bytes))]
    return [
        [read_member(member, PARAMS.max_file_bytes) for member in batch]
        for batch in cut_batches(members, batch_bytes)
    ]


def test_a_thousand_hostile_files_are_each_an_article_or_a_reject_with_a_reason(fuzzed):
    entries = list_source(str(fuzzed))
    assert len(entries) >= 1000
    seen, good = set(), 0
    for batch in sources_of(entries):
        outcome = extract(batch, PARAMS)
        for table in (outcome.kept, outcome.rejected, *outcome.side.values()):
            table.validate(full=True)
        assert len(set(outcome.kept["article_id"].to_pylist())) == outcome.kept.num_rows
        assert "failed" not in outcome.rejected["reason"].to_pylist()
        assert all(outcome.rejected["reason"].to_pylist())
        for row in (*outcome.kept.to_pylist(), *outcome.rejected.to_pylist()):
            seen.add(row["source_uri"].split("!/")[0])
        good += sum(
            row["text"] == GOOD and row["source_uri"].endswith("good.txt") for row in outcome.kept.to_pylist()
        )
    assert seen == {entry.uri for entry in entries}
    assert good == 11


def test_a_tree_full_of_traps_gives_its_good_files_and_nothing_from_outside(tmp_path):
    root = tmp_path / "in"
    (root / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.txt").write_text("secret")
    for name in ("a.txt", "sub/z.txt"):
        (root / name).write_text(GOOD)
    os.mkfifo(root / "fifo.txt")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "sub/loop").symlink_to(root)
    (root / "loop.txt").symlink_to(root / "loop.txt")
    for name in ("vanishing.txt", "replaced.txt", "swapped.txt", "piped.txt"):
        (root / name).write_text("soon gone")
    entries = list_source(str(root))
    (root / "vanishing.txt").unlink()
    (root / "replaced.txt").unlink()
    (root / "replaced.txt").mkdir()
    (root / "swapped.txt").unlink()
    (root / "swapped.txt").symlink_to(tmp_path / "secret.txt")
    (root / "piped.txt").unlink()
    os.mkfifo(root / "piped.txt")
    (batch,) = sources_of(entries)
    outcome = extract(batch, PARAMS)
    assert outcome.kept["text"].to_pylist() == [GOOD, GOOD]
    reasons = {row["source_uri"].rsplit("/", 1)[-1]: row["reason"] for row in outcome.rejected.to_pylist()}
    assert reasons == {
        "vanishing.txt": "vanished", "replaced.txt": "unreadable", "swapped.txt": "unreadable", "piped.txt": "unreadable",
    }  # fmt: skip


def test_a_file_that_vanishes_between_digest_and_reading_is_a_reject(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD)
    members = [
        member
        for entry in list_source(str(tmp_path))
        for member in members_of(entry, fingerprint(entry, 1000))
    ]
    (tmp_path / "a.txt").unlink()
    outcome = extract([read_member(member, 1000) for member in members], PARAMS)
    assert outcome.kept["text"].to_pylist() == [GOOD]
    assert outcome.rejected["reason"].to_pylist() == ["vanished"]
