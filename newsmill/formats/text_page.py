"""Plain text pages -> raw records: the text as it was decoded, nothing else is known of it."""

from newsmill.formats.decode import NotTextError, decode
from newsmill.formats.found import Found, Limits, reject
from newsmill.records import RawRecord


def read_text(data: bytes, limits: Limits) -> Found:
    """Read the one record of a text page."""
    if len(data) > limits.max_record_bytes:
        yield reject(
            data, "too_large", f"a page over {limits.max_record_bytes} bytes (extract.max_record_bytes)"
        )
        return
    try:
        text, encoding = decode(data)
    except NotTextError as failure:
        yield reject(data, "not_text", failure)
        return
    if not text.strip("\0\ufeff\ufffd \t\r\n\f\v\xa0"):
        yield reject(data, "empty", "nothing but spaces")
        return
    yield RawRecord(record=0, source_format="text", encoding=encoding, text=text)
