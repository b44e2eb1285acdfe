import gzip
import random
from time import process_time

import pytest

from newsmill.formats.found import Limits, Reject
from newsmill.formats.parse import parse
from newsmill.formats.xml_tree import trees_of
from newsmill.records import RawRecord

LIMITS = Limits()
HEAD = '<rss version="2.0"><channel><title>Courier</title>'
FOOT = "</channel></rss>"


def item(n, text="It rained all day."):
    return f"<item><guid>g{n}</guid><title>Rain {n}</title><description>{text}</description></item>"


def read(data, name="feed.xml"):
    data = data if isinstance(data, bytes) else data.encode()
    return [found for _, found in parse(data, name, LIMITS)]


def outcomes(data):
    return [one.external_id if isinstance(one, RawRecord) else one.reason for one in read(data)]


def test_of_a_feed_that_is_cut_off_the_whole_items_are_read_and_the_rest_is_a_reject():
    cut = "<item><guid>g3</guid><title>Rain 3</title><description>It rai"
    found = read(HEAD + item(1) + item(2) + cut)
    assert [one.external_id for one in found[:2]] == ["g1", "g2"]
    assert (found[2].reason, found[2].content, found[2].record) == ("bad_xml", cut.encode(), 2)


@pytest.mark.parametrize("cut", ["<![CDATA[It rained", "<!-- It rained", "It rained", "&lt;p"])
def test_whatever_stands_open_at_the_end_an_item_without_its_end_is_none(cut):
    assert outcomes(HEAD + item(1) + "<item><description>" + cut) == ["g1", "bad_xml"]


def test_an_item_whose_end_is_missing_costs_no_other():
    cut = "<item><guid>g2</guid><description>It rai"
    assert outcomes(HEAD + item(1) + cut + item(3) + FOOT) == ["g1", "g3", "bad_xml"]
    assert outcomes(HEAD + item(1) + cut + FOOT) == ["g1", "bad_xml"]


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Rock & roll", "Rock & roll"),
        ("Caf&eacute; R&D; &#233;", "Café R&D; é"),
        ("Rain < snow", "Rain < snow"),
        ("It rained.\x0b" + " All day." * 50, "It rained." + " All day." * 50),
        ("One.<br>Two.<img src='a.jpg'>", "One.\n\nTwo."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("<p>One.</b></p><p>Two.</p>", "One.\n\nTwo."),
        ("<x:p>One.</x:p>", "One."),
        ("<p class=a>One.</p>", "One."),
        ("<p id='1' id='2'>One.</p>", "One."),
        ("<a href='https://a.example/?a=1&b=2'>One</a>.", "One."),
        ("<![CDATA[Rock & roll]]> & more", "Rock & roll & more"),
    ],
)
def test_markup_that_is_not_well_formed_is_mended(text, is_read):
    (found,) = read(HEAD + item(1, text) + FOOT)
    assert found.text.strip() == is_read


def test_what_stands_behind_the_end_is_on_record():
    found = read(HEAD + item(1) + FOOT + "<script>x()</script>")
    assert [getattr(one, "reason", "read") for one in found] == ["read", "bad_xml"]
    assert found[1].content == b"<script>x()</script>"


@pytest.mark.parametrize("between", ["", "\n", '\n<?xml version="1.0"?>\n', "<!DOCTYPE rss><!-- b -->"])
def test_documents_one_after_another_are_all_read(between):
    assert outcomes(between.join([HEAD + item(n) + FOOT for n in (1, 2, 3)])) == ["g1", "g2", "g3"]


def test_a_broken_document_costs_none_beside_it():
    cut = '<?xml version="1.0"?>' + HEAD + item(2)[:-10]
    documents = [HEAD + item(1) + FOOT, cut, '<?xml version="1.0"?>' + HEAD + item(3) + FOOT]
    assert outcomes("\n".join(documents)) == ["g1", "bad_xml", "g3"]


def test_a_packed_feed_that_breaks_off_gives_the_items_before_the_break():
    noise = random.Random(1).randbytes(3000).hex()
    packed = gzip.compress((HEAD + item(1) + item(2, noise) + FOOT).encode())
    found = read(packed[: len(packed) // 2], "feed.xml.gz")
    assert [getattr(one, "reason", "read") for one in found] == ["read", "bad_xml", "bad_archive"]


@pytest.mark.parametrize("feed", [HEAD + FOOT, "<rss version='2.0'/>"])
def test_a_feed_without_items_is_a_reject(feed):
    assert outcomes(feed) == ["no_text"]


def test_no_entity_is_resolved_and_no_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    bombs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bombs}<!ENTITY file SYSTEM "file://{secret}">]>'
    began = process_time()
    (found,) = read(f'<?xml version="1.0"?>{doctype}{HEAD}{item(1, "It rained &l8; &file;")}{FOOT}')
    assert found.text == "It rained &l8; &file;"
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "iso-8859-1"),
        ("windows-1251", "windows-1251"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-8", "utf-16"),
        ("no-such", "utf-8"),
    ],
)
def test_the_declared_encoding_is_taken_where_it_fits_the_bytes(declared, encoding):
    words = "Дождь шёл весь день." if "1251" in encoding else "Café à la crème brûlée."
    data = f'<?xml version="1.0" encoding="{declared}"?>{HEAD}{item(1, words)}{FOOT}'.encode(encoding)
    (found,) = read(data)
    assert found.text == words


@pytest.mark.parametrize(
    "body",
    [
        "<![CDATA[" * 40_000, '<a "' * 40_000, "&" * 150_000, "<!--" * 40_000, "<b>" * 40_000, "<item>" * 30_000, "</b>" * 40_000,
        ("<b>" * 200 + "</i>" * 200) * 150, "<?xml " * 5_000, "<item><b>1</b></item>" * 8_000, "&aaaa" * 40_000, "<a " + "b" * 300_000 + ">",
    ],
    ids=lambda body: body[:12],
)  # fmt: skip
def test_hostile_files_are_read_in_time_that_grows_as_their_size(body):
    began = process_time()
    assert read(HEAD + body)
    assert process_time() - began < 3


def test_a_tree_deeper_than_any_that_people_wrote_is_a_reject():
    (found,) = read(HEAD + "<item>" + "<a>" * 300 + "</a>" * 300 + "</item>" + FOOT)
    assert isinstance(found, Reject)


def test_each_document_has_a_root_or_says_what_broke_it():
    whole, broken = trees_of('<nitf/><?xml version="1.0"?>no')
    assert (whole.root.tag, whole.broken, whole.error) == ("nitf", [], "")
    assert (broken.root, broken.broken) == (None, ['<?xml version="1.0"?>no'])
    assert broken.error


NITF = "<nitf><head><docdata><doc-id id-string='1'/></docdata></head><body><body.content><p>It rained.</p></body.content></body></nitf>"
PIECES = [
    b"<",
    b">",
    b"&",
    b"</p>",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<item>",
    b"</item>",
    b"\0",
    b'"',
    b"&nbsp;",
    b"<b>",
    b"</channel>",
]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_becomes_of_a_file_it_gives_records_in_order(seed):
    chance = random.Random(seed)
    for _ in range(20):
        data = bytearray(
            (chance.choice([NITF, HEAD + item(1) + item(2) + FOOT]) * chance.choice([1, 2])).encode()
        )
        for _ in range(chance.choice([1, 3, 30])):
            at = chance.randrange(len(data))
            data[at : at + chance.choice([0, 1, 40])] = chance.choice(
                [*PIECES, bytes([chance.randrange(256)])]
            )
        found = read(bytes(data))
        assert [one.record for one in found] == list(range(len(found)))
        assert found
