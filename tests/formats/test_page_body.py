import string

import numpy as np
import pytest
from lxml.html import fromstring

from newsmill.formats.page_blocks import blocks_of
from newsmill.formats.page_body import article_of, parse_page
from newsmill.formats.page_evidence import evidence_of

STORY = [
    "The mayor of the town said on Tuesday that the bridge would stay closed until the autumn rains.",
    "Engineers found cracks in three of its nine piers last month, after a lorry driver had felt the deck move.",
    "What comes next",
    "Repairs will take eight weeks, the council wrote, and cost some 4 million crowns, most of it from the region.",
    "“Nobody will be put at risk,” she said, and asked drivers to use the ferry at the mill instead.",
]
LINKS = [
    "Bees return to the old brewery",
    "Council votes on a new tram line to the east",
    "Why the lake froze in May",
]
REMARK = "I drove over that bridge for thirty years and it has always shaken, so this is no surprise to anyone here."


def page(*, story=STORY, comments="<div id='comments'>{}</div>"):
    paragraphs = "".join(
        f"<h2>{text}</h2>" if text == "What comes next" else f"<p>{text}</p>" for text in story
    )
    links = "".join(f"<li><a href='/{i}'>{text}</a></li>" for i, text in enumerate(LINKS))
    remarks = "".join(f"<div class='comment'><p>{REMARK} {i}</p></div>" for i in range(3))
    return f"""<html><head><title>Bridge stays closed - The Courier</title></head><body>
    <header><nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav></header>
    <main><article><h1>Bridge stays closed</h1><div class='entry-content'>{paragraphs}
    <figure><img src='b.jpg'><figcaption>The bridge on Monday. Photo: J. Orr</figcaption></figure></div></article>
    {comments.format(remarks)}</main>
    <aside class='related'><h3>More from the Courier</h3><ul>{links}</ul></aside>
    <footer><p>Copyright 2024 The Courier. All rights reserved. No part of this site may be used without leave.</p></footer>
    </body></html>"""


def texts_of(markup):
    return [block.text for block in blocks_of(fromstring(markup))]


def test_an_article_is_its_paragraphs_and_headings_without_the_frame():
    assert article_of(parse_page(page())) == STORY


@pytest.mark.parametrize("name", ["comments-open", "related-stories"])
def test_a_wrapper_that_is_called_like_comments_keeps_its_article(name):
    wrapped = page().replace("<main>", f"<main><div class='{name}'>").replace("</main>", "</div></main>")
    assert article_of(parse_page(wrapped)) == STORY


def test_no_language_is_known_better_than_another():
    table = str.maketrans(
        string.ascii_letters,
        string.ascii_letters[3:26]
        + string.ascii_letters[:3]
        + string.ascii_letters[29:]
        + string.ascii_letters[26:29],
    )
    story = [text if text == "What comes next" else text.translate(table) for text in STORY]
    assert article_of(parse_page(page(story=story))) == story


def test_what_stands_below_an_early_end_of_the_page_is_read():
    broken = page().replace("</header>", "</header></body></html>")
    assert article_of(parse_page(broken)) == STORY


def test_pages_of_a_few_lines_are_left_to_rules():
    assert article_of(parse_page("<html><body><p>Snow fell.</p></body></html>")) == ["Snow fell."]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>One<br>two</p>", ["One\ntwo"]),
        ("<p>One<br> <br>two</p>", ["One", "two"]),
        ("<pre>if a:\n    b</pre>", ["if a:\nb"]),
        ("<p>A <em>long\n  line</em></p>", ["A long line"]),
        ("<div>Loose <p>held</p> loose again</div>", ["Loose", "held", "loose again"]),
        ("<table><tr><td>Leeds<td>2</tr><tr><td><p>York</p><td>1</tr></table>", ["Leeds | 2", "York | 1"]),
        (
            "<table><tr><td><div>Menu</div></td><td><p>A</p><ul><li>B</ul></td></tr></table>",
            ["Menu", "A", "B"],
        ),
        (
            "<table><tr><td>Menu<br>Home</td><td><p>A<p>B<p>C<p>D<p>E</td></tr></table>",
            ["Menu\nHome", "A", "B", "C", "D", "E"],
        ),
        ("<p>Seen</p><script>x</script><style>y</style><noscript>z</noscript><p>on</p>", ["Seen", "on"]),
        ("<div id='disqus_thread'>Words</div><p class='no-comments'>Kept</p>", ["Kept"]),
        ("<article class='post-comments'><p>Kept</p></article>", ["Kept"]),
        ("<p class='wp-caption-text'>A bridge</p><p>Kept</p>", ["Kept"]),
    ],
)
def test_a_page_is_cut_where_its_layout_breaks_lines(markup, texts):
    assert texts_of(f"<html><body>{markup}</body></html>") == texts


@pytest.mark.parametrize("markup", ["<body>Word", "<body><p>One<p>Two", "<p>" + "a" * 10, page()])
def test_each_block_has_a_row_of_evidence_and_none_is_empty(markup):
    tree = parse_page(markup)
    blocks = blocks_of(tree)
    evidence = evidence_of(tree, blocks)
    assert evidence.shape == (
        len(blocks),
        evidence_of(parse_page(page()), blocks_of(parse_page(page()))).shape[1],
    )
    assert np.isfinite(evidence).all()


def test_a_page_nested_beyond_reason_is_read_to_a_depth():
    deep = "<div>" * 5000 + "<p>Far down</p>"
    blocks_of(parse_page(f"<html><body><p>Near</p>{deep}</body></html>"))
