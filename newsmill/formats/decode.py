"""Bytes to text: which encoding a page is in, and its text without losing a character to a few bad bytes."""

import codecs
import re
from typing import Final

from newsmill.exceptions import NewsmillError
from newsmill.formats.latin import guess_latin

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16, hence asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MAX_CONTROL_SHARE: Final = 0.005
_SAMPLE_BYTES: Final = 16_384
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Text in a Latin alphabet has few bytes over 127; in another one most letters are.
_OTHER: Final = (
    "cp1251", "koi8_r", "iso8859_5", "cp866", "cp1253", "cp1255", "cp1256",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_MAX_LATIN_SHARE: Final = 0.2
_MAX_OTHER_SHARE: Final = 0.6
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class NotTextError(NewsmillError):
    """The bytes are no text in any encoding."""


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding.

    A byte order mark decides; else UTF-8; else UTF-16 by its NUL bytes; UTF-8 with a few bad bytes keeps its good
    characters and reads the bad ones as Windows-1252; else a statistical guess on a sample. A sequence cut off at
    the end gives U+FFFD. Raises `NotTextError` for binary data.

    >>> decode("Straße".encode("cp1252") * 9)[1]
    'cp1252'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    wide = utf_16_without_mark(data)
    if wide is not None:
        return data.decode(wide, "replace"), wide
    if _looks_binary(data):
        raise NotTextError("control bytes all over: binary data, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as failure:
        is_cut = failure.end == len(data) and "unexpected end" in failure.reason
        # One odd byte at the end of plain ASCII is rather a letter of another encoding than a cut.
        if is_cut and (failure.end - failure.start > 1 or not data[: failure.start].isascii()):
            return data.decode("utf-8", "replace"), "utf-8"
    return _decode_legacy(data)


def well_formed(text: str) -> str:
    """Text with pairs of surrogates joined and lone ones replaced by U+FFFD, so that UTF-8 can hold it."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _looks_binary(data: bytes) -> bool:
    sample = data[: 4 * _SAMPLE_BYTES]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _MAX_CONTROL_SHARE * len(sample)


def utf_16_without_mark(data: bytes) -> str | None:
    """UTF-16 in a Latin alphabet has NUL in most of its odd bytes (little end first) or its even ones."""
    sample = data[:_SAMPLE_BYTES]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.5 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.05 else None


def _decode_legacy(data: bytes) -> tuple[str, str]:
    high = len(_HIGH.findall(data))
    good = sum(map(len, _MULTIBYTE.findall(data)))
    if good * 2 >= high:
        return _decode_mixed(data), "utf-8+cp1252"
    first = _HIGH.search(data)
    begin = max(0, (first.start() if first else 0) - _SAMPLE_BYTES // 4)
    sample = data[begin : begin + _SAMPLE_BYTES]
    encoding = guess_latin(sample) if high <= _MAX_LATIN_SHARE * len(data) else _guess_other(sample)
    return (_windows(data) if encoding == "cp1252" else data.decode(encoding, "replace")), encoding


def _decode_mixed(data: bytes) -> str:
    parts: list[str] = []
    at = 0
    for match in _MULTIBYTE.finditer(data):
        parts += (_windows(data[at : match.start()]), match.group().decode("utf-8", "replace"))
        at = match.end()
    parts.append(_windows(data[at:]))
    return "".join(parts)


def _windows(data: bytes) -> str:
    """Windows-1252 with its five unused bytes read as Latin-1, as browsers do."""
    return "".join(
        piece.decode("latin-1") if piece in b"\x81\x8d\x8f\x90\x9d" and piece else piece.decode("cp1252")
        for piece in re.split(rb"([\x81\x8d\x8f\x90\x9d])", data)
    )


def _guess_other(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - costs its import only where it is needed

    best = from_bytes(sample, cp_isolation=list(_OTHER), enable_fallback=False).best()
    if best is not None:
        return best.encoding
    if len(_HIGH.findall(sample)) > _MAX_OTHER_SHARE * len(sample):
        raise NotTextError("no encoding gives text")
    return guess_latin(sample)
