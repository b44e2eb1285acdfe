"""Credits of pictures as no story has them in its text: `(AP Photo/Jane Doe)`, `Photo: Jane Doe`, `Submitted photo`."""

import re
from collections.abc import Iterable
from typing import Final

from newsmill.text.edits import Span

_NAME: Final = r"(?:[A-Z]\.|[A-ZÀ-Þ@](?:[\w'’@/-]|\.(?=\w))*)"
_NAMES: Final = rf"{_NAME}(?:(?:\s?/\s?|\s-\s|,\s|\s)(?:{_NAME}|of|the|de|van|von)|\sfor\s(?:the\s)?{_NAME})*"
# Agencies and archives that own pictures, but those whose acronym is an authority's too (`NASA`).
AGENCIES: Final = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|UPI|AAP|ANSA|Ansa|PA Wire|PTI|IANS|TASS|dpa|Reuters|REUTERS|Getty(?: Images)?|Shutterstock|iStock|Alamy|Bloomberg|Xinhua|Yonhap|Kyodo|Jiji"
    r"|Anadolu|Bernama|NurPhoto|Corbis|WireImage|Associated Press|Press Association|Agence France-Presse|Canadian Press|USA T(?:oday|ODAY) Sports)"
)
# `told AP`, `an AP interview`, `the AP`: the agency as a source and not as a credit.
NOT_SAID: Final = "".join(
    rf"(?<!\b{word} )"
    for word in ["told", "the", "by", "to", "for", "in", "of", "and", "with", "an", "a", "from"]
)
_PICTURE: Final = r"(?:[Pp]hoto(?:s|graph)?|PHOTO|[Ii]mage|IMAGE|[Pp]ic(?:ture)?|PIC|[Ii]llustration|[Vv]ideo|VIDEO|Foto|Bild|Imagen|Fotografía)"
# After a photographer and a slash.
_OUTLET: Final = (
    rf"(?:{AGENCIES}|(?:(?:the|The)\s)?(?:{_NAME}\s?){{0,2}}(?:Images|News|Times|Post|Press|Pictures|Photos?|Agency|Pool|TV|Media|Herald|Tribune|Journal|Star|Globe)"
    r"|(?:THE\s)?[A-Z]{3,}(?:\s[A-Z]{3,})?)(?!\w)"
)
_FORMS: Final = (
    rf"(?:\b{_PICTURE}\s?(?:[Cc]redits?|CREDIT|courtesy)?\s?(?:\bby\b|\bvia\b|:|courtesy of)\s?{_NAMES}(?:\s\|\s{_NAMES})?"
    rf"|\b(?:[Cc]redits?|CREDIT|Crédit)\s?(?::|\.\.\.|…)\s?{_NAMES}"
    rf"|[(\[]{_NAME}(?:\s{_NAME}){{0,3}}\s?/\s?{_NAME}(?:\s{_NAME}){{0,3}}[)\]]|[(\[](?:Supplied|{_NAME}\sNews):\s{_NAMES}[)\]]"
    rf"|[(\[][^()\[\]]{{0,40}}(?:\b{AGENCIES}\b|\b{_PICTURE}\b|\b[Pp]hoto|\b[Ff]ile\b|\b[Cc]redit|\b[Ii]mages?\b|\b\w+\.com\b)[^()\[\]]{{0,40}}[)\]](?:\s{AGENCIES})?"
    rf"|[(\[]{_NAME}(?:\s{_NAME}){{1,2}}\sfor\s(?:the\s)?{_NAME}(?:\s{_NAME}){{0,3}}[)\]]"
    rf"|\b{_NAME}(?:\s{_NAME}){{1,2}}\s?/\s?{_OUTLET}(?:\svia\s{AGENCIES})?|\bREUTERS/{_NAMES}"
    rf"|\b(?:Submitted|File|Handout|Courtesy)\s[Pp]hoto\b|/\s?{AGENCIES}(?:\s[Ff]ile)?|©\s?{_NAMES}"
    rf"|\b(?=AP|AFP|EPA|Getty Images){NOT_SAID}(?:AP|AFP|EPA|Getty Images)(?:\s[Ff]ile)?)"
)
_CREDIT: Final = re.compile(rf"{_FORMS}\.?$")
_CREDIT_WITHIN: Final = re.compile(rf"{_FORMS}(?=[\s,;:]|\.\s)")
# Each credit has one of these, at most so many characters from its start.
_SIGNS: Final = (
    "hoto", "PHOTO", "mage", "IMAGE", "Pic", "PIC", "icture", "llustration", "ideo", "VIDEO", "redit", "CREDIT", "rédit", "ourtesy", "File", "©",
    "AP", "AFP", "EPA", "UPI", "Reuters", "REUTERS", "Getty", "Foto", "Bild", ".com", "/",
    "upplied", "News:", "PA Wire", "EFE", "dpa", "TASS", "Xinhua", "Yonhap", "Kyodo", "Anadolu", "AAP", "PTI",
)  # fmt: skip
_BEFORE_SIGN: Final = 45
_SPACE: Final = re.compile(r"\s")
_LONGEST: Final = 110
# A name may belong to the sentence that goes on: `Photo: Jane Doe Brown said`.
_MOST_ENDS: Final = 3


def ends_with_credit(caption: str) -> bool:
    """Whether a caption ends with a credit that no story has in its text.

    >>> ends_with_credit("The harbour of Split (AP Photo/Jane Doe)"), ends_with_credit("He told AP")
    (True, False)
    """
    return _credit_start(caption) is not None


def is_credit(caption: str) -> bool:
    """Whether a caption is a credit and, but for a word, nothing else.

    >>> is_credit("Photo: Jane Doe"), is_credit("The harbour of Split (AP Photo/Jane Doe)")
    (True, False)
    """
    start = _credit_start(caption)
    return start is not None and len(caption[:start].split()) <= 1


def _credit_start(caption: str) -> int | None:
    found = _CREDIT.search(caption, max(0, len(caption) - _LONGEST))
    return None if found is None else found.start()


def credit_ends(text: str) -> list[int]:
    """Where credits within a text may end, in code points: at its last word, or a word or two before.

    >>> text = "He told Harbour of Split (AP Photo/Jane Doe) reporters that"
    >>> [text[:end][-4:] for end in credit_ends(text)]
    ['Doe)']
    """
    found: list[int] = []
    for low, high in _around_signs(text):
        for match in _CREDIT_WITHIN.finditer(text, low, high):
            ends = [match.end()]
            if text[match.end() - 1] not in ")]":
                ends += [match.start() + space.start() for space in _SPACE.finditer(match.group())][:0:-1]
            found += [end for end in ends[:_MOST_ENDS] if ends_with_credit(text[match.start() : end])]
    return found


def occurrences(text: str, words: Iterable[str]) -> list[int]:
    """Where any of some words stand in a text, in order: one by one they are found faster than by a pattern of all."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def _around_signs(text: str) -> list[Span]:
    """Stretches in which credits may stand: to look for one everywhere takes half a millisecond."""
    stretches: list[Span] = []
    for at in occurrences(text, _SIGNS):
        low, high = max(0, at - _BEFORE_SIGN), at + _LONGEST
        if stretches and low <= stretches[-1][1]:
            low = stretches.pop()[0]
        stretches.append((low, high))
    return stretches
