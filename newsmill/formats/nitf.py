"""NITF, the XML of single articles; and Reuters' corpus, which has the like."""

from typing import Any, Final

from newsmill.formats.xml_text import (
    LANGUAGE,
    add,
    captions_of,
    child,
    children,
    first,
    inside,
    paragraphs_of,
    picture_of,
    words_of,
)
from newsmill.formats.xml_tree import local

# What NITF calls otherwise than HTML; whatever is named by neither stands within a line.
_TAGS: Final = {
    **{
        name: name for name in (
            "p", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "ol", "ul", "li", "dl", "dt", "dd", "pre", "hr",
            "br", "a", "em", "sub", "sup",
        )
    },
    **dict.fromkeys(("block", "note", "nitf-table", "body", "body.content", "text"), "div"),
    **dict.fromkeys(("fn", "credit", "datasource", "postaddr", "hl1"), "p"),
    "bq": "blockquote",
    "hl2": "h2",
}  # fmt: skip
_UNSEEN: Final = frozenset({"media", "body.head", "body.end", "nitf-table-metadata"})
# The whole story, in a corpus that gives its beginning beside it.
_FULL_TEXT: Final = "full_text"
# Where these keep what they say.
_DOCDATA: Final = {
    "doc-id": "id-string", "date.issue": "norm", "date.release": "norm", "date.expire": "norm", "doc.copyright": "holder",
    "urgency": "ed-urg", "fixture": "fix-id", "du-key": "key", "ed-msg": "info",
}  # fmt: skip
_PUBDATA: Final = {
    "date.publication": "date.publication", "name": "publication", "ex-ref": "url", "position.section": "section",
}  # fmt: skip


def status_of(nitf: Any) -> str | None:
    """Status that the publisher gives the article: `usable` where none is told."""
    docdata = first([nitf], "docdata")
    return None if docdata is None else docdata.get("management-status")


def fields_of(nitf: Any) -> dict[str, Any]:
    """Fields of a NITF article under the names that records have them."""
    fields: dict[str, Any] = {}
    head, body = child(nitf, "head"), first([nitf], "body.head")
    _take_body_head(fields, body)
    add(fields, "title" if "title" not in fields else "head_title", words_of(child(head, "title")))
    if fields.get("head_title") == fields.get("title"):
        fields.pop("head_title", None)
    fields["text"] = text_of(nitf)
    fields["captions"] = captions_of(nitf)
    fields["image"] = picture_of(nitf)
    fields["language"] = next(
        filter(None, (each.get(LANGUAGE) for each in (nitf, *children(nitf, "body")))), None
    )
    if head is not None:
        _take_head(fields, head)
    return {key: value for key, value in fields.items() if value}


def text_of(nitf: Any) -> str:
    """Text of the article: the block that has it all, else the content of the body, else the body."""
    content = first([nitf], "body.content")
    if content is None:
        content = child(nitf, "body")
    if content is None:
        return ""
    _write_fractions(content)
    full = [block for block in children(content, "block") if block.get("class") == _FULL_TEXT]
    return "\n\n".join(filter(None, (paragraphs_of(each, _TAGS, _UNSEEN) for each in full or [content])))


def newsitem_fields(item: Any) -> dict[str, Any]:
    """Fields of an item of Reuters' corpus; its title has the country before the headline."""
    fields: dict[str, Any] = {
        "id": item.get("itemid"),
        "date": item.get("date"),
        "language": item.get(LANGUAGE),
    }
    for each in item:
        name = local(each)
        if name == "text":
            fields["text"] = paragraphs_of(each, _TAGS)
        elif name == "metadata":
            _take_metadata(fields, each)
        else:
            add(fields, name, words_of(each))
    if "headline" in fields and "title" in fields:
        fields["title"], fields["full_title"] = fields.pop("headline"), fields["title"]
    return {key: value for key, value in fields.items() if value}


def _take_body_head(fields: dict[str, Any], body: Any) -> None:
    if body is None:
        return
    for each in inside(body, "hedline"):
        is_title = local(each) == "hl1" and "title" not in fields
        add(fields, "title" if is_title else "subheadline", words_of(each))
    for each in children(body, "byline"):
        is_normalized = (each.get("class") or "").startswith("normalized")
        add(fields, "normalized_byline" if is_normalized else "byline", _names(each))
    for name in ("distributor", "abstract", "dateline", "note", "series"):
        add(fields, name, words_of(child(body, name)))
    date = first([body], "story.date")
    add(fields, "story.date", None if date is None else date.get("norm"))


def _names(byline: Any) -> str:
    """Names in a byline, without the jobs that stand behind them."""
    return paragraphs_of(byline, {}, frozenset({"byttl"})).rstrip(" ,")


def _take_head(fields: dict[str, Any], head: Any) -> None:
    for each in inside(head, "docdata"):
        _take_document(fields, each)
    pubdata = child(head, "pubdata")
    for key, name in _PUBDATA.items() if pubdata is not None else ():
        add(fields, name, pubdata.get(key))
    for meta in children(head, "meta"):
        name = meta.get("name")
        if name and name not in fields:
            fields[name] = meta.get("content")
    for name in ("distributor", "doc.copyright"):
        if "publication" not in fields and name in fields:
            fields["publication"] = fields.pop(name)
    _take_section(fields)


def _take_document(fields: dict[str, Any], told: Any) -> None:
    """Take one thing that is told about the document."""
    name = local(told)
    if name in _DOCDATA:
        add(fields, name, told.get(_DOCDATA[name]))
    elif name == "key-list":
        add(fields, "keywords", [key.get("key") for key in told if key.get("key")])
    elif name == "identified-content":
        for one in told:
            add(fields, local(one), words_of(one) or one.get("value"))


def _take_section(fields: dict[str, Any]) -> None:
    """Section by what the site calls it, the first of several."""
    sections = fields.get("online_sections")
    if sections and "section" not in fields:
        fields["section"] = sections.partition(";")[0].strip()
        if fields["section"] == sections:
            del fields["online_sections"]


def _take_metadata(fields: dict[str, Any], metadata: Any) -> None:
    for each in metadata:
        if local(each) == "codes":
            codes = [code.get("code") for code in each if code.get("code")]
            add(fields, each.get("class") or "codes", codes)
        elif local(each) == "dc":
            add(fields, each.get("element") or "dc", each.get("value"))


def _write_fractions(content: Any) -> None:
    """Write out the sign between the parts of a fraction, which the markup may only imply."""
    for each in content.iter():
        name = local(each)
        if name == "frac-sep" and not each.text:
            each.text = "/"
        elif name == "denom" and each.getprevious() is not None and local(each.getprevious()) == "numer":
            each.text = "/" + (each.text or "")
