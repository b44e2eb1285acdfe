"""Where a caption in running text may end: credits, ages and dates of teasers, a full stop in a sentence."""

import re
from collections.abc import Iterator
from typing import Final

_NAME: Final = r"(?:[A-Z]\.|[A-ZÀ-Þ@](?:[\w'’@/-]|\.(?=\w))*)"
_NAMES: Final = rf"{_NAME}(?:(?:\s?/\s?|\s-\s|,\s|\s)(?:{_NAME}|of|the|de|van|von))*"
_AGENCY: Final = r"(?:AP|AFP|EPA|UPI|Reuters|Getty(?: Images)?|Shutterstock|iStock|Alamy)"
# `told AP`, `an AP interview`, `the AP`: the agency as a source and not as a credit.
_NOT_SAID: Final = "".join(
    rf"(?<!\b{word} )"
    for word in ["told", "the", "by", "to", "for", "in", "of", "and", "with", "an", "a", "from"]
)
_CREDIT: Final = re.compile(
    rf"\b(?:[Pp]hoto(?:s|graph)?|[Ii]mage|[Pp]icture|[Ii]llustration|[Vv]ideo)\s?(?:credits?|courtesy)?\s?(?:\bby\b|\bvia\b|:|courtesy of)\s?{_NAMES}"
    rf"|\b[Cc]redits?\s?(?::|\.\.\.|…)\s?(?:{_AGENCY}(?!\s?/|\w)|{_NAMES})"
    r"|[(\[][A-Z][\w .'’-]{2,40}/[A-Z][\w .'’-]{1,30}[)\]]"
    rf"|[(\[](?P<inside>[^()\[\]]{{0,40}}(?:\b{_AGENCY}\b|\b[Pp]hoto|\b[Ff]ile\b|\b[Cc]redit|\b[Ii]mages?\b|\b\w+\.com\b)[^()\[\]]{{0,40}})[)\]](?:\s{_AGENCY})?"
    rf"|\b(?:Submitted|File|Handout|Courtesy)\s[Pp]hoto\b|/\s?{_AGENCY}(?:\s[Ff]ile)?"
    rf"|{_NOT_SAID}\b(?:AP|AFP|EPA|Getty Images)(?:\s[Ff]ile)?(?=\s[a-z]|[,.])"
)
# What is in every credit, and what has to follow it there: looked for first, as that costs next to nothing.
_MEDIUM_AFTER: Final = re.compile(
    r"\w+?(?:s|graphs?)?\s?(?:credits?|courtesy|by\b|via\b|:)|\w+[)\]]|\w+\s(?:[Cc]redit|AP|AFP)"
)
_CREDIT_SIGNS: Final = {
    "hoto": re.compile(r""), "mage": _MEDIUM_AFTER, "icture": _MEDIUM_AFTER, "llustration": _MEDIUM_AFTER,
    "ideo": _MEDIUM_AFTER, "redit": re.compile(r"\w+\s?[:.…]|\w+\s\w+[)\]]"), "AP": re.compile(r"AP\b"), "EPA": re.compile(r"EPA\b"),
    "Getty": re.compile(r""), "(Reuters": re.compile(r""), "/Reuters": re.compile(r""), "/ Reuters": re.compile(r""),
    "/AFP": re.compile(r""), "/ AFP": re.compile(r""), "(AFP": re.compile(r""), ".com)": re.compile(r""), ".com]": re.compile(r""),
    "AFP": re.compile(r"AFP\b"), "(File": re.compile(r""), "[File": re.compile(r""),
}  # fmt: skip
_AGE: Final = re.compile(r"\b(?:\d{1,2}\s(?:minutes?|hours?)|[1-6]\sdays?)\sago$")
_DATE_COMMA: Final = re.compile(r",\s(?:19|20)\d\d(?!\d)")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_TEASER_DATE: Final = re.compile(rf"(?:^|(?P<before>[\w.,]+)\s)(?P<date>{_MONTH}\.?\s\d{{1,2}},\s\d{{4}})$")
_DATE_GOVERNORS: Final = frozenset(
    [
        "on",
        "of",
        "in",
        "by",
        "to",
        "at",
        "for",
        "since",
        "from",
        "until",
        "till",
        "due",
        "ends",
        "ended",
        "ending",
        "through",
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "her",
        "and",
        "or",
        "before",
        "after",
        "between",
        "beginning",
        "starting",
        "began",
        "effective",
        "dated",
        "payable",
        "mature",
        "matures",
        "as",
        "is",
        "was",
        "than",
    ]
)
_STOP: Final = re.compile(r"\.[\"”]?(?=\s(?!https?:|www\.|pic\.|reuter)[a-z]|[.,]\s)")
# A full stop after one of these ends no sentence, nor one after fewer than three letters.
_ABBREVIATION: Final = re.compile(
    r"\b(?:Mrs|Sens?|Reps?|Gov|Gen|Col|Sgt|Inc|Corp|Cos|Ltd|Plc|LLC|Prof|Rev|Hon|Bros|Assn|Dept|Univ|etc|approx|est|Nos|pct|dlrs|mln|cts|Div|Cal|Kans|Wisc|Dela"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ill|Ind|Kan"
    r"|Mass|Mich|Minn|Miss|Mont|Neb|Nev|Okla|Ore|Penn|Tenn|Tex|Wash|Wis|Wyo|com|org|net|vol|lbs?|yds?|ave|tel|ext)$",
    re.IGNORECASE,
)
_LAST_WORD: Final = re.compile(r"[\w.'’]+$")

Mark = tuple[int, int]


def find_ends(text: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the marks in `text[start:end]` at whose end a caption may end, as (start, end) of the mark."""
    for match in _STOP.finditer(text, start, end):
        if _is_sentence_end(text[max(start, match.start() - 30) : match.start()]):
            yield match.span()
    at = text.find(" ago", start, end)
    while at >= 0:
        age = _AGE.search(text[max(start, at - 12) : at + 4])
        if age is not None:
            yield at + 4 - len(age.group()), at + 4
        at = text.find(" ago", at + 4, end)
    for match in _DATE_COMMA.finditer(text, start, end):
        begin = max(start, match.start() - 30)
        date = _TEASER_DATE.search(text[begin : match.end()])
        if date is not None and _is_teaser_date(date["before"] or ""):
            yield begin + date.start("date"), match.end()
    if _has_credit_sign(text, start, end):
        for match in _CREDIT.finditer(text, start, end):
            inside = match["inside"]
            if inside is None or not _is_acronym(
                inside, text[max(start, match.start() - 60) : match.start()]
            ):
                yield match.span()


def _has_credit_sign(text: str, start: int, end: int) -> bool:
    """Whether the costly search for credits is worth while."""
    for sign, needed in _CREDIT_SIGNS.items():
        at = text.find(sign, start, end)
        while at >= 0:
            if needed.match(text, at) is not None:
                return True
            at = text.find(sign, at + 1, end)
    return False


def _is_sentence_end(before: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word.group().rpartition(".")[2]
    return last.isdigit() or (len(last) >= 3 and not last.isupper() and _ABBREVIATION.search(last) is None)


def _is_teaser_date(before: str) -> bool:
    return before.lower() not in _DATE_GOVERNORS and not before.endswith("ed") and not before.endswith(",")


def _is_acronym(inside: str, before: str) -> bool:
    """Whether what is in brackets abbreviates the words before them: `Economic Planning Agency (EPA)`."""
    words = [word for word in before.split() if word[0].isupper()]
    initials = "".join(word[0] for word in words[-len(inside) :])
    return inside.isupper() and inside.isalpha() and initials == inside
