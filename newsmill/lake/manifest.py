"""A snapshot's manifest: which files it is made of. Checked by pydantic when read."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from newsmill.exceptions import LakeError, LakeIOError
from newsmill.lake.errors import explained

FORMAT: Final = 2
NAME: Final = "_manifest.json"
_HEAD_BYTES: Final = 1 << 10
_CREATED: Final = re.compile(rb'"created_at": "([^"]+)"')


class FileEntry(BaseModel):
    """One Parquet file of a dataset; `path` is relative to the dataset's folder.

    `columns` is the number of columns it was written with: columns are only ever added, so a lower number
    than the schema's marks a file of an older schema. `crc32` is the checksum of its bytes when they were
    committed; files that were committed before format 2 have none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    rows: int
    bytes: int
    columns: int
    run: str
    crc32: int | None = None

    @property
    def year(self) -> int | None:
        """Year partition of the file; None in a flat dataset."""
        folder, slash, _ = self.path.partition("/")
        return int(folder.removeprefix("year=")) if slash else None


class Manifest(BaseModel):
    """All files of a snapshot, by dataset; the 0-row schema files are not listed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    version: int
    created_at: datetime
    run_id: str | None
    base: int | None
    datasets: dict[str, list[FileEntry]]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a manifest; `LakeError` where it is missing, damaged or of a newer format."""
        try:
            with explained("read", path):
                return cls.parse(path.read_bytes(), path)
        except LakeIOError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise LakeError(
                    f"{path} is missing: the snapshot is damaged or not one of newsmill's"
                ) from None
            raise

    @classmethod
    def parse(cls, content: bytes, path: Path) -> Self:
        """Check a manifest's content; `path` is for the error's words."""
        try:
            return cls.model_validate_json(content)
        except ValidationError as error:
            found = _format_of(content)
            if found > FORMAT:
                raise LakeError(
                    f"{path} has format {found}, this newsmill reads up to {FORMAT}: upgrade newsmill"
                ) from error
            raise LakeError(f"{path} is damaged: {error.errors()[0]['msg']}") from error

    def model_post_init(self, _context: object) -> None:
        """Refuse a newer format even where its fields happen to fit."""
        if self.format > FORMAT:
            raise LakeError(
                f"manifest of format {self.format}, this newsmill reads up to {FORMAT}: upgrade newsmill"
            )

    def content(self) -> bytes:
        """Write the manifest as JSON, one line a file, so that people can read and compare it."""
        head = self.model_dump(mode="json", exclude={"datasets"})
        lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
        body = ",\n".join(
            f"  {json.dumps(name)}: ["
            + ",".join(f"\n   {json.dumps(entry.__dict__)}" for entry in entries)
            + "]"
            for name, entries in self.datasets.items()
        )
        return ("{\n" + "\n".join(lines) + '\n "datasets": {\n' + body + "\n }\n}\n").encode()


def _format_of(content: bytes) -> int:
    try:
        return int(json.loads(content)["format"])
    except (ValueError, KeyError, TypeError):
        return 0


def created_at(path: Path) -> datetime:
    """When a snapshot was made, from the first lines of its manifest; of a damaged one the time of its folder."""
    try:
        with path.open("rb") as file:
            found = _CREATED.search(file.read(_HEAD_BYTES))
        if found:
            return datetime.fromisoformat(found[1].decode())
    except (OSError, ValueError):
        pass
    return datetime.fromtimestamp(path.parent.stat().st_mtime, UTC)


def utc_now() -> datetime:
    """Tell the time stamped on snapshots."""
    return datetime.now(UTC)
