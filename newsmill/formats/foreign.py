"""Text that is no article and no record: mail, tables, code; told by content, the name as evidence."""

import csv
import io
import re
from typing import Final

_MAIL: Final = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}", re.ASCII)
_MAIL_ONLY: Final = re.compile(
    r"^(?:MIME-Version|Message-ID|Content-Transfer-Encoding|Received|Return-Path):",
    re.IGNORECASE | re.MULTILINE,
)
_TABLE: Final = "a table whose header names no text"
_BY_NAME: Final = {
    suffix: words
    for words, suffixes in {
        _TABLE: "csv tsv",
        "data or settings": "yaml yml toml ini cfg conf env properties",
        "a log": "log",
        "an index of a web archive": "cdx cdxj idx",
        "program code": "py js mjs ts java c h cpp cs go rs rb sh bat ps1 sql css scss r",
    }.items()
    for suffix in suffixes.split()
}
# What most lines of a file of that kind look like, and few of a story, however it is broken into lines.
_LINE_OF: Final = {
    "data or settings": re.compile(r"\s*(?:- |#|\[.*\]\s*$|[\w.\"'-]+\s*[:=](?!//))"),
    "a log": re.compile(
        r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:|\[?(?:DEBUG|INFO|WARN|ERROR)\b"
    ),
    "an index of a web archive": re.compile(r"\s?CDX |![\w-]+ |\S+\)\S* \d{14}\b"),
    "program code": re.compile(
        r"\s*(?:#|//|/?\*|@|import |from \S+ import|def |class |return\b|else\b|try\b|\W+$)|.*(?:;\s*$|[{}=_\\]|\w\(|[:(\[]\s*$)"
    ),
}
_FEWEST: Final = 2


def foreign_format(head: str, name: str) -> str | None:
    r"""What a text is in words, where it is none that is read; `head` is its beginning.

    >>> foreign_format("a: 1\nb: 2", "conf.yaml")
    'data or settings'
    >>> foreign_format("The mayor said on Monday that the talks go on.", "story.log") is None
    True
    """
    headers = _MAIL.match(head.replace("\r\n", "\n"))
    if headers is not None and _MAIL_ONLY.search(headers.group()):
        return "a mail"
    file = name.lower().rpartition("/")[2]
    words = _BY_NAME.get(file.rpartition(".")[2]) if "." in file else None
    if words is None:
        return None
    return words if (_is_table(head) if words == _TABLE else _is_of(words, head)) else None


def _is_of(words: str, head: str) -> bool:
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum(_LINE_OF[words].match(line) is not None for line in lines) > len(lines)


def _is_table(head: str) -> bool:
    """Whether all lines have as many columns as the first; the last may be cut."""
    for delimiter in ",;\t|":
        try:
            rows = [row for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row]
        except csv.Error:
            continue
        widths = {len(row) for row in (rows[:-1] or rows)}
        # Words of a sentence stand behind the comma and a space.
        is_sentence = any(cell.startswith(" ") for row in rows for cell in row)
        if not is_sentence and len(rows) >= _FEWEST and len(widths) == 1 and min(widths) >= _FEWEST:
            return True
    return False
