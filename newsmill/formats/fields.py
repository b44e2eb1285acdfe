"""A JSON object -> a raw record: fields under whatever names, in whatever shapes, dumps keep them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import orjson

from newsmill.formats.aliases import SUMMARIES, plain_name, plan, wrappers_of
from newsmill.formats.images import image_address, is_web
from newsmill.formats.markup import strip_markup
from newsmill.formats.markup_links import links_in
from newsmill.formats.people import people, plain
from newsmill.formats.timestamps import parse_timestamp
from newsmill.records import RawRecord

_LANGUAGE: Final = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
_LANGUAGES: Final = {
    word: code
    for code, words in {
        "ar": "ara arabic", "cs": "ces cze czech", "da": "dan danish", "de": "deu ger german deutsch",
        "el": "ell gre greek", "en": "eng english", "es": "spa spanish", "fa": "fas per persian farsi",
        "fi": "fin finnish", "fr": "fra fre french", "he": "heb hebrew", "hi": "hin hindi", "hu": "hun hungarian",
        "id": "ind indonesian", "it": "ita italian", "ja": "jpn japanese", "ko": "kor korean", "nl": "nld dut dutch",
        "no": "nor norwegian", "pl": "pol polish", "pt": "por portuguese", "ro": "ron rum romanian",
        "ru": "rus russian", "sv": "swe swedish", "tr": "tur turkish", "uk": "ukr ukrainian",
        "vi": "vie vietnamese", "zh": "zho chi chinese",
    }.items()
    for word in words.split()
}  # fmt: skip
_NAMES: Final = ("name", "title", "value", "$oid", "@id", "id", "url")
_PROSE: Final = (
    "main", "rendered", "text", "content", "value", "body", "summary", "headline", "title", "paragraphs", "sections",
    "blocks", "children", "items",
)  # fmt: skip
_PAGE: Final = re.compile(r"https?://[^/\s]+/[^\s]+$", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)", re.IGNORECASE)
_MAX_PROSE_DEPTH: Final = 16
_BREAK: Final = re.compile(r"[;|]")
# Seconds since 1970 below these are a flag, a year or a counter; dates out of these years stand for none.
_FEWEST_SECONDS: Final = 10**7
_YEARS: Final = range(1500, 2101)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Two fields mean one moment if a day without its time and the zones between explain what they differ by.
_SAME_MOMENT: Final = timedelta(hours=38)
_LARGEST_OFFSET: Final = timedelta(hours=14)
_OFFSET_STEP: Final = timedelta(minutes=15)


def _one(value: Any) -> str | None:
    """Give the text of a scalar, or of what an object or a one-element list names."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return next((found for key in _NAMES if (found := _one(value.get(key)))), None)
    return _one(value[0]) if isinstance(value, list) and len(value) == 1 else None


def _many(value: Any) -> list[str] | None:
    if isinstance(value, str):
        return [words for part in _BREAK.split(value) if (words := part.strip())] or None
    if isinstance(value, list):
        return [found for item in value if (found := _one(item))] or None
    return [found] if (found := _one(value)) else None


def _prose(value: Any, depth: int = _MAX_PROSE_DEPTH) -> str | None:
    """Text of a string, of a list of paragraphs, or of an object that nests them."""
    if isinstance(value, str):
        text = strip_markup(value) if "<" in value else value
        return text if text and not text.isspace() else None
    if not depth:
        return None
    if isinstance(value, list):
        parts = [part for item in value if (part := _prose(item, depth - 1))]
    elif isinstance(value, Mapping):
        parts = []
        for key in _PROSE:
            if key not in value or (key == "summary" and parts):
                continue
            if (part := _prose(value[key], depth - 1)) and part not in parts:
                parts.append(part)
    else:
        return None
    return "\n\n".join(parts) or None


def _markup(value: Any, depth: int = _MAX_PROSE_DEPTH) -> str:
    """The strings that `_prose` makes its text of, as they are."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        value = [value[key] for key in _PROSE if key in value]
    return "\n".join(_markup(item, depth - 1) for item in value) if depth and isinstance(value, list) else ""


def _title(value: Any) -> str | None:
    return _one(value) if isinstance(value, str) else _prose(value)


def _web_address(value: Any) -> str | None:
    found = _one(value)
    return found.strip().replace("&amp;", "&") if found else None


def _section(value: Any) -> str | None:
    """Name of a section; a number is a key of some table."""
    found = _one(value)
    return plain(found) if found and not found.isdecimal() else None


def _site(value: Any) -> str | None:
    found = _one(value)
    return (host(found) or plain(found)) if found else None


def language_code(value: Any) -> str | None:
    """ISO 639-1 code of a language tag, a three-letter code or an English name.

    >>> language_code("en-GB"), language_code("German"), language_code("?")
    ('en', 'de', None)
    """
    words = _one(value)
    if not words:
        return None
    words = words.strip().lower()
    match = _LANGUAGE.fullmatch(words)
    return match[1] if match else _LANGUAGES.get(words)


_COERCIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "text": _prose,
    "external_id": _one,
    "url": _web_address,
    "title": _title,
    "authors": people,
    "section": _section,
    "language": language_code,
    "site": _site,
    "image_url": image_address,
    "captions": _many,
}


def host(url: str | None) -> str | None:
    """Give the host of an address, without `www.`."""
    match = _HOST.match(url or "")
    return match[1].lower() if match else None


def record_of(found: Mapping[str, Any], record: int, source_format: str, encoding: str) -> RawRecord | None:
    """Raw record of a JSON object; None where it has no text.

    Of several keys for one field the best usable one counts; the others, unknown keys and values that were not
    understood in full (a time without a zone) stay in `extra` under their own names.
    """
    values: dict[str, Any] = {}
    keys = tuple(found)
    fields, unknown = plan(keys)
    nested = [key for key in wrappers_of(keys) if is_record(found[key])]
    if nested and not has_own_text(found, nested):
        return _unwrapped(found, nested[0], record, source_format, encoding)
    extra: dict[str, Any] = {key: found[key] for key in unknown}
    for field, names in fields:
        if field == "published_at":
            _take_time(field, found, names, values, extra)
        elif (key := _take(field, found, names, values, extra)) and field == "text":
            values["links"] = links_in(_markup(found[key]))
    if "text" not in values:
        inner = next((key for key in wrappers_of(keys) if isinstance(found[key], Mapping)), None)
        return _unwrapped(found, inner, record, source_format, encoding) if inner else None
    _complete(found, values)
    if "site" not in values and (site := host(values.get("url"))):
        values["site"] = site
    if extra:
        values["extra"] = dump(extra)
    return RawRecord(record=record, source_format=source_format, encoding=encoding, **values)


def has_own_text(found: Mapping[str, Any], besides: Sequence[str] = ()) -> bool:
    """Whether an object has the text of an article itself: more than a summary, and not under the keys `besides`."""
    names = dict(plan(tuple(found))[0]).get("text", ())
    return any(
        plain_name(key) not in SUMMARIES and key not in besides and _prose(found[key]) is not None
        for key in names
    )


def is_record(value: Any) -> bool:
    """Whether an object names a text and what belongs to one: a record that stands one level down."""
    if not isinstance(value, Mapping):
        return False
    fields = {field for field, _ in plan(tuple(value))[0]}
    return "text" in fields and not fields.isdisjoint({"title", "authors", "published_at", "url"})


def _coerce(field: str, value: Any) -> tuple[Any, bool]:
    kept = _COERCIONS[field](value)
    if field == "image_url":
        return kept, kept == value and is_web(kept)
    is_whole = isinstance(value, str) or kept == value or field in {"text", "authors", "external_id"}
    return kept, kept is not None and is_whole


def _take(
    field: str, found: Mapping[str, Any], keys: Sequence[str], values: dict[str, Any], extra: dict[str, Any]
) -> str | None:
    """Take the best usable value of a field and give its key; the others, and what is not understood in full, stay in `extra`."""
    taken = None
    for key in keys:
        value = found[key]
        if value is None:
            continue
        kept, is_whole = (None, False) if field in values else _coerce(field, value)
        if kept is not None:
            values[field], taken = kept, key
        if not is_whole and value not in ("", [], {}):
            extra[key] = value
    return taken


def _take_time(
    field: str, found: Mapping[str, Any], keys: Sequence[str], values: dict[str, Any], extra: dict[str, Any]
) -> None:
    """Take the best of the times; the others, and what is not exact, stay in `extra`.

    The first that is a plausible time, but of two that mean the same moment the exact one.
    """
    best: tuple[datetime, bool, str] | None = None
    for key in keys:
        moment, is_exact = _time(key, found[key])
        if moment is None:
            continue
        is_better = best is None or (is_exact and not best[1] and abs(moment - best[0]) <= _SAME_MOMENT)
        if is_better:
            best = (moment if best is None else _in_local_zone(moment, best[0])), is_exact, key
    if best is not None:
        values[field] = best[0]
    for key in keys:
        is_told = best is not None and best[1] and key == best[2]
        if not is_told and found[key] not in (None, "", [], {}):
            extra[key] = found[key]


def _in_local_zone(moment: datetime, local: datetime) -> datetime:
    """An exact moment in the zone in which a clock shows the other time: WordPress writes both, and the day is the local one."""
    offset = local.replace(tzinfo=UTC) - moment.astimezone(UTC)
    is_of_zone = abs(offset) <= _LARGEST_OFFSET and not offset % _OFFSET_STEP
    return moment.astimezone(timezone(offset)) if is_of_zone else moment


def _time(key: str, value: Any) -> tuple[datetime | None, bool]:
    if isinstance(value, int | float) and value < _FEWEST_SECONDS:
        return None, False
    moment, is_exact = parse_timestamp(value)
    if moment is None or moment.year not in _YEARS or moment == _EPOCH:
        return None, False
    is_exact = is_exact or (isinstance(value, str) and ":" in value and plain_name(key).endswith("gmt"))
    return moment, is_exact


def _complete(found: Mapping[str, Any], values: dict[str, Any]) -> None:
    """Fill in what other fields say: a page's address as its source, WordPress's authors in `_embedded`."""
    source = found.get("source")
    if "url" not in values and isinstance(source, str) and _PAGE.match(source):
        values["url"] = _web_address(source)
    embedded = found.get("_embedded")
    if (
        "authors" not in values
        and isinstance(embedded, Mapping)
        and (names := people(embedded.get("author")))
    ):
        values["authors"] = names
    if "image_url" not in values and isinstance(embedded, Mapping):
        values["image_url"] = image_address(embedded.get("wp:featuredmedia"))


def _unwrapped(
    found: Mapping[str, Any], key: str, record: int, source_format: str, encoding: str
) -> RawRecord | None:
    """Record one level down, as search engines export it: `{"_id": ..., "_source": {"text": ...}}`."""
    inner = found[key]
    outer = {name: value for name, value in found.items() if name != key and name not in inner}
    return record_of({**outer, **inner}, record, source_format, encoding)


def dump(value: Any) -> str:
    """JSON of a value. Raises `RecursionError` where it is nested too deeply."""
    try:
        return orjson.dumps(value).decode("utf-8")
    except TypeError:  # nested deeper than orjson writes
        return json.dumps(value, ensure_ascii=False)
