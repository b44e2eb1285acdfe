"""News in XML through a whole run."""

import pandas as pd

from newsmill.verify import verify

ENRICH = {"enrichers": ["language"]}
NITF = (
    '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata management-status="{status}">'
    '<doc-id id-string="n7"/><date.issue norm="20240305T100000+0200"/></docdata></head><body><body.head><hedline><hl1>Rain &amp; snow</hl1>'
    "</hedline></body.head><body.content><p>The caf\u00e9 in Harbourton closed on Monday, the mayor said.</p><p>{last}</p></body.content>"
    "</body></nitf>"
)
ITEM = (
    "<item><title>Landing &amp;amp; ferry {n}</title><guid>https://www.courier.example/{n}</guid><category>Town</category>"
    "<description>&lt;p&gt;The council of Harbourton voted on &lt;a href='/'&gt;Monday&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;It will be "
    "rebuilt in {n}.&lt;/p&gt;</description></item>"
)
FEED = "<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"


def rows(lake, dataset="articles"):
    return pd.read_parquet(lake / dataset).sort_values("source_record" if dataset == "rejects" else "title")


def test_news_in_xml_becomes_articles_and_a_new_version_of_one_replaces_it(ingest, tmp_path):
    folder, lake = tmp_path / "in", tmp_path / "lake"
    folder.mkdir()
    story = folder / "story.xml"
    story.write_bytes(NITF.format(status="usable", last="It will open in May.").encode("iso-8859-1"))
    items = [ITEM.format(n=n) for n in (2024, 2025)]
    (folder / "feed.rss").write_text(FEED.format(items=items[0] + items[1][:-40]))
    (folder / "sitemap.xml").write_text(
        "<?xml version='1.0'?><urlset><url><loc>https://a.example/</loc></url></urlset>"
    )
    ingest(folder, lake, enrich=ENRICH)
    landing, rain = rows(lake).to_dict("records")
    assert (landing["title"], landing["section"], landing["site"]) == (
        "Landing & ferry 2024",
        "Town",
        "courier.example",
    )
    assert landing["text"] == "The council of Harbourton voted on Monday.\n\nIt will be rebuilt in 2024."
    assert (rain["title"], rain["external_id"], str(rain["date"])) == ("Rain & snow", "n7", "2024-03-05")
    assert rain["text"] == "The café in Harbourton closed on Monday, the mayor said.\n\nIt will open in May."
    assert set(rows(lake, "rejects").reason) == {"bad_xml", "unsupported_format"}

    story.write_bytes(NITF.format(status="usable", last="It will open in June.").encode("iso-8859-1"))
    ingest(folder, lake, enrich=ENRICH)
    again = rows(lake).to_dict("records")[1]
    assert (len(rows(lake)), again["article_id"]) == (2, rain["article_id"])
    assert again["text"].endswith("June.")

    story.write_bytes(NITF.format(status="canceled", last="Kill this.").encode("iso-8859-1"))
    summary = ingest(folder, lake, enrich=ENRICH)
    assert list(rows(lake).title) == ["Landing & ferry 2024"]
    assert summary.rejects_by_reason == {"canceled": 1}
    assert not verify(lake)
