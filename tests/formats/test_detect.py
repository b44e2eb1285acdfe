import gzip

import pytest

from newsmill.formats.detect import detect

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"The mayor said no.", "a.txt", "text"),
        (b"The mayor said no.", "README", "text"),
        (b"# Heading\n\nThe mayor said no.", "a.md", "text"),
        (b"The mayor said no.", "a.html", "text"),
        (b"[Photo: the mayor]\n\nThe mayor said no.", "a.txt", "text"),
        (b"{sic} the mayor said no.", "a.txt", "text"),
        (b"<b>Mayor</b> says no", "a.txt", "text"),
        (PNG, "a.txt", "binary"),
        (b"%PDF-1.7 ...", "a.html", "binary"),
        (bytes(range(256)) * 9, "a.json", "binary"),
        (gzip.compress(b"x", mtime=0), "a.txt", "archive"),
        (b"PK\x03\x04....", "a.docx", "archive"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>a", "a.txt", "html"),
        ("<html><body><p>a".encode("utf-16"), "a", "html"),
        (b"<!-- saved --><HTML>", "a", "html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "a.xml", "html"),
        (b"<div><p>One</p><p>Two</p></div>", "a.txt", "html"),
        (b'<?xml version="1.0"?><rss><item/></rss>', "feed.txt", "other"),
        (b'{"text": "a"}', "a.txt", "json"),
        (b'[{"text": "a"}]', "a.txt", "json"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.json", "jsonl"),
        (b'{"text": "a"}\n{"text": ', "a.txt", "jsonl"),
        (b'{"text": "a"', "a.json", "json"),
        (b'{"text": "a"}', "a.jsonl", "jsonl"),
        (b"not json at all", "a.jsonl", "jsonl"),
        (b'{\n "text": "a"\n}', "a.jsonl", "json"),
    ],
)
def test_content_decides_and_the_name_only_hints(data, name, kind):
    assert detect(data, name) == kind
