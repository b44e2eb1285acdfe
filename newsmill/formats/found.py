"""What a reader finds in a source: articles and rejects; and the limits it keeps to."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from newsmill.records import RawRecord


class Limits(BaseModel):
    """How much one source may cost; what is larger is rejected, with its beginning kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_file_bytes: PositiveInt = Field(
        default=128 << 20,
        description="Bytes of a file or an archive member; JSONL and Parquet files and web archives are read in parts, of which none may be larger.",
    )
    max_record_bytes: PositiveInt = Field(
        default=16 << 20, description="Bytes of one record: a line, an element of a JSON list, a text page."
    )
    max_html_bytes: PositiveInt = Field(
        default=8 << 20, description="Bytes of an HTML page, whose parsing costs far more than its size says."
    )
    max_archive_bytes: PositiveInt = Field(
        default=256 << 20,
        description="Bytes an archive may unpack to, all members together; a Parquet or Arrow file likewise.",
    )
    max_archive_members: PositiveInt = Field(default=20_000, description="Members of an archive.")
    max_ratio: PositiveInt = Field(
        default=200,
        description="Unpacked bytes for a packed one; news text reaches 10, bombs 1,000. Not asked of the first MiB.",
    )


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that gives no article: a fixed word says why, `error` in the words of whoever failed.

    `offset` is the first byte of the record in its source, where known; `content` its bytes, not yet capped.
    """

    record: int
    reason: str
    error: str
    content: bytes
    content_bytes: int
    offset: int | None = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is no article by its kind, in a word or two (`request`, `image/png`); counted, not kept."""

    record: int
    kind: str


Found = Iterator[RawRecord | Reject]
Finding = RawRecord | Reject | Skipped


def reject(data: bytes, reason: str, error: object, record: int = 0, offset: int | None = 0) -> Reject:
    """Reject a record of which all bytes are at hand."""
    return Reject(record, reason, str(error), data, len(data), offset)
