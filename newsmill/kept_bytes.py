"""The bytes that dataset `raw` keeps, made files again."""

import shutil
from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.dataset as ds

from newsmill.identity import DIGEST_BYTES
from newsmill.lake.errors import explained
from newsmill.lake.snapshot import Snapshot

_BATCH_ROWS: Final = 64
_BLOCK_BYTES: Final = 1 << 20


def restore(snapshot: Snapshot, digests: Collection[str], folder: Path) -> dict[str, Path]:
    """Files below `folder`, by digest, of the sources whose bytes are kept whole; others are left out.

    Every file is checked against its digest. Memory: a few parts at a time.
    """
    if not digests:
        return {}
    wanted = ds.field("digest").isin(pa.array(sorted(digests), pa.string()))
    columns = ["digest", "part", "size", "bytes"]
    parts: dict[str, dict[int, Path]] = {}
    with explained("restore kept bytes in", folder):
        scanner = snapshot.dataset("raw").scanner(
            columns=columns, filter=wanted, batch_size=_BATCH_ROWS, batch_readahead=1, fragment_readahead=1
        )
        for batch in scanner.to_batches():
            for row in batch.to_pylist():
                parts.setdefault(row["digest"], {})[row["part"]] = _unpack(row, folder)
        joined = {digest: _join(digest, found) for digest, found in parts.items()}
    return {digest: path for digest, path in joined.items() if path is not None}


def _unpack(row: dict[str, Any], folder: Path) -> Path:
    part: Path = folder / row["digest"] / f"part-{row['part']}"
    part.parent.mkdir(parents=True, exist_ok=True)
    size = row["size"]
    part.write_bytes(pa.decompress(row["bytes"], size, "zstd", asbytes=True) if size else b"")
    return part


def _join(digest: str, parts: dict[int, Path]) -> Path | None:
    """Join the parts in order; None where they do not give the bytes of that digest."""
    first = next(iter(parts.values()))
    whole = first.with_name("source")
    draft = first.with_name("source.tmp")
    state = blake2b(digest_size=DIGEST_BYTES)
    with draft.open("wb") as target:
        for _, part in sorted(parts.items()):
            with part.open("rb") as source:
                while block := source.read(_BLOCK_BYTES):
                    state.update(block)
                    target.write(block)
            part.unlink()
    if state.hexdigest() != digest:
        shutil.rmtree(draft.parent)
        return None
    draft.replace(whole)
    return whole
