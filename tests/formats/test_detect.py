import gzip
from time import process_time

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
        (b'<?xml version="1.0"?><rss><item/></rss>', "feed.txt", "xml"),
        (b"<rss><title>a</title><p>b</p><p>c</p></rss>", "feed.txt", "xml"),
        (b"<!-- a --><nitf><body><p>a</p></body></nitf>", "story.html", "xml"),
        ('<?xml version="1.0" encoding="utf-16"?><nitf><body/></nitf>'.encode("utf-16"), "a", "xml"),
        (b'<?xml version="1.0"?><!DOCTYPE NewsML [<!ENTITY a "b">]><NewsML><NewsItem/></NewsML>', "a", "xml"),
        (b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry/></a:feed>', "a", "xml"),
        (b'<feed xmlns="https://shop.example/ns"><entry/></feed>', "a.xml", "other"),
        (
            b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>a</loc></url></urlset>',
            "a.xml",
            "other",
        ),
        (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>',
            "a.svg",
            "other",
        ),
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>',
            "a.rdf",
            "other",
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
            "a.xhtml",
            "html",
        ),
        (b"<rss> is the tag that begins a feed, the mayor said.", "a.txt", "text"),
        (b"The tags <rss><channel> begin a feed, the mayor said.", "a.txt", "text"),
        (b"<DOC>\n<TEXT>\n<P>a</P>\n<P>b</P>\n<P>c</P></TEXT>\n</DOC>\n<DOC></DOC>", "a.sgml", "other"),
        (b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS ID="1">a</REUTERS>', "a.sgm", "other"),
        (b"<strong>Mayor</strong><p>a</p><p>b</p><p>c</p>", "a.txt", "html"),
        (b"<my-app><p>a</p><p>b</p><p>c</p></my-app>", "a.txt", "html"),
        (b"<Mayor> said no.", "a.txt", "text"),
        (b'{"text": "a"}', "a.txt", "json"),
        (b'[{"text": "a"}]', "a.txt", "json"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.json", "jsonl"),
        (b'{"text": "a"}\n{"text": ', "a.txt", "jsonl"),
        (b'{"text": "a"', "a.json", "json"),
        (b'{"text": "a"}', "a.jsonl", "jsonl"),
        (b"not json at all", "a.jsonl", "jsonl"),
        (b'{\n "text": "a"\n}', "a.jsonl", "json"),
        (b'\xef\xbb\xbf[\n {\n  "text": "a"\n }\n]', "dump", "json"),
        ('[\n {\n  "text": "a"\n }\n]'.encode("utf-16"), "dump.txt", "json"),
        (b'[{"views": NaN, "text": "a"}]', "dump", "json"),
        (b'{"text": "a"}{"text": "b"}', "dump.txt", "json"),
        (b'[{"text": "a"}, {"text": "b', "dump.txt", "json"),
        (b'{bad line\n{"text": "a"}\n{"text": "b"}', "dump.txt", "json"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n<html><body><p>a", "crawl.txt", "warc"),
        (b"WARC/1.0 is a format of web archives, the library said on Monday.", "story.txt", "text"),
        (b"filedesc://a.arc 0.0.0.0 20240305 text/plain 76\n1 0 a\n<html><body><p>a", "a.arc", "binary"),
        (b" CDX N b a m s\nexample,a)/ 20240305100000 https://a.example/ text/html 200\n", "a.cdx", "other"),
        (
            b'!meta 0 {"format": "cdxj-gzip-1.0"}\nexample,a)/1 20240305100000\ta.cdx.gz\t0\n',
            "a.idx",
            "other",
        ),
        (b"From: a@b.example\r\nSubject: c\r\nMIME-Version: 1.0\r\n\r\nThe mayor", "a.txt", "other"),
        (
            b"From: a\nContent-Type: multipart/related;\n\tboundary=x\nMIME-Version: 1.0\n\n--x",
            "a.mhtml",
            "other",
        ),
        (b'id,title,text\n0,No,"The mayor said no on Monday, after long talks."\n', "a.csv", "csv"),
        (b"id\ttitle\ttext\n0\tNo\tThe mayor said no on Monday, after long talks.\n", "a.tsv", "csv"),
        (b"a: 1\nb: 2\n", "conf.yaml", "other"),
        (b"import os\nprint(1)\n", "a.py", "other"),
        (b"2024-01-01 00:00:00 INFO fetched https://a.example/\n" * 9, "run.log", "other"),
    ],
)
def test_content_decides_and_the_name_only_hints(data, name, kind):
    assert detect(data, name) == kind


def test_many_comments_before_what_is_no_page_take_no_time():
    began = process_time()
    assert detect(b"<!-- a -->" * 400 + b"The mayor said no.", "a.txt") == "text"
    assert detect(b"<!-- a -->" * 400 + b"<html><p>a", "a.txt") == "html"
    assert process_time() - began < 1


STORY = "Mayor says no to harbour plan\n\nThe mayor said on Monday that the plan would cost too much.\n\n\u201cWe cannot pay,\u201d she said.\n"


@pytest.mark.parametrize(
    "suffix", ["csv", "tsv", "yaml", "log", "cdx", "py", "eml", "srt", "conf", "0001", ""]
)
@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY * 99,
        "The mayor said on\nMonday, March 4, that the plan (of last\nyear) would cost; 24 mln dlrs\nand no more: too much.\n",
        "Title: Mayor says no\nAuthor: Jane Doe\nDate: Monday\n\n" + STORY,
        "From: the harbour\nBy: Jane Doe\n\n" + STORY,
        "市长星期一宣布了新的预算，议会将于下周就该计划进行投票，警方表示居民反对在河上建桥。\n",
        "Le maire a annoncé lundi que le projet du port coûterait trop cher à la ville.",
    ],
)
def test_an_article_is_an_article_under_any_name(text, suffix):
    assert detect(text.encode(), f"/in.d/story.{suffix}".rstrip(".")) == "text"
