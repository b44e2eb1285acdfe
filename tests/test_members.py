import json
import os
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsmill.identity import digest
from newsmill.members import cut_batches, fingerprint, members_of, read_member
from newsmill.source import list_source

MAX_BYTES = 1 << 30


def members(path, batch_bytes=10_000):
    return [
        member
        for entry in list_source(str(path))
        for member in members_of(entry, fingerprint(entry, batch_bytes))
    ]


def lines(count, *, seed=0, huge=()):
    chance = random.Random(seed)
    sizes = [200_000 if number in huge else chance.randint(0, 3000) for number in range(count)]
    return b"".join(json.dumps({"text": "x" * size}).encode() + b"\n" for size in sizes)


def test_a_digest_is_that_of_the_plain_bytes(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 3_000_000)
    (member,) = members(tmp_path)
    assert member.digest == member.part_digest == digest(b"x" * 3_000_000)
    assert member.is_whole


@pytest.mark.parametrize(
    "data", [lines(4000), lines(900, huge=(0, 5, 6, 899)), lines(3)[:-1], lines(40, huge=(39,))[:-1]]
)
@pytest.mark.parametrize("batch_bytes", [5000, 100_000])
def test_large_jsonl_files_are_cut_at_line_ends_and_nothing_is_lost(tmp_path, data, batch_bytes):
    (tmp_path / "a.jsonl").write_bytes(data)
    parts = members(tmp_path, batch_bytes)
    assert b"".join(data[part.start : part.end] for part in parts) == data
    for rank, part in enumerate(parts):
        piece = data[part.start : part.end]
        assert part.part == rank
        assert part.first_record == data[: part.start].count(b"\n")
        assert part.part_digest == digest(piece)
        assert piece.endswith(b"\n") or part.end == len(data)
        assert len(piece) < 2 * batch_bytes or piece.count(b"\n") <= 1
        assert read_member(part, MAX_BYTES).data == piece


def test_json_lines_are_known_by_their_content_and_other_files_are_never_cut(tmp_path):
    (tmp_path / "a.json").write_bytes(lines(300))
    (tmp_path / "b.json").write_bytes(b"[" + b",\n".join(lines(300).splitlines()) + b"]")
    (tmp_path / "c.txt").write_bytes(b"a line of text\n" * 4000)
    counts = {member.uri[-6:]: 0 for member in members(tmp_path)}
    for member in members(tmp_path):
        counts[member.uri[-6:]] += 1
    assert counts["a.json"] > 10
    assert counts["b.json"] == counts["/c.txt"] == 1


def test_batches_keep_to_bytes_and_files_and_lose_nothing(tmp_path):
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_bytes(b"x" * (number * 37 % 500))
    every = members(tmp_path)
    batches = cut_batches(every, 1000, 4)
    assert [member for batch in batches for member in batch] == every
    assert all(len(batch) <= 4 for batch in batches)
    assert all(sum(member.end - member.start for member in batch) <= 1000 for batch in batches)
    assert batches == cut_batches(every, 1000, 4)
    assert cut_batches([], 1000) == []
    assert max(sum(member.size > 0 for member in batch) for batch in cut_batches(every, 1)) == 1


def test_packed_files_weigh_what_they_may_unpack_to(tmp_path):
    for name in ("a.txt", "b.txt", "c.gz", "d.GZ"):
        (tmp_path / name).write_bytes(b"x" * 100)
    assert [len(batch) for batch in cut_batches(members(tmp_path), 1000)] == [3, 1]


def test_a_file_that_vanishes_is_on_record(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    (entry,) = list_source(str(tmp_path))
    (member,) = members(tmp_path)
    (tmp_path / "a.txt").unlink()
    assert fingerprint(entry, 10).reason == "vanished"
    (lost,) = members_of(entry, fingerprint(entry, 10))
    assert lost.digest is None
    assert read_member(lost, MAX_BYTES).reason == read_member(member, MAX_BYTES).reason == "vanished"


@pytest.mark.parametrize("swap", ["folder", "pipe", "link"])
def test_what_is_no_file_any_more_is_not_read(tmp_path, swap):
    path = tmp_path / "a.txt"
    path.write_text("One.")
    (tmp_path / "secret").write_text("secret")
    (member,) = members(path)
    path.unlink()
    if swap == "folder":
        path.mkdir()
    elif swap == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "secret")
    found = read_member(member, MAX_BYTES)
    assert (found.data, found.reason) == (None, "unreadable")


def test_a_file_that_changed_since_it_was_listed_counts_as_it_is_now(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    (member,) = members(tmp_path)
    for text in ("Two.", "One. And more.", ""):
        (tmp_path / "a.txt").write_text(text)
        os.utime(tmp_path / "a.txt", (1, 1))
        found = read_member(member, MAX_BYTES)
        assert (found.data, found.reason) == (text.encode(), None)
        assert found.member.digest == digest(text.encode())
        assert found.member.end == found.member.size == len(text)
        assert found.member.modified_at == datetime.fromtimestamp(1, UTC)


def test_a_range_of_a_file_that_changed_is_refused(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(50))
    first, *_, last = members(tmp_path)
    os.utime(path, (1, 1))
    assert read_member(first, MAX_BYTES).reason is None
    with path.open("ab") as file:
        file.write(b"{}\n")
    assert read_member(first, MAX_BYTES).reason is None
    assert read_member(last, MAX_BYTES).reason == "changed_while_reading"
    path.write_bytes(b"x" * 100_000)
    assert read_member(first, MAX_BYTES).reason == "changed_while_reading"


def test_a_file_that_could_not_be_read_at_first_is_tried_again(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    (member,) = members(tmp_path)
    lost = replace(member, digest=None, part_digest=None)
    assert read_member(lost, MAX_BYTES).member.digest == digest(b"One.")


def test_what_is_too_large_is_not_read_whole(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 5000)
    (member,) = members(tmp_path)
    found = read_member(member, 100)
    assert (found.reason, len(found.data)) == ("too_large", 100)
