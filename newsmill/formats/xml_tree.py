"""XML, broken and hostile XML too -> trees: what is whole is read, what is broken is told apart.

No entity is resolved but those of characters, no DTD is read, nothing is fetched.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from newsmill.formats.xml_root import ROOT, UNITS

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK: Final = re.compile(
    r"""<!\[CDATA\[ | <!-- | <\? | (?P<tag> <(?P<end>/?) (?P<name>[A-Za-z_][\w.-]*+(?::[\w.-]++)?+) """
    r"""[^<>"']*+ (?:"[^"<]*+"[^<>"']*+ | '[^'<]*+'[^<>"']*+)*+ >) | < | &(?P<entity>\w+;|\#\w+;)? """,
    re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?<![\w:.-])([A-Za-z_][\w:.-]*+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))"""
)
_SECTIONS: Final = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_XML_ENTITIES: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
# HTML in a field that was not escaped: these have no end.
_VOID: Final = frozenset({"br", "hr", "img", "wbr"})
# The depth that libxml2 allows.
_DEEPEST: Final = 256


@dataclass
class Tree:
    """One document: its root, None where there is none; the stretches that are no part of it, and what broke it."""

    text: str
    root: Any
    broken: list[str] = field(default_factory=list)
    error: str = ""


def trees_of(text: str) -> Iterator[Tree]:
    """Trees of the documents that stand one after another in a text.

    Of a document that breaks, the records (`xml_root.UNITS`) that have their end are read, once their markup is mended.
    """
    root, error = _parse(_from_root(text))
    if root is not None:
        yield Tree(text, root)
        return
    parts = list(_parts(text))
    if len(parts) > 1:
        for part in parts:
            yield from trees_of(part)
        return
    yield _mended_tree(text, error)


def local(element: Any) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _mended_tree(text: str, error: str) -> Tree:
    root = ROOT.match(text)
    units = UNITS.get(root["local"], frozenset()) if root else frozenset()
    mender = _Mender(_from_root(_ILLEGAL.sub("", text)), units)
    whole = mender.mend()
    tree, _ = _parse(whole)
    if tree is None:
        tree, _ = _parse(whole, is_strict=False)
        if tree is not None and sum(local(each) in units for each in tree.iter()) != mender.count:
            tree = None
    if tree is None or not mender.count:
        return Tree(text, None, [text], error)
    return Tree(text, tree, mender.broken, error)


def _parse(text: str, *, is_strict: bool = True) -> tuple[Any, str]:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=not is_strict,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser), ""
    except (etree.XMLSyntaxError, ValueError) as failure:
        return None, str(failure)


def _from_root(text: str) -> str:
    """Text without its prologue: neither a DTD, whose entities might be bombs, nor an encoding, which it has no longer."""
    root = ROOT.match(text)
    return text[root.start("tag") :] if root else text


def _parts(text: str) -> Iterator[str]:
    """Documents, parted where one is declared and where another of the same root begins."""
    root = ROOT.match(text)
    if root is None:
        yield text
        return
    name = re.escape(root["name"])
    edge = re.compile(rf"</{name}\s*>(?=\s*(?:<!DOCTYPE\s|<{name}[\s>]))|(?=<\?xml\s)")
    at = 0
    for found in edge.finditer(text, root.end()):
        yield text[at : found.end()]
        at = found.end()
    if text[at:].strip():
        yield text[at:]


class _Mender:
    """Balances the tags of a document, and takes out the units that have no end."""

    def __init__(self, text: str, units: frozenset[str]) -> None:
        self.broken: list[str] = []
        self.count = 0
        self._text = text
        self._units = units
        self._out: list[str] = []
        self._open: list[str] = []
        # Of the unit that is open: where it begins in the text, in what is put out, in what is open.
        self._unit: tuple[int, int, int] | None = None

    def mend(self) -> str:
        """Give the document, well-formed but for its prefixes."""
        at, text = 0, self._text
        while (mark := _MARK.search(text, at)) is not None and len(self._open) < _DEEPEST:
            self._out.append(text[at : mark.start()])
            at = mark.start()
            end = self._take(mark)
            if end < 0:
                break
            at = end
            if not self._open and self.count:
                break
        if self._unit is not None:
            self._drop_unit(len(text))
        elif text[at:].strip():
            self.broken.append(text[at:])
        return "".join(self._out) + "".join(f"</{name}>" for name in reversed(self._open))

    def _take(self, mark: re.Match[str]) -> int:
        """Take up a mark; where it ends, or -1 where it has no end."""
        words = mark.group()
        if words in _SECTIONS:
            end = self._text.find(_SECTIONS[words], mark.end())
            if end < 0:
                return -1
            end += len(_SECTIONS[words])
            self._out.append(self._text[mark.start() : end])
            return end
        if mark["tag"] is None:
            self._out.append(_characters(words, mark["entity"]))
        elif mark["end"]:
            self._close(mark["name"], mark.start())
        else:
            self._begin(mark)
        return mark.end()

    def _begin(self, mark: re.Match[str]) -> None:
        name, ends = mark["name"], mark["tag"].endswith("/>")
        words = f"<{name}{_attributes(mark['tag'])}"
        if name.rpartition(":")[2] in self._units:
            if self._unit is not None:
                self._drop_unit(mark.start())
            self._unit = (mark.start(), len(self._out), len(self._open))
            self.count += 1
        if ends or name.lower() in _VOID:
            self._out.append(f"{words}/>")
            if self._unit is not None and len(self._open) == self._unit[2]:
                self._unit = None
        else:
            self._open.append(name)
            self._out.append(f"{words}>")

    def _close(self, name: str, at: int) -> None:
        if name not in self._open:
            return
        if self._unit is not None and name not in self._open[self._unit[2] :]:
            self._drop_unit(at)
        while self._open:
            top = self._open.pop()
            self._out.append(f"</{top}>")
            if top == name:
                break
        if self._unit is not None and len(self._open) <= self._unit[2]:
            self._unit = None

    def _drop_unit(self, at: int) -> None:
        begin, put_out, is_open = self._unit or (0, 0, 0)
        self.broken.append(self._text[begin:at])
        del self._out[put_out:], self._open[is_open:]
        self._unit = None
        self.count -= 1


def _attributes(tag: str) -> str:
    """Attributes of a tag as XML has them: each once, in quotation marks, their references known."""
    found = {name: a or b or c for name, a, b, c in reversed(_ATTRIBUTE.findall(tag))}
    return "".join(f" {name}={quoteattr(html.unescape(value))}" for name, value in reversed(found.items()))


def _characters(words: str, entity: str | None) -> str:
    if entity is None:
        return escape(words)
    return words if entity in _XML_ENTITIES else escape(html.unescape(words))
