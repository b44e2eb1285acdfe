"""NITF, NewsML-G2, NewsML 1.2 and Reuters' corpus."""

import json
from datetime import datetime
from time import process_time

import pytest

from newsmill.formats.found import Limits, Reject
from newsmill.formats.parse import parse
from newsmill.records import RawRecord

LIMITS = Limits()
NAR = "http://iptc.org/std/nar/2006-10-01/"


def read(data):
    return [found for _, found in parse(data.encode(), "story.xml", LIMITS)]


def only(data):
    (found,) = read(data)
    return found


def extra(found):
    return json.loads(found.extra or "{}")


def nitf(content="<p>It rained.</p>", head="", body_head="", attributes=""):
    return (
        f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://a.example/nitf.dtd"><nitf {attributes}><head>{head}</head><body>'
        f"<body.head>{body_head}</body.head><body.content>{content}</body.content><body.end/></body></nitf>"
    )


def test_an_article_in_nitf_is_read_with_all_that_is_told_of_it():
    found = only(
        nitf(
            "<p>It <em>rained</em>\n all day.</p><p><person>Jane Doe</person> said so.</p>",
            '<title>Rain again</title><meta name="slug" content="rain"/><docdata><doc-id id-string="n7" regsrc="a"/>'
            '<date.issue norm="20240305T100000+0200"/><urgency ed-urg="2"/><doc.copyright holder="The Courier" year="2024"/>'
            '<key-list><keyword key="rain"/><keyword key="town"/></key-list></docdata>'
            '<pubdata name="Courier" ex-ref="https://courier.example/7" position.section="World"/>',
            "<hedline><hl1>Rain, again</hl1><hl2>All day</hl2></hedline><byline>By <person>Jane Doe</person>"
            "<byttl>Weather Writer</byttl></byline><dateline><location>HARBOURTON</location></dateline>",
            'xml:lang="en-GB"',
        )
    )
    assert found.text == "It rained all day.\n\nJane Doe said so."
    assert (found.title, found.authors, found.external_id) == ("Rain, again", ["Jane Doe"], "n7")
    assert (found.url, found.site, found.section) == ("https://courier.example/7", "Courier", "World")
    assert found.published_at == datetime.fromisoformat("2024-03-05T08:00:00+00:00")
    assert (found.language, found.source_format) == ("en", "nitf")
    assert extra(found) == {
        "head_title": "Rain again", "slug": "rain", "urgency": "2", "doc.copyright": "The Courier", "subheadline": "All day",
        "dateline": "HARBOURTON", "keywords": ["rain", "town"],
    }  # fmt: skip


def test_lists_and_tables_in_nitf_are_lines_as_those_of_html():
    content = (
        "<block><hl2>Results</hl2><ul><li>One</li><li>Two</li></ul><table><tr><th>Town</th><th>Rain</th></tr>"
        "<tr><td>Bern</td><td>3<frac><numer>1</numer><denom>2</denom></frac></td></tr></table><bq><p>So.</p></bq>a<br/>b</block>"
    )
    assert only(nitf(content)).text == "Results\n\nOne\n\nTwo\n\nTown | Rain\n\nBern | 31/2\n\nSo.\n\na\nb"


def test_captions_of_pictures_are_no_text():
    media = '<media media-type="image"><media-reference/><media-caption><p>A wet street.</p></media-caption></media>'
    found = only(nitf(f"<p>It rained.</p>{media}<p>It snowed.</p>"))
    assert (found.text, found.captions, found.extra) == ("It rained.\n\nIt snowed.", ["A wet street."], None)


def test_the_annotated_corpus_has_its_text_in_one_block_and_its_lead_in_another():
    found = only(
        nitf(
            '<block class="lead_paragraph"><p>It rained.</p></block><block class="full_text"><p>It rained.</p><p>All day.</p></block>',
            '<meta content="World; Front Page" name="online_sections"/><docdata><doc-id id-string="1"/><identified-content>'
            '<classifier type="descriptor">Rain</classifier><classifier>Towns</classifier></identified-content></docdata>'
            '<pubdata date.publication="20030101T000000" name="The Courier"/>',
            '<hedline><hl1>Rain</hl1></hedline><byline class="print_byline">By Jane Doe</byline>'
            '<byline class="normalized_byline">Doe, Jane</byline>',
        )
    )
    assert (found.text, found.section, found.authors) == ("It rained.\n\nAll day.", "World", ["Jane Doe"])
    assert found.published_at == datetime.fromisoformat("2003-01-01T00:00:00+00:00")
    assert extra(found) == {
        "normalized_byline": "Doe, Jane", "classifier": ["Rain", "Towns"], "online_sections": "World; Front Page",
        "date.publication": "20030101T000000",
    }  # fmt: skip


def test_a_block_in_the_whole_story_is_read_once():
    inner = '<block class="full_text"><p>All day.</p></block>'
    assert (
        only(nitf(f'<block class="full_text"><p>It rained.</p>{inner}</block>')).text
        == "It rained.\n\nAll day."
    )


def test_entities_of_the_dtd_are_characters_though_it_is_not_read():
    assert only(nitf("<p>Caf&eacute; &mdash; R&amp;D</p>")).text == "Café — R&D"


def test_a_story_that_is_cut_off_is_a_reject_with_its_bytes():
    cut = nitf("<p>It rained.</p><p>All day.</p>")[:-40]
    found = only(cut)
    assert (found.reason, found.content) == ("bad_xml", cut.encode())


@pytest.mark.parametrize("status", ["canceled", "withheld", "Canceled"])
def test_what_the_publisher_takes_back_is_a_reject(status):
    found = only(nitf(head=f'<docdata management-status="{status}"/>'))
    assert found.reason == status.lower()
    assert b"It rained." in found.content
    g2, usable = read(message(item("a", status=f"stat:{status.lower()}"), item("b")))
    assert (g2.reason, usable.external_id) == (status.lower(), "b")
    assert only(newsml_1(TEXT_1, status=status.capitalize())).reason == status.lower()


def test_an_embargo_is_over_when_the_article_is_read():
    assert only(nitf(head='<docdata management-status="embargoed"/>')).text == "It rained."


XHTML = (
    "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>R</title></head><body>"
    "<header><ul><li>Rain</li></ul><h1>Rain</h1></header><p>It rained.</p><figure><figcaption>A wet street.</figcaption></figure>"
    "<ul><li>One</li></ul></body></html></inlineXML>"
)


def item(guid="g1", content=XHTML, meta="", item_meta="", status="stat:usable", attributes=""):
    return (
        f'<newsItem xmlns="{NAR}" guid="{guid}" version="2" {attributes}><rightsInfo><copyrightNotice>(c) Wire</copyrightNotice>'
        f'</rightsInfo><itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:wire"/><versionCreated>2024-03-06T09:00:00+01:00'
        f'</versionCreated>{item_meta}<pubStatus qcode="{status}"/></itemMeta><contentMeta>{meta}</contentMeta><contentSet>{content}'
        "</contentSet></newsItem>"
    )


def message(*items):
    return f'<newsMessage xmlns="{NAR}"><header><sent>2024</sent></header><itemSet>{"".join(items)}</itemSet></newsMessage>'


def test_an_item_of_newsml_g2_is_read_with_all_that_is_told_of_it():
    found = only(
        item(
            meta="<contentCreated>2024-03-05</contentCreated><located><name>Bern</name></located><by>By Jane Doe</by><dateline>BERN (Wire) -"
            '</dateline><creator uri="s/jd"><name>J. Doe</name></creator><language tag="de-CH"/><subject qcode="medtop:20000001"><name>rain'
            '</name></subject><subject qcode="medtop:17000000"><name>weather</name></subject><slugline>Rain-Bern</slugline><headline>Rain'
            '</headline><headline role="hld:subHeadline">All day</headline><keyword>rain</keyword>',
            item_meta="<firstCreated>2024-03-05T09:00:00+01:00</firstCreated><title>RAIN-1</title><link rel='r' href='http://a'/>",
            attributes="xml:lang='en'",
        )
    )
    assert (found.text, found.captions) == ("It rained.\n\nOne", ["A wet street."])
    assert (found.external_id, found.title, found.authors) == ("g1", "Rain", ["Jane Doe"])
    assert (found.section, found.language, found.site, found.url) == ("weather", "de", "wire", None)
    assert found.published_at == datetime.fromisoformat("2024-03-05T08:00:00+00:00")
    assert extra(found) == {
        "version": "2", "itemClass": "text", "versionCreated": "2024-03-06T09:00:00+01:00", "item_title": "RAIN-1", "links": "http://a",
        "pubStatus": "usable", "contentCreated": "2024-03-05", "located": "Bern", "dateline": "BERN (Wire) -", "creator": "J. Doe",
        "subject": ["rain", "weather"], "slugline": "Rain-Bern", "subheadline": "All day", "keyword": "rain",
        "copyrightNotice": "(c) Wire",
    }  # fmt: skip


def test_what_an_item_of_newsml_g2_says_twice_is_told_apart():
    headlines = '<headline role="hld:subHeadline">All day</headline><headline>Rain</headline><headline>Floods</headline>'
    captions = (
        '<description role="drol:caption">A wet street.</description><description>Of rain.</description>'
    )
    found = only(item(meta=headlines + captions, content=TEXT, attributes='xml:lang="en"'))
    assert (found.title, found.text, found.language) == ("Rain", "It rained.", "en")
    assert found.captions == ["A wet street."]
    assert extra(found)["subheadline"] == ["All day", "Floods"]
    assert extra(found)["description"] == "Of rain."


def test_a_picture_with_a_text_keeps_its_description():
    found = only(
        item(meta="<description>Of rain.</description>", content=TEXT).replace("ninat:text", "ninat:picture")
    )
    assert extra(found)["description"] == "Of rain."


TEXT = "<inlineData>It rained.</inlineData>"


@pytest.mark.parametrize(
    "content",
    [
        "<inlineData contenttype='text/plain' encoding='base64'>aGVsbG8=</inlineData><inlineData>It rained.\n\nAll day.</inlineData>",
        "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body.content><p>It rained.</p><p>All day.</p></body.content></nitf></inlineXML>",
        "<inlineData contenttype='text/plain'>It rained.\n\nAll day.</inlineData>",
        "<inlineData contenttype='text/html'><![CDATA[<p>It rained.</p><p>All day.</p>]]></inlineData>",
        "<inlineData contenttype='image/png' encoding='base64'>aGVsbG8=</inlineData><inlineData>It rained.\n\nAll day.</inlineData>",
        "<remoteContent href='a.jpg'/><inlineData>It rained.\n\nAll day.</inlineData><inlineXML><html><p>Again.</p></html></inlineXML>",
    ],
)
def test_the_text_is_in_whatever_form_the_item_has_it(content):
    assert only(item(content=content)).text == "It rained.\n\nAll day."


def test_each_item_of_a_message_is_a_record():
    picture = item("p", "<remoteContent href='a.jpg'/>", "<description>A wet street.</description>").replace(
        "ninat:text", "ninat:picture"
    )
    found = read(
        message(
            item("a"),
            picture,
            '<packageItem guid="k"><contentMeta><description>All of today.</description></contentMeta></packageItem>',
            item("b"),
        )
    )
    assert [one.external_id if isinstance(one, RawRecord) else one.reason for one in found] == [
        "a",
        "no_text",
        "no_text",
        "b",
    ]
    assert [one.record for one in found] == [0, 1, 2, 3]
    assert found[1].content.startswith(b"<newsItem")


def test_an_item_with_a_description_alone_is_a_short_article():
    assert only(item(content="", meta="<description>It rained.</description>")).text == "It rained."


def test_an_item_that_breaks_costs_none_beside_it():
    found = read(message(item("a"), item("b")[:-60], item("c")))
    assert [one.external_id if isinstance(one, RawRecord) else one.reason for one in found] == [
        "a",
        "c",
        "bad_xml",
    ]


TEXT_1 = (
    '<NewsComponent Duid="t"><Role FormalName="Main"/><ContentItem><DataContent><nitf><body><body.content><p>It rained.</p>'
    "</body.content></body></nitf></DataContent></ContentItem></NewsComponent>"
)
LINES = (
    "<NewsLines><HeadLine>Rain</HeadLine><ByLine>By Jane Doe</ByLine><DateLine>BERN -</DateLine></NewsLines>"
)


def newsml_1(components, status="Usable"):
    return (
        f'<NewsML Version="1.2"><NewsEnvelope/><NewsItem xml:lang="fr"><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>'
        "<DateId>20240305</DateId><NewsItemId>R7</NewsItemId><RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:x</PublicIdentifier>"
        "</NewsIdentifier></Identification><NewsManagement><FirstCreated>20240305T080000+0000</FirstCreated><ThisRevisionCreated>"
        f'20240306T080000Z</ThisRevisionCreated><Status FormalName="{status}"/></NewsManagement><NewsComponent>{LINES}'
        f'<AdministrativeMetadata><Provider><Party FormalName="Wire"/></Provider></AdministrativeMetadata>{components}</NewsComponent>'
        "</NewsItem></NewsML>"
    )


def test_an_item_of_newsml_1_has_the_id_of_all_its_revisions():
    found = only(newsml_1(TEXT_1))
    assert (found.text, found.title, found.authors) == ("It rained.", "Rain", ["Jane Doe"])
    assert (found.external_id, found.site, found.language) == (
        "urn:newsml:wire.example:20240305:R7",
        "Wire",
        "fr",
    )
    assert found.published_at == datetime.fromisoformat("2024-03-05T08:00:00+00:00")
    assert extra(found) == {"version": "2", "versionCreated": "20240306T080000Z", "DateLine": "BERN -"}


def test_texts_in_two_languages_are_two_articles_and_a_caption_is_none():
    plain = "<ContentItem><DataContent>{}</DataContent></ContentItem>"
    dutch = f'<NewsComponent xml:lang="nl"><NewsLines><HeadLine>Regen</HeadLine></NewsLines>{plain.format("Het regende.")}</NewsComponent>'
    caption = f'<NewsComponent><Role FormalName="Caption"/>{plain.format("A wet street.")}</NewsComponent>'
    one, two = read(newsml_1(TEXT_1 + dutch + caption))
    assert (one.text, one.captions) == ("It rained.", ["A wet street."])
    assert (two.text, two.title, two.language) == ("Het regende.", "Regen", "nl")
    assert two.external_id == "urn:newsml:wire.example:20240305:R7#1"


def test_texts_of_an_item_without_an_id_have_none():
    whole = newsml_1(TEXT_1 * 2)
    begin, end = whole.index("<Identification>"), whole.index("<NewsManagement>")
    assert [found.external_id for found in read(whole[:begin] + whole[end:])] == [None, None]


def test_of_several_forms_of_a_content_one_is_read():
    forms = f'<NewsComponent EquivalentsList="yes">{TEXT_1}{TEXT_1}</NewsComponent>'
    assert only(newsml_1(forms)).text == "It rained."
    assert isinstance(only(newsml_1("")), Reject)


def test_an_item_in_another_is_read_once_and_under_its_own_id():
    inner = newsml_1(TEXT_1).partition("<NewsEnvelope/>")[2].removesuffix("</NewsML>").replace("R7", "R8")
    outer, other = read(newsml_1(f"{TEXT_1}<NewsComponent>{inner}</NewsComponent>"))
    assert (outer.external_id, other.external_id) == (
        "urn:newsml:wire.example:20240305:R7",
        "urn:newsml:wire.example:20240305:R8",
    )


def test_many_texts_deep_inside_are_read_in_time_that_grows_as_their_number():
    depth = 200
    began = process_time()
    found = read(newsml_1("<NewsComponent>" * depth + TEXT_1 * 4000 + "</NewsComponent>" * depth))
    assert len(found) == 4000
    assert process_time() - began < 2


def test_an_item_of_reuters_corpus_has_its_headline_as_title():
    found = only(
        '<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en"><title>BERN: Rain.'
        "</title><headline>Rain.</headline><byline>Jane Doe</byline><dateline>BERN 1996-08-20</dateline><text><p>It rained.</p><p>All day."
        '</p></text><metadata><codes class="bip:topics:1.0"><code code="GWEA"><editdetail/></code></codes><dc element="dc.publisher" '
        'value="Wire"/></metadata></newsitem>'
    )
    assert (found.text, found.title, found.authors, found.external_id) == (
        "It rained.\n\nAll day.",
        "Rain.",
        ["Jane Doe"],
        "2286",
    )
    assert (found.language, found.site, found.published_at.date().isoformat()) == ("en", "Wire", "1996-08-20")
    assert extra(found) == {
        "full_title": "BERN: Rain.", "dateline": "BERN 1996-08-20", "bip:topics:1.0": ["GWEA"], "date": "1996-08-20",
    }  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>',
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>A map</title><text>Bern</text></svg>',
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/rss"/></body></opml>',
        f'<?xml version="1.0"?><conceptItem xmlns="{NAR}" guid="a"><concept><name>Bern</name></concept></conceptItem>',
        f'<?xml version="1.0"?><newsMessage xmlns="{NAR}"><itemSet/></newsMessage>',
    ],
)
def test_xml_that_is_no_news_is_a_reject(data):
    assert next(found.reason for found in read(data)) in {"unsupported_format", "no_text"}


def test_a_page_in_xhtml_is_a_page():
    story = "<p>The mayor of the town said on Tuesday that the bridge would stay closed until autumn.</p>" * 3
    found = only(
        f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Rain</title></head><body>{story}</body></html>'
    )
    assert found.source_format == "html"
