import pytest

from newsmill.formats.markup import strip_markup


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("One.\n\nTwo <br> more.\n\nThree.", "One.\n\nTwo\n\nmore.\n\nThree."),
        ("One.\r\n\r\n<p style='x'>Two\n\ntwo.</p>\r\n\r\nThree.", "One.\n\nTwo two.\n\nThree."),
        ("<div>One.\n\nTwo <b>x\n\ny</b>.</div>", "One.\n\nTwo x\n\ny."),
        ("One line\nand its rest<br/>Two.", "One line and its rest\n\nTwo."),
        ("<pre>One.\n\nTwo.</pre><p>x</p>", "One.\n\nTwo.\n\nx"),
        ("<p>A</p><table><tr><td>Monday</td><td>12</td></tr></table>", "A\n\nMonday 12"),
        ("<dl><dt>T</dt><dd>D</dd></dl><aside>A</aside><p>B</p>", "T\n\nD\n\nA\n\nB"),
        ("<p>Up <5% and x<y while a > b, so</p>", "Up <5% and x<y while a > b, so"),
        ("if a<b and c>d<br>then <i>it</i>", "if a<b and c>d\n\nthen it"),
        ("<p>a</p><video controls></video><my-tag>z</my-tag><o:p></o:p><script>a<b;</script>", "a\n\nz"),
        ("<?xml version='1.0'?><!-- c --><p>a</p>", "a"),
    ],
)
def test_markup_leaves_words_apart_and_paragraphs_whole(stored, text):
    assert strip_markup(stored) == text


@pytest.mark.parametrize("text", ["x<y while a > b", "<b>Mayor</b> says", "One.\n\nTwo.", "a <- b"])
def test_text_without_blocks_is_left_as_it_is(text):
    assert strip_markup(text) == text
