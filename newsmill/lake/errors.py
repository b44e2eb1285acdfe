"""What went wrong with the lake, in words that say what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa

from newsmill.exceptions import LakeError, LakeIOError


class ConflictError(LakeError):
    """The lake moved on since the changes were prepared: prepare them again from the newest snapshot."""


_ADVICE: Final[dict[int, str]] = {
    errno.ENOSPC: "the disk is full: free some space, or run `newsmill maintain` to drop old snapshots",
    errno.EDQUOT: "the disk quota is used up: free some space, or run `newsmill maintain`",
    errno.EROFS: "the file system is read-only: put the lake on one that can be written to",
    errno.EACCES: "permission denied: give this user read and write access to it",
    errno.EPERM: "not permitted: this user, or this file system, cannot make the links the lake is built of; "
    "give write access, or put the lake on a local POSIX file system",
    errno.EOPNOTSUPP: "the file system cannot make links: put the lake on a local POSIX file system",
    errno.ENOSYS: "the file system cannot make links: put the lake on a local POSIX file system",
    errno.EXDEV: "the lake spans two file systems: keep its whole folder on one",
    errno.EMLINK: "a file has too many snapshots: run `newsmill maintain` to drop old ones",
    errno.ENOTDIR: "a file stands where a folder is needed: name another folder",
    errno.EEXIST: "something else stands there already: name another folder",
    errno.EMFILE: "too many open files: raise the limit (`ulimit -n 4096`)",
    errno.ENAMETOOLONG: "the path is too long: name a shorter folder",
}


@contextmanager
def explained(doing: str, path: Path) -> Iterator[None]:
    """Turn an error of the system, or of Parquet, into a `LakeError` (`LakeIOError`): what was being done, where, what to do."""
    try:
        yield
    except OSError as error:
        # Parquet's own errors of damaged files come as errors of a system that gave no number.
        if error.errno is None:
            raise LakeError(_damaged(doing, path, error)) from error
        advice = _ADVICE.get(error.errno, str(error))
        raise LakeIOError(f"cannot {doing} {path}: {advice}") from error
    except pa.ArrowException as error:
        raise LakeError(_damaged(doing, path, error)) from error


def _damaged(doing: str, path: Path, error: Exception) -> str:
    # Parquet's words may be of several lines.
    words = " ".join(str(error).split())
    return f"cannot {doing} {path}: {words}; `newsmill verify` names damaged files"
