"""A description of the lake in Croissant 1.0 (JSON-LD, schema.org), for tools that load data sets by it.

It follows from `newsmill.schema` alone and stands as `croissant.json` at the lake's root, where readers of a
dataset's folder do not meet it.
"""

import json
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pyarrow as pa

from newsmill import __version__
from newsmill.schema import DATASETS, Dataset

NAME: Final = "croissant.json"

# The standard's own context, word for word: validators compare it.
_CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def describe(datasets: dict[str, Dataset] = DATASETS) -> dict[str, Any]:
    """The description as JSON-LD: a file set and a record set for each dataset, a field for each column.

    It names no licence and no date: they are those of the articles, which newsmill does not know.
    """
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "newsmill-lake",
        "description": "News articles, cleaned, deduplicated and enriched by newsmill, as partitioned Parquet.",
        "version": __version__,
        "isLiveDataset": True,
        "distribution": [_file_set(dataset) for dataset in datasets.values()],
        "recordSet": [_record_set(dataset) for dataset in datasets.values()],
    }


def write_description(lake: Path) -> bool:
    """Write `croissant.json` at the lake's root where it is missing or says otherwise; True if it was written."""
    words = json.dumps(describe(), indent=1, ensure_ascii=False) + "\n"
    file = lake / NAME
    if file.is_file() and file.read_text(encoding="utf-8") == words:
        return False
    temporary = file.with_name(f".{NAME}.{uuid4().hex}.tmp")
    try:
        temporary.write_text(words, encoding="utf-8")
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def _file_set(dataset: Dataset) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{dataset.name}-files",
        "name": f"{dataset.name}-files",
        "description": f"Parquet files of {dataset.name}{', by year' if dataset.is_partitioned else ''}.",
        "encodingFormat": "application/x-parquet",
        "includes": f"{dataset.name}/{'*/' if dataset.is_partitioned else ''}*.parquet",
    }


def _record_set(dataset: Dataset) -> dict[str, Any]:
    fields = [_field(dataset, column) for column in dataset.schema]
    if dataset.is_partitioned:
        fields.append(_year(dataset))
    return {
        "@type": "cr:RecordSet",
        "@id": dataset.name,
        "name": dataset.name,
        "description": f"A record is {dataset.row}.",
        "key": [{"@id": f"{dataset.name}/{column}"} for column in dataset.key],
        "field": fields,
    }


def _field(dataset: Dataset, column: pa.Field) -> dict[str, Any]:
    is_list = pa.types.is_list(column.type)
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{dataset.name}/{column.name}",
        "name": column.name,
        "description": column.metadata[b"description"].decode(),
        "dataType": _data_type(column.type.value_type if is_list else column.type),
        "source": {"fileSet": {"@id": f"{dataset.name}-files"}, "extract": {"column": column.name}},
    }
    return described | ({"repeated": True} if is_list else {})


def _year(dataset: Dataset) -> dict[str, Any]:
    """The partition, which stands in the path of a file and not in the file."""
    return {
        "@type": "cr:Field",
        "@id": f"{dataset.name}/year",
        "name": "year",
        "description": "Year of the article's date, 0 where undated; the partition.",
        "dataType": "sc:Integer",
        "source": {
            "fileSet": {"@id": f"{dataset.name}-files"},
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": r".*year=(\d+)/.*"},
        },
    }


def _data_type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "sc:Integer"
    if pa.types.is_floating(kind):
        return "sc:Float"
    if pa.types.is_date(kind):
        return "sc:Date"
    if pa.types.is_timestamp(kind):
        return "sc:DateTime"
    # Bytes have no type of their own in Croissant 1.0.
    return "sc:Text"
