"""NewsML-G2 and NewsML 1.2: messages of items, each with what is told about it and with its content."""

import re
from collections.abc import Iterator
from typing import Any, Final

from newsmill.formats import nitf
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

# What stands around the story in XHTML.
_UNSEEN: Final = frozenset({"header", "footer", "nav", "head"})
# Names of properties under which records have them; others that would be taken for something else.
_KEYS: Final = {"by": "byline", "provider": "publisher", "title": "item_title", "link": "links"}
_NO_VALUES: Final = frozenset({"language", "headline", "description"})
# Classes of items that are articles; what is told about a picture is none.
_TEXTS: Final = frozenset({"text", "composite", ""})
# The widest terms of the IPTC's subjects.
_TOP_SUBJECT: Final = re.compile(r"(?:medtop|subj):\d\d000000")
_CODE: Final = re.compile(r"[:/](?=[^:/]*$)")


def status_of(item: Any) -> str | None:
    """Status of a NewsML-G2 or NewsML 1.2 item, such as `usable` or `canceled`."""
    status = child(item, "itemMeta", "pubStatus")
    if status is not None:
        return _code(status)
    status = child(item, "NewsManagement", "Status")
    return None if status is None else status.get("FormalName")


def fields_of(item: Any) -> dict[str, Any]:
    """Fields of a NewsML-G2 item under the names that records have them."""
    fields: dict[str, Any] = {"guid": item.get("guid"), "version": item.get("version")}
    for part in ("itemMeta", "contentMeta"):
        for each in children(item, part):
            _take_properties(fields, each)
    tag = child(item, "contentMeta", "language")
    fields["language"] = (tag is not None and tag.get("tag")) or item.get(LANGUAGE)
    for name in ("copyrightHolder", "copyrightNotice", "usageTerms"):
        for each in children(child(item, "rightsInfo"), name):
            add(fields, name, _label(each))
    for content in inside(item, "contentSet"):
        if _take_content(fields, content):
            break
    fields.setdefault("image", picture_of(item))
    kind = _code(child(item, "itemMeta", "itemClass"))
    if kind not in _TEXTS and "text" not in fields:
        add(fields, "about_media", fields.pop("description", None))
    if str(fields["guid"]).startswith(("http://", "https://")):
        fields["url"] = fields["guid"]
    return {key: value for key, value in fields.items() if value}


def fields_of_1(item: Any) -> Iterator[dict[str, Any]]:
    """Fields of each text in a NewsML 1.2 item: it may have several, in several languages; one without text at least."""
    about = _about(item)
    captions: list[str] = []
    found: list[dict[str, Any]] = []
    for component, lines in _components(item, {}):
        text = "" if _is_other_form(component) else _text_of_component(component)
        if text and "caption" in _role(component):
            captions.append(text)
        elif text:
            found.append({**lines, "text": text})
    for rank, fields in enumerate(found or [{}]):
        number = {"id": f"{about['id']}#{rank}"} if rank and about.get("id") else {}
        shared = {} if rank else {"captions": captions, "image": picture_of(item)}
        shared = {key: value for key, value in shared.items() if value}
        yield {**about, **fields, **number, **shared}


def _take_properties(fields: dict[str, Any], meta: Any) -> None:
    for each in meta:
        name = local(each)
        if name in _NO_VALUES:
            continue
        add(fields, _KEYS.get(name, name), _label(each))
        if name == "subject" and "section" not in fields and _TOP_SUBJECT.fullmatch(each.get("qcode") or ""):
            fields["section"] = _label(each)
    for each in children(meta, "headline"):
        is_title = "title" not in fields and "sub" not in (each.get("role") or "").lower()
        add(fields, "title" if is_title else "subheadline", words_of(each))
    for each in children(meta, "description"):
        add(
            fields, "caption" if "caption" in (each.get("role") or "") else "description", paragraphs_of(each)
        )


def _label(element: Any) -> str:
    """Words for what a property names: its name or text, else what is written for people, else its code."""
    name = child(element, "name")
    return (
        (words_of(name) if name is not None else words_of(element))
        or element.get("literal")
        or _code(element)
        or element.get("href")
        or ""
    )


def _code(element: Any) -> str:
    return "" if element is None else str(_CODE.split(element.get("qcode") or element.get("uri") or "")[-1])


def _take_content(fields: dict[str, Any], content: Any) -> bool:
    """Take the content of an item if it is text; whether it was."""
    if local(content) == "inlineXML":
        html, article = child(content, "html"), child(content, "nitf")
        if article is not None:
            inner = nitf.fields_of(article)
            for key, value in inner.items():
                fields.setdefault(key, value)
        elif html is not None:
            body = child(html, "body")
            body = html if body is None else body
            fields["text"] = paragraphs_of(body, unseen=_UNSEEN) or paragraphs_of(body)
            fields["captions"] = captions_of(body)
    elif local(content) == "inlineData" and not content.get("encoding"):
        kind = content.get("contenttype") or "text/plain"
        fields["text"] = (content.text or "") if kind.startswith("text/") else ""
    return bool(fields.get("text"))


def _about(item: Any) -> dict[str, Any]:
    """What a NewsML 1.2 item tells of itself; its id is that of all its revisions."""
    ids = child(item, "Identification", "NewsIdentifier")
    parts = [words_of(child(ids, name)) for name in ("ProviderId", "DateId", "NewsItemId")]
    number = f"urn:newsml:{':'.join(parts)}" if all(parts) else words_of(child(ids, "PublicIdentifier"))
    management = child(item, "NewsManagement")
    fields: dict[str, Any] = {
        "id": number,
        "version": words_of(child(ids, "RevisionId")),
        "firstCreated": words_of(child(management, "FirstCreated")),
        "versionCreated": words_of(child(management, "ThisRevisionCreated")),
        "label": words_of(child(item, "Identification", "NameLabel")),
        "publisher": parts[0],
        "language": item.get(LANGUAGE),
    }
    return {key: value for key, value in fields.items() if value}


def _components(element: Any, around: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Components in an element but for those of other items in it, each with its lines, or those around it where it has none."""
    for each in element:
        if local(each) == "NewsItem":
            continue
        lines = around
        if local(each) == "NewsComponent":
            lines = {**around, **_lines_of(each)}
            yield each, lines
        yield from _components(each, lines)


def _lines_of(component: Any) -> dict[str, Any]:
    """Lines and descriptions of a component itself."""
    mine: dict[str, Any] = {"language": component.get(LANGUAGE)} if component.get(LANGUAGE) else {}
    for line in inside(component, "NewsLines"):
        name = {"HeadLine": "title", "ByLine": "byline"}.get(local(line), local(line))
        add(mine, name, words_of(line))
    for part in ("AdministrativeMetadata", "DescriptiveMetadata"):
        for each in inside(component, part):
            party = first([each], "Party")
            value = (party if party is not None else each).get("FormalName")
            key = {"Language": "language", "Creator": "author_name", "Provider": "publisher"}.get(
                local(each), local(each)
            )
            add(mine, key, value)
    return mine


def _text_of_component(component: Any) -> str:
    """Text of the first content of a component that is one."""
    for content in children(component, "ContentItem"):
        data = child(content, "DataContent")
        if data is None or child(content, "Encoding") is not None:
            continue
        article = first(data, "nitf")
        text = nitf.text_of(article) if article is not None else paragraphs_of(data, unseen=_UNSEEN)
        if not len(data):
            text = data.text or ""
        if text.strip():
            return text
    return ""


def _role(component: Any) -> str:
    role = child(component, "Role")
    return ("" if role is None else role.get("FormalName") or "").lower()


def _is_other_form(component: Any) -> bool:
    """Whether it is one of several forms of the same content, and not the first."""
    around = component.getparent()
    return (
        local(around) == "NewsComponent"
        and around.get("EquivalentsList") == "yes"
        and component is not child(around, "NewsComponent")
    )
