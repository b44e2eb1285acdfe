"""Where things stand in a lake's folder, and the names they may have."""

import os
import re
from pathlib import Path
from typing import Final

from newsmill.exceptions import LakeError

CURRENT: Final = ".current"
SNAPSHOTS: Final = ".snapshots"
STAGING: Final = ".staging"
LOCK: Final = ".lock"
GARBAGE: Final = ".tmp"
SCHEMA_FILE: Final = "00-schema.parquet"
UNDATED: Final = 0
REPORT_MARK: Final = b'<meta name="generator" content="newsmill '

# Readers skip names that begin with a dot or an underscore; the schema file 00-schema must be first of all names.
# A digest that begins with 00 comes after it.
_NAME: Final = re.compile(r"(?!00-)[A-Za-z0-9][A-Za-z0-9._-]{0,150}")


def checked_name(name: str, what: str) -> str:
    """Give back `name` if it may be part of a file's name in the lake; else `LakeError`."""
    if not _NAME.fullmatch(name):
        raise LakeError(f"{what} {name!r}: letters, digits, dot, dash and underscore only, not 00- first")
    return name


def snapshot_name(version: int) -> str:
    """Folder name of a snapshot."""
    return f"{version:08d}"


def schema_path(*, is_partitioned: bool) -> str:
    """Path of a dataset's 0-row schema file in the dataset's folder: the first file for every reader."""
    return f"year={UNDATED}/{SCHEMA_FILE}" if is_partitioned else SCHEMA_FILE


def events_file(lake: Path) -> Path:
    """Where a lake's events stand: `<lake>.openlineage.jsonl`, beside it. One writer at a time: the run."""
    return lake.with_name(f"{lake.name}.openlineage.jsonl")


def old_events_file(lake: Path) -> Path:
    """Where events go when their file has grown too long: `<lake>.openlineage.old.jsonl`."""
    return lake.with_name(f"{lake.name}.openlineage.old.jsonl")


def report_file(lake: Path) -> Path:
    """Where a report on a lake is written unless the user says where: beside it."""
    return lake.with_name("report.html")


def fsync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
