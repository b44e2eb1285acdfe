"""Names in the markup of a page, tidied: its authors without labels, jobs and dates, its title without the site's name."""

import re
from collections.abc import Iterable
from typing import Final

from newsmill.text.bylines import name_of, names_house

_LABEL: Final = re.compile(
    r"(?:(?:(?:this\s+)?(?:article|post|story|blog|guide)\s+)?(?:was\s+)?(?:written|posted|published|authored|article|words)?\s*by\b"
    r"|(?:the\s+|about\s+the\s+)?authors?\b|read\s+more\s+about\b|names?\b)[:\s]*",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|ember|ober)?\.?"
)
# What stands behind a name and is none: a date, who looked it over, a remark.
_REST: Final = re.compile(
    rf"\s*(?:[•|·–—(]|\s-\s|\b(?:Last\s+)?(?:Updated|Reviewed|Published|Edited)\b|\b{_MONTH}\s+\d|^{_MONTH}$|\d{{4}}|\d{{1,2}}[/.]).*$",
    re.DOTALL,
)
_JOB: Final = re.compile(
    r"\s(?:(?:(?:Former|Senior|Sr|Contributing|Staff|Chief|Managing|Associate|Guest|Freelance)\s)+(?:[A-Z]\w+\s)?)?"
    r"(?:Writer|Editor|Reporter|Correspondent|Consultant|Contributor|Columnist)$"
)
_DEGREE: Final = re.compile(
    r"(?:M\.?D|Ph\.?\s?D|R\.?N|BSN|MSN|DVM|CPA|MBA|MPH|R\.?D|J\.?D|Esq|LCSW|FACLM|CFP)\.?", re.IGNORECASE
)
_HOUSE: Final = re.compile(
    r"^The\b|\b(?:Desk|Team|Bureau|Staff|News|Network|Agency|Department|Institute|University)$"
)
# What follows a name and is none, though it may look like one.
_BEHIND: Final = re.compile(
    r"^Head$|\b(?:Experts?|Specialists?|Educators?|Managers?|Director|Founder|Officer|President|Engineer|Dietitian|Nutritionist"
    r"|Consultant|Attorney|Analyst|Certified|Licensed|Registered|Inc|LLC|Ltd|Policy)\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s*(?:[,|/]|\s&\s|\sand\s)\s*")
_DEGREES_BEHIND: Final = re.compile(
    r"(?:\s(?:M\.?D\.?|Ph\.?D\.?|RN|BSN|RDN?|DVM|CPA|MBA|MPH|CFP|Esq\.?)(?!\S))+$"
)
_NOBODY: Final = frozenset({"", "admin", "home", "human", "guest", "staff", "editor", "author", "©", "name"})
_LETTER: Final = re.compile(r"[^\W\d_]")
_SQUEEZED: Final = re.compile(r"[\W_]+")
_SUFFIX: Final = re.compile(r"\s+(?:[|–—•·-]|::)\s+(?P<site>[^|–—•·]{2,60})$")
_MOST_SITE_WORDS: Final = 7
_FEWEST_LETTERS: Final = 4


def split_authors(values: Iterable[str]) -> list[str]:
    """Names in what authors' fields of a page hold: each one name, or several, or one with degrees, job and house behind.

    >>> split_authors(["Jane Doe, MD, Bo Ek and Li Na Wu"]), split_authors(["Centre for Trade and Industry"])
    (['Jane Doe', 'Bo Ek', 'Li Na Wu'], ['Centre for Trade and Industry'])
    >>> split_authors(["Ann Lee, Director of Surveys, Great Northern Lines", "jroe"])
    ['Ann Lee', 'jroe']
    """
    return list(dict.fromkeys(name for value in values for name in _split(value)))


def _split(value: str) -> list[str]:
    names: list[str] = []
    for part in value.split(";"):
        whole = _tidy_author(part)
        if names and (_BEHIND.search(whole) or _HOUSE.search(whole)):
            break
        names += _within(part) or ([whole] if whole and _BEHIND.match(whole) is None else [])
    return names


def _within(part: str) -> list[str]:
    """Names that commas and `and` part; none where the first is no name."""
    names: list[str] = []
    for piece in filter(None, map(_tidy_author, _JOINT.split(part))):
        is_behind = (_BEHIND.search if names else _BEHIND.match)(piece) is not None
        name = None if is_behind or _HOUSE.search(piece) else name_of(piece)
        if name is not None:
            names.append(name)
        elif not names or " " in piece:
            break
    return names


def is_desk(name: str, site: str | None) -> bool:
    """Whether an author's name is the site's, or by its form that of a house or a desk.

    >>> is_desk("The Daily", None), is_desk("BBC News", None), is_desk("Wire", "Wire"), is_desk("Jane Doe", "Wire")
    (True, True, True, False)
    """
    return _HOUSE.search(name) is not None or _squeezed(name) == _squeezed(site or "")


def is_house(name: str, site: str | None) -> bool:
    """Whether an author's name is one word, or that of a house, a desk or a job.

    >>> is_house("The Daily", "The Daily"), is_house("admin2", None), is_house("News Desk", None), is_house("Jane Doe", None)
    (True, True, True, False)
    """
    return len(name.split()) == 1 or is_desk(name, site) or names_house(name)


def _tidy_author(part: str) -> str:
    name = " ".join(part.split())
    label = _LABEL.match(name)
    if label is not None:
        name = name[label.end() :]
    name = _REST.sub("", name).strip(" ,:-")
    words = name.split()
    if len(words) > 2:
        name = _JOB.sub("", _DEGREES_BEHIND.sub("", name)).strip()
    is_name = name.casefold() not in _NOBODY and _LETTER.search(name) is not None
    return name if is_name and _DEGREE.fullmatch(name) is None else ""


def without_site_name(title: str, site: str | None, host: str | None) -> str:
    """Write a title without the site's name at its end, as the site or its address have it.

    >>> without_site_name("A brief intro to git | Web Dev Daily", None, "www.webdev.example")
    'A brief intro to git'
    >>> without_site_name("Left - right - centre", "The Daily", "daily.example")
    'Left - right - centre'
    """
    found = _SUFFIX.search(title)
    if found is None or len(found["site"].split()) > _MOST_SITE_WORDS:
        return title
    return title[: found.start()] if _names_site(found["site"], site, host) else title


def _names_site(suffix: str, site: str | None, host: str | None) -> bool:
    key = _squeezed(suffix)
    if key and key == _squeezed(site or ""):
        return True
    labels = [
        label for label in (host or "").lower().split(".")[:-1] if label not in {"www", "blog", "news", "co"}
    ]
    initials = "".join(word[0] for word in re.split(r"[\s-]+", suffix) if word[:1].isupper()).lower()
    return any(
        label == initials or _is_most_of(label, key) or _is_most_of(key, label)
        for label in map(_squeezed, [*labels, *([(host or "").lower()] if labels else [])])
        if len(label) > 1
    )


def _is_most_of(part: str, whole: str) -> bool:
    """Whether a name is in another and makes up half of it: `bridgestonetire`, but not `time` in `time for a deal`."""
    return len(part) >= _FEWEST_LETTERS and part in whole and 2 * len(part) >= len(whole)


def _squeezed(name: str) -> str:
    return _SQUEEZED.sub("", name).casefold()
