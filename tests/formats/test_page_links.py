import orjson
import pytest
from lxml.html import fromstring

from newsmill.formats.addresses import absolute, domain_of
from newsmill.formats.found import Limits
from newsmill.formats.html_page import read_html
from newsmill.formats.json_records import read_json
from newsmill.formats.markup_links import links_in
from newsmill.formats.page_links import all_links
from newsmill.formats.parse import parse
from newsmill.records import RawRecord
from newsmill.steps.links import MOST_LINKS, links_of

LIMITS = Limits()
URL = "https://news.courier.example/2024/bridge"
STORY = "<p>The mayor of the town said on Tuesday, as {}, that the bridge would stay closed until the autumn rains.</p>"


def page(body, head=""):
    head = f"<title>Bridge stays closed</title><link rel='canonical' href='{URL}'>{head}"
    return f"<html><head>{head}</head><body><nav><a href='/sport'>Sport</a></nav><main><h1>Bridge stays closed</h1>{body}</main></body></html>".encode()


def of_page(*asides, head=""):
    prose = STORY.format("was expected")
    (found,) = read_html(page(prose * 2 + "".join(asides) + prose * 2, head), LIMITS)
    return found


def rows(links, url=URL, site=None):
    record = RawRecord(
        record=0, source_format="html", encoding="utf-8", text="-", url=url, site=site, links=links
    )
    return links_of([("a", record)]).to_pylist()


def shown(markup):
    return [(link.kind, link.address) for link in all_links(fromstring(f"<div>{markup}</div>"))]


def test_a_link_in_the_story_is_a_row_and_one_in_the_frame_is_none():
    found = of_page(
        STORY.format("<a href='https://www.Bank.example/report?utm_source=x'>the <b>bank</b>\n wrote</a>"),
        "<div class='related'><h3>Read more</h3><a href='/other'>Dredger captain cleared of the charge</a></div>",
    )
    (row,) = rows(found.links)
    assert (row["kind"], row["url"]) == ("link", "https://www.Bank.example/report?utm_source=x")
    assert (row["domain"], row["anchor"], row["internal"]) == ("bank.example", "the bank wrote", False)
    assert (row["position"], row["platform"], row["caption"]) == (0, None, None)


def test_who_wrote_a_page_and_what_it_is_filed_under_are_no_links_of_it():
    linked = "<a rel='author' href='/jane'>Jane Doe</a> and <a rel='tag' href='/rain'>rain</a> and <a href='/b'>b</a>"
    assert [row["url"] for row in rows(of_page(STORY.format(linked)).links)] == [
        "https://news.courier.example/b"
    ]


@pytest.mark.parametrize(
    "address", ["#top", f"{URL}#top", "mailto:a@b.example", "javascript:void(0)", "tel:123", "data:text/plain,a", "", "http://[::1"]
)  # fmt: skip
def test_what_leads_to_no_other_page_is_no_link(address):
    assert absolute(address, URL) is None
    assert rows(links_in(f"<p>See <a href='{address}'>this</a>.</p>")) == []


def test_an_address_that_only_the_page_would_complete_stays_out_where_that_is_not_known():
    links = links_in(
        "<p><a href='/b'>b</a> <a href='//c.example/d'>d</a> <a href='https://e.example/'>e</a></p>"
    )
    assert [row["url"] for row in rows(links)] == [
        "https://news.courier.example/b", "https://c.example/d", "https://e.example/",
    ]  # fmt: skip
    assert [(row["url"], row["internal"]) for row in rows(links, url=None)] == [
        ("https://c.example/d", None), ("https://e.example/", None),
    ]  # fmt: skip


def test_the_base_that_a_page_names_completes_its_addresses():
    found = of_page(STORY.format("<a href='b'>b</a>"), head="<base href='https://static.courier.example/x/'>")
    assert [row["url"] for row in rows(found.links)] == ["https://static.courier.example/x/b"]


def test_an_address_counts_once_for_its_kind_with_its_first_words():
    links = links_in(
        "<p><a href='/b'>first</a> <a href='/b'>second</a> <img src='/b'> <a href='/c'>c</a></p>"
    )
    found = [(row["kind"], row["anchor"], row["position"]) for row in rows(links)]
    assert found == [("link", "first", 0), ("image", None, 1), ("link", "c", 2)]


def test_only_the_first_of_thousands_of_links_are_kept():
    links = links_in("".join(f"<p><a href='/{number}'>{number}</a></p>" for number in range(2 * MOST_LINKS)))
    found = rows(links)
    assert [row["position"] for row in found] == list(range(MOST_LINKS))
    assert found[-1]["anchor"] == str(MOST_LINKS - 1)


def test_a_domain_is_what_was_registered():
    assert [domain_of(f"https://{host}/") for host in ("m.BBC.co.uk", "www.a.example:80", "jane.blogspot.com")] == [
        "bbc.co.uk", "a.example", "jane.blogspot.com",
    ]  # fmt: skip
    links = links_in("<p><a href='https://shop.courier.example/'>shop</a></p>")
    assert rows(links)[0]["internal"] is True
    assert rows(links, url=None, site="courier.example")[0]["internal"] is True
    assert rows(links, url=None, site="The Courier")[0]["internal"] is None


def test_pictures_of_other_stories_amid_the_story_are_none_of_it():
    cards = "".join(
        f"<div class='card'><a href='/{n}'><img src='/{n}.jpg'><h3>Story {n}</h3></a></div>" for n in range(6)
    )
    shown = rows(of_page(f"<div class='promo-cards'>{cards}</div><img src='/b.jpg'>").links)
    assert [row["url"] for row in shown if row["kind"] == "link"] == []
    assert "https://news.courier.example/3.jpg" not in [row["url"] for row in shown]


def test_the_picture_between_headline_and_story_is_the_storys():
    (found,) = read_html(page("<img src='/b.jpg'>" + STORY.format("was expected") * 4), LIMITS)
    assert [row["url"] for row in rows(found.links)] == ["https://news.courier.example/b.jpg"]


def test_a_picture_has_its_words_and_its_caption():
    figure = "<figure><picture><img src='/b.jpg' alt='A bridge'></picture><figcaption>The  bridge</figcaption></figure>"
    (row,) = rows(of_page(figure).links)
    assert (row["kind"], row["url"]) == ("image", "https://news.courier.example/b.jpg")
    assert (row["anchor"], row["caption"]) == ("A bridge", "The bridge")


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<img src='data:image/gif;base64,R0' data-lazy-src='/b.jpg'>", "/b.jpg"),
        ("<img src='/wait.gif' data-src='/b.jpg'>", "/b.jpg"),
        ("<img srcset='/b.jpg 1x, /c.jpg 2x'>", "/b.jpg"),
        ("<picture><source srcset='/b.webp 1x'><img></picture>", "/b.webp"),
    ],
)
def test_a_picture_that_scripts_load_has_the_address_that_they_load(markup, address):
    assert shown(markup) == [("image", address)]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/b.gif' width=1 height=1>", "<img src='/icons/b.svg'>", "<span class='author-avatar avatar'><img src='/b.jpg'></span>",
        "<img src='data:image/gif;base64,R0'>", "<iframe src='https://a.doubleclick.net/b'></iframe>", "<video src='blob:a'></video>",
        "<iframe src='https://a.example/b' width=0 height=0></iframe>", "<blockquote><a href='/b'></a>So.</blockquote>",
    ],
)  # fmt: skip
def test_what_is_the_pages_furniture_is_not_shown(markup):
    assert shown(markup) == []


@pytest.mark.parametrize(
    ("markup", "kind", "platform"),
    [
        ("<iframe src='https://www.youtube-nocookie.com/embed/1?rel=0'></iframe>", "video", "youtube"),
        ("<iframe data-src='//player.vimeo.com/video/1'></iframe>", "video", "vimeo"),
        ("<video><source src='https://a.example/b.mp4'></video>", "video", None),
        ("<iframe src='https://datawrapper.dwcdn.net/1/'></iframe>", "embed", "datawrapper"),
        ("<blockquote class='twitter-tweet'><p>So <a href='https://t.co/1'>it</a></p><a href='https://x.com/a/status/1'>May</a></blockquote>",
         "embed", "twitter"),
        ("<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/1/'></blockquote>", "embed", "instagram"),
        ("<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@a/video/1'></blockquote>", "embed", "tiktok"),
        ("<div class='fb-post' data-href='https://www.facebook.com/a/posts/1'></div>", "embed", "facebook"),
    ],
)  # fmt: skip
def test_videos_and_posts_are_told_with_their_platform_and_without_the_links_in_them(markup, kind, platform):
    (row,) = rows(links_in(f"<p>It rained. <a href='#'></a></p>{markup}<p>It snowed.</p>"))
    assert (row["kind"], row["platform"]) == (kind, platform)


def test_markup_in_a_record_gives_its_links_in_whatever_shape_it_is():
    body = "<p>See <a href='/b'>the bridge</a>.</p>"
    for text in (body, [body, "More."], {"rendered": body}):
        (found,) = read_json(orjson.dumps({"content": text, "url": URL}), LIMITS)
        assert [link.address for link in found.links] == ["/b"]
    (found,) = read_json(orjson.dumps({"content": "No links.", "summary": body, "url": URL}), LIMITS)
    assert found.links == []
    # A whole page in a field, and an item of a feed.
    (found,) = read_json(
        orjson.dumps({"html": page(STORY.format("<a href='/b'>b</a>") * 3).decode(), "url": URL}), LIMITS
    )
    assert {link.address for link in found.links} == {"/b"}
    feed = f"<rss version='2.0'><channel><item><link>{URL}</link><description><![CDATA[{body}]]></description></item></channel></rss>"
    ((_, item),) = parse(feed.encode(), "feed.xml", LIMITS)
    assert [link.address for link in item.links] == ["/b"]


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:image' content='https://a.example/b.jpg'>",
        "<meta name='twitter:image' content='https://a.example/b.jpg'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "image": [{"@type": "ImageObject", "url": "https://a.example/b.jpg"}]}</script>',
    ],
)  # fmt: skip
def test_a_page_names_its_main_picture(head):
    assert of_page(head=head).image_url == "https://a.example/b.jpg"


IMAGE = "https://a.example/b.jpg"
TEXT = (
    "<NewsComponent><ContentItem><DataContent><p>It rained.</p></DataContent></ContentItem></NewsComponent>"
)


@pytest.mark.parametrize(
    "fields",
    [
        {"image": IMAGE}, {"image_url": IMAGE}, {"top_image": IMAGE}, {"urlToImage": IMAGE}, {"thumbnail": {"url": IMAGE}},
        {"images": [{"versions": [{"url": IMAGE}]}]}, {"image": "No picture", "thumbnailUrl": IMAGE},
        {"_embedded": {"wp:featuredmedia": [{"source_url": IMAGE}]}},
        {"enclosure": [{"url": "https://a.example/b.mp3", "type": "audio/mpeg"}, {"url": IMAGE, "type": "image/jpeg"}]},
    ],
)  # fmt: skip
def test_a_record_names_its_main_picture(fields):
    (found,) = read_json(orjson.dumps({"text": "It rained.", **fields}), LIMITS)
    assert found.image_url == IMAGE


@pytest.mark.parametrize("value", ["/b.jpg", "A wet street", 7, {"id": 3}])
def test_what_is_no_address_of_a_picture_by_itself_stays_in_extra(value):
    (found,) = read_json(orjson.dumps({"text": "It rained.", "image": value}), LIMITS)
    assert '"image"' in (found.extra or "")


@pytest.mark.parametrize(
    "item",
    [
        f"<media:content url='{IMAGE}' medium='image'/>", f"<media:thumbnail url='{IMAGE}'/>", f"<enclosure url='{IMAGE}' type='image/jpeg'/>",
        f"<media:group><media:content url='https://a.example/b.mp4' type='video/mp4'/><media:content url='{IMAGE}'/></media:group>",
    ],
)  # fmt: skip
def test_an_item_of_a_feed_names_its_main_picture(item):
    feed = f"<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><item><description>It rained.</description>{item}</item></channel></rss>"
    ((_, found),) = parse(feed.encode(), "feed.xml", LIMITS)
    assert found.image_url == IMAGE


@pytest.mark.parametrize(
    "document",
    [
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary>It rained.</summary><link rel='enclosure' type='image/png' href='{IMAGE}'/></entry></feed>",
        f"<nitf><body><body.content><p>It rained.</p><media media-type='image'><media-reference source='{IMAGE}'/></media></body.content></body></nitf>",
        f"<newsItem guid='a'><contentMeta><icon href='{IMAGE}'/></contentMeta><contentSet><inlineData>It rained.</inlineData></contentSet></newsItem>",
        (f"<NewsML><NewsItem><NewsComponent>{TEXT}<NewsComponent><ContentItem Href='{IMAGE}'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
        "</NewsComponent></NewsItem></NewsML>"),
    ],
)  # fmt: skip
def test_news_in_xml_names_its_main_picture(document):
    ((_, found),) = parse(document.encode(), "a.xml", LIMITS)
    assert (found.text, found.image_url) == ("It rained.", IMAGE)
