import json
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest

from newsmill.formats.found import Limits
from newsmill.formats.html_page import decode_page, read_html
from newsmill.formats.page_names import split_authors, without_site_name

LIMITS = Limits()
SEEDS = Path(__file__).parents[2] / "seeds"
PARAGRAPH = (
    "<p>The mayor of the town said on Tuesday that the bridge would stay closed until the autumn rains.</p>"
)


def page(body, head=""):
    return f"<html lang='de-AT'><head><title>Bridge stays closed</title>{head}</head><body>{body}</body></html>".encode()


def test_a_page_gives_its_story_without_frame_share_links_and_comments():
    (found,) = read_html((SEEDS / "ferry-inquiry.html").read_bytes(), LIMITS)
    # Cleaning takes the byline off, on record.
    byline, *story = found.text.split("\n\n")
    assert byline == "By Maeve Calloway in Liverpool"
    assert story[0].startswith("LIVERPOOL – The car ferry Lady Orla left")
    assert len(story) == 5
    for frame in ("cookies", "Facebook", "saltydog", "Subscribe", "Photograph", "Dredger captain"):
        assert frame not in found.text
    assert found.title == "Ferry line ran with half its crew on night of collision, inquiry hears"
    assert found.captions == [
        "The Lady Orla under tow off New Brighton on 21 November. Photograph: Tom Heaney"
    ]
    assert (found.authors, found.site, found.language) == (["Maeve Calloway"], "The Harbour Courier", "en")
    assert found.published_at == datetime.fromisoformat("2024-02-21T18:05:00+00:00")


def test_the_declared_charset_counts_where_it_fits():
    data = '<meta charset="windows-1251"><p>Москва'.encode("cp1251")
    assert decode_page(data)[1] == "cp1251"
    assert decode_page("<meta charset=latin1><p>“Où”".encode("cp1252"))[0].endswith("“Où”")
    assert decode_page("<meta charset=windows-1252><p>Où".encode("utf-16"))[0].endswith("Où")
    assert decode_page("<meta charset=iso-8859-1><p>Où".encode())[0].endswith("Où")
    assert decode_page("<meta charset=iso-2022-jp><p>首相".encode("iso2022_jp"))[0].endswith("首相")
    assert decode_page(b"<meta charset=unicode_escape><p>\\x41")[0].endswith("\\x41")
    assert decode_page("<meta charset=klingon><p>Où".encode())[0].endswith("Où")


def test_markup_says_when_a_page_was_published():
    head = '<meta property="article:published_time" content="2024-03-05T01:00:00+02:00">'
    (found,) = read_html(page(PARAGRAPH * 3, head), LIMITS)
    assert found.published_at == datetime.fromisoformat("2024-03-04T23:00:00+00:00")


@pytest.mark.parametrize(
    "data",
    [b"<html></html>", b"<html><body><script>var a = 1;</script></body></html>", b"<html>", page("<nav><a>Home</a></nav>")],
)  # fmt: skip
def test_a_page_without_a_story_is_rejected(data):
    (found,) = read_html(data, LIMITS)
    assert getattr(found, "reason", "kept") == "no_text" or len(found.text) < 40


@pytest.mark.parametrize(
    "body",
    ["<div>" * 20_000 + PARAGRAPH, "<b><i>" * 3000 + PARAGRAPH, PARAGRAPH + "\0\0" + PARAGRAPH, "<p>" + "&#x0;&#55296;" * 50,
     "<table>" * 500 + PARAGRAPH, "<![CDATA[" + PARAGRAPH, PARAGRAPH * 400],
)  # fmt: skip
def test_hostile_pages_give_one_record(body):
    (found,) = read_html(page(body), LIMITS)
    (getattr(found, "text", None) or found.error).encode("utf-8")


def test_a_page_over_the_limit_is_rejected():
    (found,) = read_html(page(PARAGRAPH * 30), Limits(max_html_bytes=500))
    assert found.reason == "too_large"


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Jane Doe; Bo Ek", ["Jane Doe", "Bo Ek"]),
        ("Author Jane Doe", ["Jane Doe"]),
        ("This post was written by Jane Doe", ["Jane Doe"]),
        ("About the Author; Written By; Name", []),
        ("Jane Doe • March", ["Jane Doe"]),
        ("Jane Doe Last Updated August 1", ["Jane Doe"]),
        ("Updated March; October; Dec", []),
        ("Theresa May; Jessica Mar; John June", ["Theresa May", "Jessica Mar", "John June"]),
        ("April Mayer; May Ling; June Decker", ["April Mayer", "May Ling", "June Decker"]),
        ("Jane MacDonald Writer", ["Jane MacDonald"]),
        ("Jane Doe Former McKinsey Consultant", ["Jane Doe"]),
        ("Jane Doe; RN; Ph.D.", ["Jane Doe"]),
        ("Staff; The Upwork Team", ["The Upwork Team"]),
        ("Иван Петров; 王小明; bell hooks", ["Иван Петров", "王小明", "bell hooks"]),
        ("Byron Author; Naomi Editor", ["Byron Author", "Naomi Editor"]),
        ("", []),
        ("Jane Doe, Shipping Expert, Great Northern Lines", ["Jane Doe"]),
        ("Jane Doe MD, RN and Bo Ek PhD", ["Jane Doe", "Bo Ek"]),
        ("Jane Doe, Teller and Bo Ek", ["Jane Doe", "Bo Ek"]),
        ("Jane Doe, The Morning Call", ["Jane Doe"]),
        ("Simon & Sons Ltd", ["Simon & Sons Ltd"]),
        ("Department of Trade and Industry", ["Department of Trade and Industry"]),
        ("City News Desk", ["City News Desk"]),
        ("Licensed Tea Grader", []),
    ],
)
def test_authors_are_names_without_labels_jobs_and_dates(said, authors):
    assert split_authors([said]) == authors


@pytest.mark.parametrize(
    ("title", "site", "host", "left"),
    [
        ("Ferries stop | The Daily", "The Daily", None, "Ferries stop"),
        ("Ferries stop – Daily Planet News", None, "www.dailyplanet.example", "Ferries stop"),
        ("Ferries stop - University of West Point", None, "uwp.example", "Ferries stop"),
        ("Ferries stop • blog", None, "www.example.org", "Ferries stop • blog"),
        ("Ferries stop | Opinion", "The Daily", "daily.example", "Ferries stop | Opinion"),
        ("Covid - what we know", "The Daily", "daily.example", "Covid - what we know"),
        ("Anti-war", "war", "war.example", "Anti-war"),
        ("Brexit – time for a deal", None, "time.example", "Brexit – time for a deal"),
        ("What comes next - Ukraine", None, "uk.example", "What comes next - Ukraine"),
        ("The Daily", "The Daily", "daily.example", "The Daily"),
        ("A year on - the town that the daily mail forgot and nobody else", "Mail", "mail.example", "A year on - the town that the daily mail forgot and nobody else"),
    ],
)  # fmt: skip
def test_only_the_sites_own_name_is_taken_off_a_title(title, site, host, left):
    assert without_site_name(title, site, host) == left


def test_a_byline_that_is_shown_names_the_author_where_no_markup_does():
    shown = f"<div class=m>by <span>Jane Doe</span></div>{PARAGRAPH * 3}"
    (found,) = read_html(page(shown), LIMITS)
    assert found.authors == ["Jane Doe"]
    (found,) = read_html(page(f"<p><i>By</i> hand and by night, they said.</p>{PARAGRAPH * 3}"), LIMITS)
    assert found.authors == []
    (found,) = read_html(page(shown, '<meta name="author" content="Bo Ek">'), LIMITS)
    assert found.authors == ["Bo Ek"]


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (LINKED.format('{"@type": "NewsArticle", "author": [{"name": "Jane Doe"}, {"name": "Bo Ek"}]}'), ["Jane Doe", "Bo Ek"]),
        (LINKED.format('{"@graph": [{"@type": "Person", "@id": "#j", "name": "Jane Doe"}, {"@type": "BlogPosting", "author": {"@id": "#j"}}]}'), ["Jane Doe"]),
        (LINKED.format('{"@type": "Comment", "author": {"name": "Bo Ek"}}') + '<meta name="byl" content="By Jane Doe">', ["Jane Doe"]),
        (LINKED.format('{"@type": "NewsArticle", "author": ') + '<meta name="author" content="Jane Doe">', ["Jane Doe"]),
        ('<script>push("{\\"datePublished\\":\\"2024-05-01\\",\\"author\\":[{\\"@type\\":\\"Person\\",\\"name\\":\\"Jane Doe\\"}]}")</script>', ["Jane Doe"]),
        (LINKED.format('{"@type": "NewsArticle", "author": [{"name": "Jane Doe"}, {"name": "Wire News"}, {"name": "Teller"}]}'), ["Jane Doe", "Teller"]),
        (LINKED.format('{"@type": "NewsArticle", "author": {"name": "Wire News"}}'), ["Wire News"]),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">', ["Jane Doe"]),
        ('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Three Minutes">', []),
        ('<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Bo Ek">', ["Jane Doe", "Bo Ek"]),
        ('<meta property="article:author" content="https://social.example/jane">', []),
    ],
)  # fmt: skip
def test_authors_are_read_from_the_marks_that_sites_use(head, authors):
    (found,) = read_html(page(PARAGRAPH * 3, head), LIMITS)
    assert found.authors == authors


@pytest.mark.parametrize(
    "shown",
    [
        "<h3>By <a href='/x'>Jane Doe</a>, <i>Columnist</i></h3>",
        "<div>By <a href='/x'>Jane Doe</a> ⋅ Review Editor ⋅ <span>4 June 2024</span></div>",
        "<h4>Author</h4><p> Jane Doe</p>",
        "<div><strong>Contributors:</strong> Jane Doe</div>",
        "<h6>Author(s)</h6><ul><li><a href='/x'>Jane Doe</a></li></ul>",
        "<h1>Harbour</h1><a href='/authors/jane-doe'><b>Jane Doe</b></a>",
    ],
)
def test_who_is_shown_near_the_beginning_goes_before_a_house_or_an_account(shown):
    account = '<meta name="author" content="webadmin2">'
    (found,) = read_html(page(f"<h1>Bridge</h1>{shown}{PARAGRAPH * 3}", account), LIMITS)
    assert found.authors == ["Jane Doe"]
    (found,) = read_html(page(f"<h1>Bridge</h1>{PARAGRAPH * 3}{shown}", account), LIMITS)
    assert found.authors == ["webadmin2"]


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("<div>by Jane Doe on <span>Jan 22, 2025</span></div>", "2025-01-22"),
        ("<p>Published on 21 October 2025</p>", "2025-10-21"),
        ("<time>2025-10-21</time>", "2025-10-21"),
        ("<div>Updated <span>Jan 22, 2025</span></div>", None),
        ("<p>Updated January 22, 2025</p>", None),
        ("<span>04/03/2025</span>", None),
        (f"{PARAGRAPH}<p>{'More of it. ' * 12}</p><span>Jan 22, 2025</span>", None),
    ],
)
def test_a_day_shown_below_the_headline_is_that_of_publication_where_no_markup_says_it(shown, day):
    (found,) = read_html(page(f"<h1>Bridge stays closed</h1>{shown}{PARAGRAPH * 3}"), LIMITS)
    assert (found.published_at and found.published_at.date().isoformat()) == day


def test_a_day_above_the_headline_is_not_the_articles():
    (found,) = read_html(
        page(f"<span>Jan 22, 2025</span><h1>Bridge stays closed</h1>{PARAGRAPH * 3}"), LIMITS
    )
    assert found.published_at is None


SENTENCES = [
    "Contractors had warned that the tunnels under the old port needed more work before the autumn rains.",
    "Residents gathered outside the station to watch the first test train roll in, and many cheered loudly.",
    "Opposition councillors said the money should have gone to buses, and asked an auditor to look into it.",
]
STORY = PARAGRAPH + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge stays closed",
    "datePublished": "2024-03-05T10:00:00+02:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "The Wire"}],
}


def linked(*objects):
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in objects)


@pytest.mark.parametrize("data", [STORY.encode(), page(STORY), page(f"<h1>Bridge stays closed</h1>{STORY}")])
def test_a_page_without_a_frame_is_read_from_its_first_paragraph_to_its_last(data):
    (found,) = read_html(data, LIMITS)
    assert found.text.split("\n\n") == [PARAGRAPH[3:-4], *SENTENCES]


@pytest.mark.parametrize(
    "head",
    [
        linked({"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2001-01-01"}]}, ARTICLE),
        linked({"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE]}),
        linked({"@type": "WebPage", "datePublished": "2020-01-01", "mainEntity": [ARTICLE]}),
        linked("broken", [{"@type": ["BlogPosting", "Thing"], **ARTICLE}]),
    ],
)  # fmt: skip
def test_linked_data_of_the_pages_own_article_says_who_wrote_it_and_when(head):
    (found,) = read_html(page(STORY, head), LIMITS)
    assert found.published_at == datetime.fromisoformat("2024-03-05T08:00:00+00:00")
    assert found.authors[0] == "Jane Doe"


def test_a_page_that_scripts_fill_has_the_text_of_its_linked_data():
    body = "\n".join(SENTENCES)
    (found,) = read_html(page("<div id='app'></div>", linked({**ARTICLE, "articleBody": body})), LIMITS)
    assert found.text.split("\n\n") == SENTENCES


def test_a_saved_page_has_the_address_it_was_saved_from():
    saved = b"<!-- saved from url=(0030)https://www.harbour.example/bridge -->\n" + page(STORY)
    (found,) = read_html(saved, LIMITS)
    assert (found.url, found.site) == ("https://www.harbour.example/bridge", "harbour.example")


def test_a_list_of_links_to_stories_is_no_article():
    links = "".join(f"<li><a href='/{n}'>{sentence}</a></li>" for n, sentence in enumerate(SENTENCES * 3))
    (found,) = read_html(page(f"<ul>{links}</ul>"), LIMITS)
    assert found.reason == "no_text"


def test_a_page_of_many_bylines_is_read_in_time_that_grows_as_its_size():
    began = process_time()
    list(
        read_html(
            page("<h1>Bridge</h1>" + "<p>By no one whom the town would know or would like to" * 6000), LIMITS
        )
    )
    assert process_time() - began < 10
