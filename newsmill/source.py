r"""The door to the source: which files it has.

A file's uri is its absolute path as the user names it (links in the root's path are not resolved), with bytes that
are no UTF-8 written as `\xNN`. Paths relative to the root would be the same for equal names under two roots, and
one article would silently replace another; absolute ones only cost flagged duplicates when a folder is renamed.
`!/` stands in a uri between an archive and its member only: the folder `Yahoo!` is written `Yahoo\x21/`, its file
`Yahoo\x21//a.txt`. No path has a doubled slash there, so no other file has that uri.
"""

import fnmatch
import os
import re
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from newsmill.exceptions import SourceError
from newsmill.lake.layout import REPORT_MARK, events_file, old_events_file, report_file

ARCHIVE_MARK: Final = "!/"
_FOLDER_MARK: Final = r"\x21//"
_WILD: Final = re.compile(r"[*?\[]")
# Of a regular expression: an escape, a point, a set.
_ANY: Final = re.compile(r"\\.|\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
# What operating systems leave behind, and Spark beside its tables.
_LITTER: Final = frozenset(
    {"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "_metadata", "_common_metadata", "_success"}
)
_REPORT_HEAD_BYTES: Final = 1 << 10
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the source as it was when listed; `error` where it, or the folder it stands for, cannot be read.

    `uri` names it in the lake, `path` is where its bytes are (links resolved where links are followed). `changed_ns` is
    the time that the system itself stamps on every change of its contents, its name or its rights.
    """

    uri: str
    path: str
    size: int
    modified_at: datetime
    error: str | None = None
    changed_ns: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder or file on the way: where it is, its name for the user, its path below the root."""

    real: str
    shown: str
    below: str

    def inner(self, name: str) -> "_Place":
        return _Place(
            f"{self.real.rstrip('/')}/{name}",
            f"{self.shown.rstrip('/')}/{name}",
            f"{self.below}/{name}".lstrip("/"),
        )


@dataclass
class _Walk:
    """A walk over a source: what it wants (all files, or those that match), what it found.

    Links are kept for the end, and each folder is listed once: so loops end, and what has a name of its own in
    the source keeps it.
    """

    follow_links: bool
    wanted: re.Pattern[str] | None
    # Whether one file is enough.
    is_check: bool = False
    entries: list[FileEntry] = field(default_factory=list)
    pending: list[_Place] = field(default_factory=list)
    links: list[_Place] = field(default_factory=list)
    own: frozenset[str] = frozenset()
    folders: set[tuple[int, int]] = field(default_factory=set)

    def wants(self, relative: str) -> bool:
        return self.wanted is None or self.wanted.fullmatch(relative) is not None

    def is_done(self) -> bool:
        return self.is_check and bool(self.entries)

    def fail(self, place: _Place, error: str) -> None:
        self.entries.append(FileEntry(uri_of(place.shown), place.real, 0, _EPOCH, error))


def list_source(
    source: str, *, follow_links: bool = False, lake: Path | None = None, may_be_empty: bool = False
) -> list[FileEntry]:
    """Regular files of a folder (with its subfolders), of a glob, or the one file, sorted by uri.

    Hidden files and what operating systems leave behind are skipped, pipes and devices never opened. Links below
    the root are skipped (targets inside are listed under their own names) unless `follow_links`; loops end.
    What newsmill itself writes in and beside `lake` is no source: else each run would ingest the one before.
    Raises `SourceError` when there is no such source, it cannot be read, or (unless `may_be_empty`) no file is in
    it; a folder below it that cannot be read is an entry with an error.
    """
    walk = _Walk(follow_links, None, own=_own(lake))
    _take(source, walk, may_be_empty=may_be_empty)
    return sorted(walk.entries, key=lambda entry: entry.uri)


def check_source(
    source: str, *, follow_links: bool = False, lake: Path | None = None, may_be_empty: bool = False
) -> None:
    """Raise `SourceError` where `list_source` would; looks no further than the first file."""
    walk = _Walk(follow_links, None, is_check=True, own=_own(lake))
    _take(source, walk, may_be_empty=may_be_empty)


def _take(source: str, walk: _Walk, *, may_be_empty: bool) -> None:
    shown = absolute_source(source)
    if not os.path.lexists(shown):
        shown, glob = _split_glob(shown, source)
        walk.wanted = _glob_pattern(glob)
    if os.path.isdir(shown):  # noqa: PTH112 - paths are text here: they hold bytes that are no UTF-8
        _walk(_Place(os.path.realpath(shown), shown, ""), walk)
    else:
        walk.entries.append(_single(shown, source))
    if not walk.entries and not may_be_empty:
        raise SourceError(
            f"{source}: no files to read there (hidden files, links, pipes and the lake itself are not counted); "
            "name a folder with article files, one file, or a glob in quotes"
        )


def absolute_source(source: str) -> str:
    """The same source named from the root, with `~` as the user's folder: it means the same in any process.

    Raises `SourceError` where it names no place on this machine.
    """
    if "://" in source:
        raise SourceError(f"{source}: only files and folders of this machine can be read; copy it here first")
    if not source.strip():
        raise SourceError("no source named; name a folder with article files, one file, or a glob in quotes")
    try:
        source.encode()
    except UnicodeEncodeError:
        # It is recorded and passed on as text.
        raise SourceError(
            f"{uri_of(source)}: a name that is no UTF-8; name a folder above it, or give it another name"
        ) from None
    return os.path.abspath(os.path.expanduser(source))  # noqa: PTH100, PTH111 - by name, links stay unresolved


def uri_of(path: str) -> str:
    r"""Give the uri of a path, valid Unicode: see the head of this module.

    >>> print(uri_of("/in/Yahoo!/a.txt"), uri_of("/in/wow!"))
    /in/Yahoo\x21//a.txt /in/wow!
    """
    # Of half a million files most names are plain, and take a quarter of the time this way.
    shown = path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
    return shown.replace(ARCHIVE_MARK, _FOLDER_MARK)


def path_of(uri: str) -> str:
    r"""Give the path of a file by its uri; of bytes that are no UTF-8 it stays as the uri writes them.

    >>> path_of(uri_of("/in/Yahoo!/a.txt"))
    '/in/Yahoo!/a.txt'
    """
    return uri.replace(_FOLDER_MARK, ARCHIVE_MARK)


def time_of(nanoseconds: int) -> datetime:
    """UTC time of a file's time stamp, to the microsecond; out of range gives 1970."""
    try:
        return _EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        return _EPOCH


def _own(lake: Path | None) -> frozenset[str]:
    """Real paths of what newsmill writes: the lake's folder, its events, its report."""
    if lake is None:
        return frozenset()
    report = [report_file(lake)] if _is_report(report_file(lake)) else []
    return frozenset(
        os.path.realpath(path) for path in (lake, events_file(lake), old_events_file(lake), *report)
    )


def _is_report(path: Path) -> bool:
    """Whether it is newsmill's own page and not a news page of that name."""
    try:
        with path.open("rb") as file:
            return REPORT_MARK in file.read(_REPORT_HEAD_BYTES)
    except OSError:
        return False


def _single(shown: str, source: str) -> FileEntry:
    real = os.path.realpath(shown)
    try:
        found = os.stat(real)  # noqa: PTH116 - see above
    except OSError as failure:
        raise SourceError(f"{source}: {failure.strerror}; check the path") from failure
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(f"{source}: a pipe, socket or device; only files and folders can be read")
    try:
        os.close(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    except OSError as failure:
        raise SourceError(_unreadable(source, failure)) from failure
    return _entry(shown, real, found)


def _entry(shown: str, real: str, found: os.stat_result) -> FileEntry:
    return FileEntry(
        uri_of(shown), real, found.st_size, time_of(found.st_mtime_ns), changed_ns=found.st_ctime_ns
    )


def _unreadable(what: str, failure: OSError) -> str:
    return f"{what} cannot be read: {failure.strerror}; give this user the right to read it, or name another source"


def _walk(root: _Place, walk: _Walk) -> None:
    walk.pending.append(root)
    _list_pending(walk)
    while walk.links and not walk.is_done():
        links, walk.links = sorted(walk.links, key=lambda place: place.shown), []
        named = {entry.path for entry in walk.entries}
        for link in links:
            target = _Place(os.path.realpath(link.real), link.shown, link.below)
            if target.real not in named:
                _visit(target, walk)
                _list_pending(walk)


def _list_pending(walk: _Walk) -> None:
    while walk.pending and not walk.is_done():
        _list_folder(walk.pending.pop(), walk)


def _list_folder(place: _Place, walk: _Walk) -> None:
    """Take up the entries of one folder; those below it and links are left for later."""
    if place.real in walk.own:
        return
    try:
        here = os.stat(place.real)  # noqa: PTH116 - see above
        if (here.st_dev, here.st_ino) in walk.folders:
            return
        walk.folders.add((here.st_dev, here.st_ino))
        with os.scandir(place.real) as listing:
            found = sorted(listing, key=lambda item: item.name)
    except OSError as failure:
        if not place.below:
            raise SourceError(_unreadable(place.shown, failure)) from failure
        walk.fail(place, f"unreadable folder: {failure.strerror}")
        return
    for item in found:
        if walk.is_done():
            return
        if item.name.startswith(".") or item.name.lower() in _LITTER:
            continue
        if not item.is_symlink():
            _visit(place.inner(item.name), walk)
        elif walk.follow_links:
            walk.links.append(place.inner(item.name))


def _visit(place: _Place, walk: _Walk) -> None:
    try:
        found = os.stat(place.real, follow_symlinks=False)  # noqa: PTH116 - see above
    except OSError as failure:
        # Gone since the folder was read, or a link to nowhere: on record, as any file that cannot be read.
        if walk.wants(place.below):
            walk.fail(place, f"unreadable: {failure.strerror}")
        return
    if stat.S_ISDIR(found.st_mode):
        walk.pending.append(place)
    elif stat.S_ISREG(found.st_mode) and walk.wants(place.below) and place.real not in walk.own:
        walk.entries.append(_entry(place.shown, place.real, found))


def _split_glob(shown: str, source: str) -> tuple[str, str]:
    """Folder before the first wildcard, and the pattern below it. Raises `SourceError` where there is none."""
    parts = shown.split("/")
    first = next((index for index, part in enumerate(parts) if _WILD.search(part)), None)
    if first is None:
        raise SourceError(f"{source}: no such file or folder; check the path, and quote a glob")
    root = "/".join(parts[:first]) or "/"
    if not os.path.isdir(root):  # noqa: PTH112 - see above
        raise SourceError(f"{source}: no such folder: {root}")
    return root, "/".join(parts[first:])


def _glob_pattern(glob: str) -> re.Pattern[str]:
    """Pattern of a glob in which `*`, `?` and `[...]` stay within a folder and `**` is any folders.

    >>> bool(_glob_pattern("**/*.txt").fullmatch("a/b/c.txt")), bool(_glob_pattern("*.txt").fullmatch("a/c.txt"))
    (True, False)
    """
    words: list[str] = []
    parts = glob.split("/")
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        if part == "**":
            words.append(".*" if is_last else "(?:[^/]+/)*")
        else:
            words.append(_part_pattern(part) + ("" if is_last else "/"))
    return re.compile("".join(words), re.DOTALL)


def _part_pattern(part: str) -> str:
    """Regular expression of a glob between two slashes: what fnmatch says, save that nothing in it matches a slash."""
    inside = fnmatch.translate(part)[len("(?s:") : -len(r")\Z")]
    return _ANY.sub(lambda found: {".": "[^/]", "[": f"(?!/){found[0]}"}.get(found[0][0], found[0]), inside)
