"""Articles per CPU-second that are read from NITF, from NewsML-G2 and from feeds, of made-up stories of some 400 words.

`python bench/xml_news.py`
"""

import random
from html import escape
from time import process_time

from newsmill.formats.found import Limits
from newsmill.formats.parse import parse
from newsmill.records import RawRecord

_FILES, _ITEMS = 2000, 40
_STORY = (
    "the mayor of harbour town said on Tuesday that bridge talks would cost more than planned and she left"
)
_NITF = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf version="-//IPTC//DTD NITF 3.3//EN"><head>'
    '<title>Story {n}</title><meta name="online_sections" content="World"/><docdata><doc-id id-string="{n}"/><date.issue '
    'norm="20240305T100000Z"/><identified-content><classifier>Bridges</classifier></identified-content></docdata></head><body><body.head>'
    "<hedline><hl1>Story {n}</hl1></hedline><byline>By Jane Doe</byline></body.head><body.content>{text}</body.content></body></nitf>"
)
_NEWSML = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:{n}" version="1" xml:lang="en"><itemMeta>'
    '<itemClass qcode="ninat:text"/><provider literal="wire"/><versionCreated>2024-03-05T10:00:00Z</versionCreated><pubStatus '
    'qcode="stat:usable"/></itemMeta><contentMeta><headline>Story {n}</headline><by>Jane Doe</by></contentMeta><contentSet><inlineXML>'
    '<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>'
)
_ITEM = (
    "<item><title>Story {n}</title><link>https://a.example/{n}</link><guid>{n}</guid><pubDate>Tue, 05 Mar 2024 10:00:00 +0200</pubDate>"
    "<dc:creator>Jane Doe</dc:creator><category>World</category><description>{text}</description></item>"
)
_FEED = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A</title>'
    "<link>https://a.example/</link>{items}</channel></rss>"
)


def paragraphs(chance: random.Random) -> str:
    words = _STORY.split()
    return "".join(f"<p>{' '.join(chance.choices(words, k=40))}.</p>" for _ in range(10))


def main() -> None:
    chance = random.Random(1)
    feeds = [
        _FEED.format(items="".join(_ITEM.format(n=n, text=escape(paragraphs(chance))) for n in range(_ITEMS)))
        for _ in range(_FILES // _ITEMS)
    ]
    sets = {
        "NITF": [_NITF.format(n=n, text=paragraphs(chance)) for n in range(_FILES)],
        "NewsML-G2": [_NEWSML.format(n=n, text=paragraphs(chance)) for n in range(_FILES)],
        "feeds": feeds,
        "feeds, each cut off": [feed[:-2000] for feed in feeds],
    }
    for name, files in sets.items():
        data = [file.encode() for file in files]
        list(parse(data[0], "a.xml", Limits()))
        began = process_time()
        found = [record for file in data for _, record in parse(file, "a.xml", Limits())]
        spent = process_time() - began
        articles = sum(isinstance(record, RawRecord) for record in found)
        print(
            f"{name}: {articles} articles, {len(found) - articles} rejects, {articles / spent:,.0f} a CPU-second"
        )


if __name__ == "__main__":
    main()
