"""Left-over markup: HTML entities and tags in what should be plain text."""

import html
import re
from collections.abc import Iterator
from typing import Final

from newsmill.text.edits import Draft, Field, Rule

ENTITIES: Final = Rule("entities", 1)
TAGS: Final = Rule("tags", 1)

# `AT&T;` and `R&D` are no entities: a known name, or a number, and the semicolon are asked for.
_ENTITY: Final = re.compile(r"(?:&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)+")
_BLOCKS: Final = "br|p|div|h[1-6]|li|ul|ol|tr|table|tbody|thead|blockquote|section|article|header|footer|figure|hr|pre|dl|dt|dd"
_INLINE: Final = "a|abbr|b|big|center|cite|code|em|figcaption|font|i|iframe|img|label|q|s|small|span|strike|strong|sub|sup|td|th|time|tt|u|nobr|wbr|video|audio|source|object|embed|o:p|form|input|button"
_TAG: Final = re.compile(
    # What all begin with stands first: texts are searched for it alone, several times faster.
    r"<(?:(?P<comment>!--)|(?P<unread>script|style|noscript)\b[^<>]*>"
    rf"|(?P<close>/)?(?:(?P<block>{_BLOCKS})|(?P<inline>{_INLINE}))(?P<attributes>\s[^<>]*?)?(?P<empty>\s*/)?>)",
    re.IGNORECASE | re.DOTALL,
)
# Where each thing that is no text ends, by how it begins.
_UNREAD_ENDS: Final = {
    begun: re.compile(pattern, re.IGNORECASE)
    for begun, pattern in (
        ("!--", "-->"),
        ("script", r"</script\s*>"),
        ("style", r"</style\s*>"),
        ("noscript", r"</noscript\s*>"),
    )
}
_NAME: Final = re.compile(r"</?([a-z0-9:]+)", re.IGNORECASE)
_MENTION: Final = re.compile(r"\w </?p> [^\W\d_A-ZÀ-Þ]")
_SINGLE: Final = frozenset({"br", "hr", "img", "input", "wbr", "source", "embed"})


def unescape_entities(draft: Draft) -> None:
    """Turn HTML entities into the characters they stand for (`&quot;` -> `"`), twice escaped ones too."""
    names: tuple[Field, ...] = ("title", "text")
    for name in names:
        value = (draft.title if name == "title" else draft.text) or ""
        if "&" in value and ";" in value:
            draft.replace_all(
                ENTITIES, name, [(m.start(), m.end(), _character(m.group())) for m in _ENTITY.finditer(value)]
            )


def _character(entity: str) -> str:
    for _ in range(4):
        plain = html.unescape(entity)
        if plain == entity:
            break
        entity = plain
    # An unescaped control character would be an edit for the next pass; no-break spaces are good text.
    return (
        entity if entity.isprintable() or entity.isspace() else "".join(c for c in entity if c.isprintable())
    )


def remove_tags(draft: Draft) -> None:
    """Take out HTML tags by name; a tag that starts or ends a block leaves a blank line or a line end.

    `<SRD>` and other things in angle brackets stay. So do a lone `<A>` or `<B>` (stock symbols): a tag other
    than `<br>` needs its closing tag somewhere, or attributes, or to be a closing tag of such a one. A lone `<p>`
    parts paragraphs, but not within a sentence: `the tag <p> is written so`.
    """
    names: tuple[Field, ...] = ("title", "text")
    for name in names:
        value = (draft.title if name == "title" else draft.text) or ""
        if "<" in value and ">" in value and _TAG.search(value):
            draft.replace_all(TAGS, name, list(_tags(value)))


def _tags(value: str) -> Iterator[tuple[int, int, str]]:
    """Yield what to take out for tags, comments and scripts: start, end, what to put there."""
    closed = set(re.findall(r"</([a-z0-9:]+)\s*>", value.lower()))
    # What was looked for once and is not there any more is not looked for again.
    unclosed: set[str] = set()
    at = 0
    while (match := _TAG.search(value, at)) is not None:
        at = match.end()
        begun = (match["comment"] or match["unread"] or "").lower()
        if not begun:
            if _is_tag(match, closed, value):
                yield match.start(), at, _in_place_of(match, value)
        elif begun not in unclosed:
            ending = _UNREAD_ENDS[begun].search(value, at)
            if ending is None:
                unclosed.add(begun)
            else:
                at = ending.end()
                yield match.start(), at, ""


def _is_tag(match: re.Match[str], closed: set[str], value: str) -> bool:
    found = _NAME.match(match.group())
    name = found.group(1).lower() if found else ""
    if name in _SINGLE:
        return True
    has_attributes = "=" in (match["attributes"] or "")
    if has_attributes or name in closed:
        return True
    return match["block"] == "p" and _MENTION.match(value, max(0, match.start() - 2)) is None


def _in_place_of(match: re.Match[str], value: str) -> str:
    if match["block"] is None or "\n" in value[match.end() : match.end() + 1]:
        return ""
    return "\n" if match["block"].lower() in {"br", "li", "tr", "hr"} else "\n\n"
