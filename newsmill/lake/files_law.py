"""Whether the files of a snapshot are those of its manifest, readable, and of the right schema."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from newsmill.exceptions import LakeError
from newsmill.lake.layout import schema_path
from newsmill.lake.manifest import FileEntry
from newsmill.lake.problem import Problem
from newsmill.lake.publication import is_same
from newsmill.lake.seal import seal
from newsmill.lake.snapshot import Snapshot
from newsmill.schema import Dataset

BATCH_ROWS: Final = 4_096


def check_files(snapshot: Snapshot, datasets: Mapping[str, Dataset]) -> tuple[Snapshot, list[Problem]]:
    """Compare files with the manifest; gives the snapshot reduced to its sound files, and the problems.

    Reads all bytes of every file, and decodes all columns, `BATCH_ROWS` rows at a time.
    """
    problems: list[Problem] = []
    sound: dict[str, list[FileEntry]] = {}
    for name, entries in snapshot.manifest.datasets.items():
        dataset = datasets[name]
        problems += _strays(snapshot, dataset, entries)
        problems += _schema_file(snapshot, dataset)
        sound[name] = []
        for entry in entries:
            found = list(_file(snapshot.file(name, entry), entry, dataset))
            problems += found
            if not found:
                sound[name].append(entry)
    reduced = snapshot.manifest.model_copy(update={"datasets": sound})
    return Snapshot(snapshot.path, reduced), problems


def _strays(snapshot: Snapshot, dataset: Dataset, entries: list[FileEntry]) -> Iterator[Problem]:
    folder = snapshot.path / dataset.name
    known = {entry.path for entry in entries} | {schema_path(is_partitioned=dataset.is_partitioned)}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if not path.is_dir() and relative not in known:
            yield Problem(dataset.name, relative, "files", "is in the folder, but not in the manifest")


def _schema_file(snapshot: Snapshot, dataset: Dataset) -> Iterator[Problem]:
    path = schema_path(is_partitioned=dataset.is_partitioned)
    try:
        schema = snapshot.schema(dataset.name)
    except (LakeError, pa.ArrowException) as error:
        yield Problem(dataset.name, path, "files", str(error))
        return
    # A lake of an older newsmill lacks the newest columns until its next commit.
    known = pa.schema([f for f in dataset.schema if f.name in schema.names])
    if not is_same(schema, known) and not schema.equals(known):
        yield Problem(dataset.name, path, "schema", "differs from the schema of this newsmill")


def _file(file: Path, entry: FileEntry, dataset: Dataset) -> Iterator[Problem]:
    def problem(law: str, detail: str) -> Problem:
        return Problem(dataset.name, entry.path, law, detail)

    try:
        size, checksum = seal(file)
        is_altered = entry.crc32 not in {None, checksum}
        with pq.ParquetFile(file) as parquet:
            rows, schema = parquet.metadata.num_rows, parquet.schema_arrow
            # What is known to be altered need not be tried: decoders are not made for it.
            for _ in () if is_altered else parquet.iter_batches(BATCH_ROWS):
                pass
    except FileNotFoundError:
        yield problem("files", "is in the manifest, but not in the folder")
        return
    except (OSError, pa.ArrowException) as error:
        yield problem("files", f"cannot be read: {error}")
        return
    if size != entry.bytes:
        yield problem("manifest", f"{size} bytes, the manifest says {entry.bytes}")
    elif is_altered:
        yield problem("manifest", "its bytes are not those that were committed: the checksum differs")
    if rows != entry.rows:
        yield problem("manifest", f"{rows} rows, the manifest says {entry.rows}")
    for column in schema:
        at = dataset.schema.get_field_index(column.name)
        if at < 0 or dataset.schema.field(at).type != column.type:
            yield problem("schema", f"column {column.name} of type {column.type} is not in the schema")
