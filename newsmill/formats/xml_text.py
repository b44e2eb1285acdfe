"""Text, labels and markup of elements in the news industry's XML."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from newsmill.formats.page_blocks import blocks_of
from newsmill.formats.xml_tree import local

LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CAPTIONS: Final = frozenset({"media-caption", "figcaption"})
# How the words for the type of a picture begin.
_PICTURES: Final = ("image", "photo", "picture", "graphic")


def words_of(element: Any) -> str:
    """Text of an element and of what is in it, on one line.

    >>> words_of(etree.XML("<a> One <b>two</b>  three</a>"))
    'One two three'
    """
    return "" if element is None else " ".join("".join(element.itertext()).split())


def child(element: Any, *names: str) -> Any:
    """First element at a path of names, whatever their namespaces; None where there is none."""
    for name in names:
        element = None if element is None else next((each for each in element if local(each) == name), None)
    return element


def inside(element: Any, *names: str) -> list[Any]:
    """Elements directly in the first element at a path of names; none where it is not there."""
    found = child(element, *names)
    return [] if found is None else list(found)


def children(element: Any, name: str) -> list[Any]:
    """Elements of a name directly in an element, whatever their namespaces."""
    return [] if element is None else [each for each in element if local(each) == name]


def first(elements: Iterable[Any], name: str) -> Any:
    """First of the elements, and of what is in them, with a name; None where there is none."""
    return next((each for element in elements for each in element.iter() if local(each) == name), None)


def add(fields: dict[str, Any], key: str, value: Any) -> None:
    """Add a value to a record, as one more where there is one."""
    if not value:
        return
    if key not in fields:
        fields[key] = value
    elif isinstance(fields[key], list):
        fields[key].append(value)
    else:
        fields[key] = [fields[key], value]


def paragraphs_of(
    element: Any, tags: Mapping[str, str] | None = None, unseen: frozenset[str] = frozenset()
) -> str:
    """Paragraphs of an element with HTML in it, parted by blank lines; `tags` are names to read as those of HTML.

    With `tags` all that is not in them is within a line. Elements in `unseen` are left out.
    """
    body = deepcopy(element)
    body.tail = None
    for each in body.iter():
        name = local(each)
        if name in unseen:
            each.tag = "template"
        else:
            each.tag = name if tags is None else tags.get(name, "span")
    body.tag = "body"
    return "\n\n".join(block.text for block in blocks_of(body))


def captions_of(element: Any) -> list[str]:
    """Captions of pictures, by the names that NITF and XHTML have for them."""
    found = (words_of(each) for each in element.iter() if local(each) in _CAPTIONS)
    return [words for words in dict.fromkeys(found) if words]


def picture_of(element: Any) -> str | None:
    """Address of the first picture in an element, by the names that NITF, NewsML and XHTML have for it; None where there is none."""
    return next(filter(None, map(_picture, element.iter())), None)


def _picture(element: Any) -> str | None:
    name, kind, key = local(element), "image/", ""
    if name == "img":
        key = "src"
    elif name in {"icon", "remoteContent"}:
        kind, key = element.get("contenttype") or ("image/" if name == "icon" else ""), "href"
    elif name == "media-reference":
        kind, key = element.get("mime-type") or element.getparent().get("media-type") or "", "source"
    elif name == "ContentItem":
        said = child(element, "MediaType")
        kind, key = "" if said is None else said.get("FormalName") or "", "Href"
    is_picture = kind.lower().startswith(_PICTURES)
    return str(element.get(key) or "") if key and is_picture else None


def markup_of(element: Any) -> str:
    """Text of an element, or the markup in it as HTML where it has elements."""
    if not len(element):
        return element.text or ""
    inner = deepcopy(element)
    inner.tail = None
    for each in inner.iter():
        each.tag = local(each)
    etree.cleanup_namespaces(inner)
    inner.tag = "div"
    inner.attrib.clear()
    return str(etree.tostring(inner, encoding="unicode", method="html"))
