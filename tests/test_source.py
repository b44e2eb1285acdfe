import fnmatch
import os
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.exceptions import SourceError
from newsmill.lake.layout import REPORT_MARK
from newsmill.source import ARCHIVE_MARK, _glob_pattern, absolute_source, check_source, list_source, path_of


def names(entries, root):
    return [entry.uri.removeprefix(f"{root}/") for entry in entries]


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "in"
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.jsonl",
        "sub/deep/d.html",
        ".hidden",
        ".git/x.txt",
        "Thumbs.db",
        "_SUCCESS",
        "sub/.DS_Store",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def test_a_folder_is_listed_with_its_subfolders_in_order_without_litter(folder):
    entries = list_source(str(folder))
    assert names(entries, folder) == ["a.txt", "b.txt", "sub/c.jsonl", "sub/deep/d.html"]
    assert entries[0].size == 5


def test_a_file_and_a_glob_name_the_same_uris_as_their_folder(folder):
    every = {entry.uri for entry in list_source(str(folder))}
    assert [entry.uri for entry in list_source(str(folder / "a.txt"))] == [f"{folder}/a.txt"]
    assert names(list_source(f"{folder}/*.txt"), folder) == ["a.txt", "b.txt"]
    assert names(list_source(f"{folder}/**/*.[jh]*"), folder) == ["sub/c.jsonl", "sub/deep/d.html"]
    assert names(list_source(f"{folder}/s?b/*"), folder) == ["sub/c.jsonl"]
    assert {entry.uri for entry in list_source(f"{folder}/**")} == every


def test_a_name_with_brackets_is_a_file_before_it_is_a_glob(folder):
    (folder / "a[1].txt").write_text("x")
    assert names(list_source(str(folder / "a[1].txt")), folder) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [("a?b.txt", ["a.b.txt"]), ("a[!x]b.txt", ["a.b.txt"]), ("a[.-9]b.txt", ["a.b.txt"]), ("a*b.txt", ["a.b.txt"]),
     ("a/?.txt", ["a/b.txt"]), ("**/?.txt", ["a/b.txt"])],
)  # fmt: skip
def test_only_two_stars_cross_folders(tmp_path, glob, expected):
    (tmp_path / "a").mkdir()
    for name in ("a/b.txt", "a.b.txt"):
        (tmp_path / name).touch()
    assert names(list_source(f"{tmp_path}/{glob}"), tmp_path) == expected


GLOB = st.text("ab.*?[]!^-\\&|(~\n", max_size=9)


@given(GLOB, st.text("ab.[]!^-\\&|(~\n", max_size=5), st.text("ab.]-", max_size=3))
@settings(deadline=None, max_examples=500)
def test_between_slashes_a_glob_means_what_fnmatch_says(glob, name, other):
    pattern = _glob_pattern(glob)
    assert bool(pattern.fullmatch(name)) == (glob == "**" or fnmatch.fnmatchcase(name, glob))
    assert glob == "**" or not pattern.fullmatch(f"{name}/{other}")


def test_uris_do_not_depend_on_how_the_folder_is_spelled(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert list_source("in") == list_source(str(folder)) == list_source("./in/../in/")


def test_an_absolute_source_is_the_same_source_from_anywhere(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(folder)
    for source in ("~/in/*.txt", "~/in", "sub/../*.txt", "a.txt"):
        assert list_source(absolute_source(source)) == list_source(source)
        assert absolute_source(source).startswith(str(folder))


def test_links_are_read_only_when_asked_and_loops_end(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(folder)
    (folder / "sub/loop").symlink_to("..")
    (folder / "nowhere").symlink_to("missing")
    assert names(list_source(str(folder)), folder) == ["a.txt", "b.txt", "sub/c.jsonl", "sub/deep/d.html"]
    followed = list_source(str(folder), follow_links=True)
    assert names(followed, folder) == [
        "a.txt",
        "b.txt",
        "nowhere",
        "out.txt",
        "sub/c.jsonl",
        "sub/deep/d.html",
    ]
    assert [entry.error is None for entry in followed] == [True, True, False, True, True, True]


def test_links_that_lead_to_one_another_are_each_followed_once(tmp_path):
    for number in range(12):
        (tmp_path / f"in/{number}").mkdir(parents=True)
        (tmp_path / f"in/{number}/{number}.txt").write_text("x")
        for other in range(12):
            (tmp_path / f"in/{number}/to{other}").symlink_to(tmp_path / f"in/{other}")
    (tmp_path / "in/first.txt").symlink_to(tmp_path / "in/7/7.txt")
    found = list_source(str(tmp_path / "in"), follow_links=True)
    assert names(found, tmp_path / "in") == sorted(f"{number}/{number}.txt" for number in range(12))


def test_folders_may_be_nested_deeper_than_python_recurses(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(600):
        os.mkdir("d")  # noqa: PTH102 - relative, since the whole path grows too long for pathlib's own checks
        os.chdir("d")
    with open("a.txt", "w") as file:  # noqa: PTH123 - as above
        file.write("x")
    os.chdir(tmp_path)
    (entry,) = list_source(str(tmp_path))
    assert entry.uri.count("/d") >= 600


def test_a_folder_named_by_a_link_keeps_that_name(folder, tmp_path):
    (tmp_path / "current").symlink_to(folder)
    entries = list_source(str(tmp_path / "current"))
    assert entries[0].uri == f"{tmp_path}/current/a.txt"
    assert entries[0].path == f"{os.path.realpath(folder)}/a.txt"


def test_pipes_and_sockets_are_never_listed(folder, monkeypatch):
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        assert names(list_source(str(folder)), folder) == ["a.txt", "b.txt", "sub/c.jsonl", "sub/deep/d.html"]


def test_names_and_times_out_of_the_ordinary_are_listed(folder):
    odd = folder / os.fsdecode(b"caf\xe9\n.txt")
    odd.write_text("x")
    os.utime(odd, ns=(0, 1_700_000_000_123_456_789))
    (entry,) = [entry for entry in list_source(str(folder)) if "caf" in entry.uri]
    assert entry.uri.endswith("caf\\xe9\n.txt")
    assert entry.modified_at == datetime.fromtimestamp(1_700_000_000, UTC).replace(microsecond=123456)


def test_no_uri_of_a_file_is_taken_for_a_member_of_an_archive(tmp_path):
    paths = [tmp_path / name / "a.txt" for name in ("Yahoo!", "Yahoo!!/!", "Yahoo\\x21")]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.touch()
    uris = [entry.uri for entry in list_source(str(tmp_path))]
    assert not any(ARCHIVE_MARK in uri for uri in uris)
    assert sorted(map(path_of, uris)) == sorted(map(str, paths))


@pytest.mark.parametrize("source", ["", "missing", "missing/*.txt", "*.nothing", "s3://bucket/a", "empty"])
def test_an_unusable_source_is_refused_by_name(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError) as failure:
        list_source(source)
    assert source.split("/")[0].split("*")[0] in str(failure.value)


def test_a_source_whose_own_name_is_no_text_is_refused_and_read_through_the_folder_above(tmp_path):
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    (odd / "a.txt").write_text("x")
    with pytest.raises(SourceError, match=r"caf\\xe9: a name that is no UTF-8"):
        list_source(str(odd))
    assert names(list_source(str(tmp_path)), tmp_path) == [r"caf\xe9/a.txt"]


def test_a_pipe_as_the_source_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="pipe"):
        list_source(str(tmp_path / "pipe"))


def test_what_newsmill_writes_is_no_source(folder):
    lake = folder / "sub/lake"
    (lake / "articles").mkdir(parents=True)
    for name in (
        "sub/lake/articles/a.parquet",
        "sub/lake.openlineage.jsonl",
        "sub/lake.openlineage.old.jsonl",
        "sub/lakes.txt",
    ):
        (folder / name).write_text("x")
    (folder / "sub/report.html").write_bytes(b"<!doctype html>" + REPORT_MARK)
    (folder / "link").symlink_to(lake)
    expected = ["a.txt", "b.txt", "sub/c.jsonl", "sub/deep/d.html", "sub/lakes.txt"]
    assert names(list_source(str(folder), lake=lake, follow_links=True), folder) == expected
    with pytest.raises(SourceError, match="the lake itself"):
        list_source(str(lake), lake=lake)


def test_a_news_page_named_report_is_a_source(folder):
    (folder / "report.html").write_text("<!doctype html><p>The report")
    assert "report.html" in names(list_source(str(folder), lake=folder / "lake"), folder)


@pytest.mark.parametrize("mode", [0o000, 0o111])
def test_a_source_that_may_not_be_read_is_refused_with_what_to_do(own_folder, mode):
    inbox = own_folder / "in"
    inbox.mkdir()
    (inbox / "a.txt").touch()
    (inbox / "a.txt").chmod(0)
    with pytest.raises(SourceError, match=r"in/a\.txt cannot be read: Permission denied; give this user"):
        list_source(str(inbox / "a.txt"))
    inbox.chmod(mode)
    for source in (inbox, inbox / "*.txt"):
        with pytest.raises(SourceError, match="in cannot be read: Permission denied; give this user"):
            list_source(str(source))
    inbox.chmod(0o700)


def test_each_folder_within_that_may_not_be_read_is_an_entry_that_names_it(own_folder):
    for name in ("open", "shut", "sub/shut"):
        (own_folder / name).mkdir(parents=True)
        (own_folder / name / "a.txt").touch()
    shut = [own_folder / "shut", own_folder / "sub/shut"]
    for folder in shut:
        folder.chmod(0)
    found = {entry.uri: entry.error for entry in list_source(str(own_folder))}
    assert found == {
        f"{own_folder}/open/a.txt": None, **{str(at): "unreadable folder: Permission denied" for at in shut}
    }  # fmt: skip
    for folder in shut:
        folder.chmod(0o700)


def test_a_check_looks_no_further_than_the_first_file(tmp_path, monkeypatch):
    for folder in "abc":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").touch()
    listed = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))
    check_source(str(tmp_path))
    assert len(listed) == 2  # the source and one folder in it


def test_a_check_refuses_what_listing_refuses(tmp_path):
    (tmp_path / ".hidden").touch()
    for source in (str(tmp_path), str(tmp_path / "none"), "https://example.org/feed"):
        with pytest.raises(SourceError) as listing:
            list_source(source)
        with pytest.raises(SourceError) as checking:
            check_source(source)
        assert str(checking.value) == str(listing.value)
    check_source(str(tmp_path), may_be_empty=True)
