import json
from datetime import datetime

import pytest

from newsmill.formats.found import Limits
from newsmill.formats.json_records import read_json
from newsmill.formats.parse import parse

LIMITS = Limits()
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
)
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
TEXT = "<description>It rained.</description>"


def read(data):
    data = data if isinstance(data, bytes) else data.encode()
    return [found for _, found in parse(data, "feed.xml", LIMITS)]


def of_rss(item, channel=""):
    (found,) = read(f'<rss version="2.0" {SPACES}><channel>{channel}<item>{item}</item></channel></rss>')
    return found


def of_atom(entry, feed=""):
    (found,) = read(f"<feed {ATOM}>{feed}<entry>{entry}</entry></feed>")
    return found


def extra(found):
    return json.loads(found.extra or "{}")


def test_an_item_of_rss_gives_an_article():
    found = of_rss(
        "<title>\n  Rain &amp;amp;\n snow </title><link>https://www.courier.example/rain</link><guid isPermaLink='false'>7</guid>"
        "<pubDate>Tue, 05 Mar 2024 10:00:00 +0200</pubDate><dc:creator><![CDATA[Jane Doe and Bo Ek]]></dc:creator>"
        "<category>World</category><category>Rain</category><description>Short.</description>"
        "<content:encoded><![CDATA[<p>It rained.</p>\n<p>All <b>day</b>.</p>]]></content:encoded>"
        "<media:content url='a.jpg'><media:description>A wet street</media:description></media:content><slash:comments "
        "xmlns:slash='s'>3</slash:comments>",
        "<title>Courier</title><link>https://courier.example/</link><language>en-gb</language>",
    )
    assert found.text == "It rained.\n\nAll day."
    assert (found.title, found.external_id, found.url) == (
        "Rain &amp; snow",
        "7",
        "https://www.courier.example/rain",
    )
    assert (found.site, found.section, found.language) == ("courier.example", "World", "en")
    assert (found.authors, found.captions) == (["Jane Doe", "Bo Ek"], ["A wet street"])
    assert found.published_at == datetime.fromisoformat("2024-03-05T08:00:00+00:00")
    assert (found.source_format, found.record) == ("feed", 0)
    assert extra(found) == {
        "description": "Short.", "categories": ["World", "Rain"], "slash:comments": "3",
        "media:content": {"url": "a.jpg", "description": "A wet street"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "&lt;p&gt;It rained.&lt;/p&gt;&lt;p&gt;It snowed.&lt;/p&gt;",
        "<![CDATA[It rained.<br/><br/>It snowed.]]>",
        "<p>It rained.</p><p>It snowed.</p>",
        "<h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:p>It rained.</h:p><h:p>It snowed.</h:p></h:div>",
    ],
)
@pytest.mark.parametrize("name", ["description", "content:encoded"])
def test_markup_in_a_text_comes_out_as_paragraphs_however_it_is_written(name, text):
    assert of_rss(f"<{name}>{text}</{name}>").text == "It rained.\n\nIt snowed."


def test_a_description_alone_is_a_short_article_as_in_json():
    item = {"title": "Rain", "description": "It rained."}
    (as_json,) = read_json(json.dumps({"items": [item]}).encode(), LIMITS)
    assert of_rss(f"<title>Rain</title>{TEXT}").text == as_json.text == "It rained."


@pytest.mark.parametrize("item", ["<title>Rain</title>", "<title>Rain</title><description> </description>"])
def test_a_headline_alone_is_a_reject(item):
    found = of_rss(item)
    assert (found.reason, found.content.startswith(b"<item")) == ("no_text", True)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("<author>jane@courier.example (Jane Doe)</author>", ["Jane Doe"]),
        ("<author>jane@courier.example</author>", []),
        ("<author>jane@courier.example</author><dc:creator>Jane Doe</dc:creator>", ["Jane Doe"]),
        ("<author>By Jane Doe</author>", ["Jane Doe"]),
        ("<dc:creator>Jane Doe</dc:creator><dc:creator>Bo Ek</dc:creator>", ["Jane Doe", "Bo Ek"]),
    ],
)
def test_authors_are_names_and_no_addresses(author, authors):
    assert of_rss(TEXT + author).authors == authors


@pytest.mark.parametrize(
    ("item", "key", "url"),
    [
        ("<guid>https://a.example/1</guid>", "https://a.example/1", "https://a.example/1"),
        ("<guid isPermaLink='false'>https://a.example/1</guid>", "https://a.example/1", None),
        ("<guid>7</guid>", "7", None),
        ("<link>https://a.example/1</link>", "https://a.example/1", "https://a.example/1"),
        ("", None, None),
    ],
)
def test_an_item_has_its_guid_as_its_key_else_its_address(item, key, url):
    found = of_rss(TEXT + item)
    assert (found.external_id, found.url) == (key, url)


def test_the_site_is_that_of_the_item_else_that_of_the_feed():
    channel = "<atom:link rel='self' href='https://feeds.example/1'/><title>Courier</title><link>https://courier.example/</link>"
    assert of_rss(TEXT, channel).site == "courier.example"
    assert of_rss(TEXT, "<title>Courier</title>").site == "Courier"
    source = "<source url='https://wire.example/rss'>The Wire</source>"
    assert of_rss(TEXT + source + "<link>https://agg.example/1</link>", channel).site == "The Wire"


@pytest.mark.parametrize(
    "root",
    [
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {spaces}>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/" {spaces}>',
        '<rss version="0.91" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {spaces}>',
    ],
)
def test_older_forms_have_their_items_beside_the_channel(root):
    items = "".join(
        f"<item rdf:about='https://a.example/{n}'><title>Rain {n}</title><link>https://a.example/{n}</link>{TEXT}"
        f"<dc:date>2024-03-0{n}T10:00:00+01:00</dc:date></item>"
        for n in (1, 2)
    )
    root = root.format(spaces=SPACES)
    end = "</rss>" if root.startswith("<rss") else "</rdf:RDF>"
    found = read(
        f"{root}<channel rdf:about='c'><title>A</title><dc:language>de</dc:language></channel>{items}{end}"
    )
    assert [(one.title, one.external_id) for one in found] == [
        ("Rain 1", "https://a.example/1"), ("Rain 2", "https://a.example/2"),
    ]  # fmt: skip
    assert found[1].published_at == datetime.fromisoformat("2024-03-02T09:00:00+00:00")
    assert found[1].language == "de"


def test_an_entry_of_atom_gives_an_article():
    found = of_atom(
        "<id>tag:a.example,2024:1</id><title type='html'>Rain</title><link rel='self' href='/x'/><link href='/rain'/>"
        "<published>2024-03-05T10:00:00Z</published><updated>2024-03-06T10:00:00Z</updated><category term='w' label='World'/>"
        "<author><name>Jane Doe</name><email>j@a.example</email></author><author><name>Bo Ek</name></author><summary>Short.</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It rained.</p><p>All day.</p></div></content>",
    )  # fmt: skip
    assert (found.text, found.title, found.authors) == (
        "It rained.\n\nAll day.",
        "Rain",
        ["Jane Doe", "Bo Ek"],
    )
    assert (found.external_id, found.url, found.section) == ("tag:a.example,2024:1", "/rain", "World")
    assert found.published_at == datetime.fromisoformat("2024-03-05T10:00:00+00:00")
    assert extra(found) == {
        "links": {"rel": "self", "href": "/x"}, "updated": "2024-03-06T10:00:00Z", "summary": "Short.",
    }  # fmt: skip


def test_what_atom_says_of_a_feed_holds_for_its_entries():
    feed = "<title>Courier</title><author><name>Jane Doe</name></author><link rel='self' href='https://a.example/feed'/>"
    data = (
        f"<feed {ATOM} xml:lang='fr' xml:base='https://a.example/'>{feed}<entry><link href='rain'/><summary>Il pleut."
        f"</summary></entry><entry xml:lang='en'><summary>It rains.</summary><author><name>Bo Ek</name></author></entry></feed>"
    )
    one, two = read(data)
    assert (one.url, one.language, one.authors, one.site) == (
        "https://a.example/rain",
        "fr",
        ["Jane Doe"],
        "a.example",
    )
    assert (two.language, two.authors) == ("en", ["Bo Ek"])


def test_a_link_without_a_host_is_one_on_the_page_of_its_feed():
    feed = "<rss><channel><link>https://a.example/news/</link><item><link>{}</link><description>It rained.</description></item></channel></rss>"
    for link, url in (("/rain", "https://a.example/rain"), ("rain", "https://a.example/news/rain")):
        (found,) = read(feed.format(link))
        assert (found.url, found.site) == (url, "a.example")
    (found,) = read(feed.format("https://b.example/rain"))
    assert found.url == "https://b.example/rain"


def test_an_entry_that_tells_only_when_it_changed_has_that_date():
    found = of_atom("<summary>It rained.</summary><updated>2024-03-06T10:00:00+02:00</updated>")
    assert found.published_at == datetime.fromisoformat("2024-03-06T08:00:00+00:00")


@pytest.mark.parametrize("prefix", ["", "a:"])
def test_atom_is_read_under_any_prefix_and_in_its_older_form(prefix):
    at = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    data = f"<{prefix}entry {at}='http://purl.org/atom/ns#'><{prefix}issued>2004-03-05T10:00:00Z</{prefix}issued>"
    data += f"<{prefix}content mode='escaped'>&lt;p&gt;It rained.&lt;/p&gt;</{prefix}content></{prefix}entry>"
    (found,) = read(data)
    assert (found.text, found.published_at.year) == ("It rained.", 2004)


def test_a_whole_page_in_an_item_is_read_as_a_page():
    story = "<p>The mayor of the town said on Tuesday that the bridge would stay closed until autumn.</p>" * 3
    page = f"<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav><h1>Bridge</h1>{story}</body></html>"
    found = of_rss(
        f"<title>Bridge</title><guid>7</guid><content:encoded><![CDATA[{page}]]></content:encoded>"
    )
    assert found.text.startswith("The mayor of the town")
    assert found.external_id == "7"
