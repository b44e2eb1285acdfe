"""Titles: which line of a page is its headline, whether another repeats it, what stands above it and behind it."""

import re
from functools import lru_cache
from typing import Final

from newsmill.text.phrases import section_names

MAX_TITLE_WORDS: Final = 32
LONG_TITLE_WORDS: Final = 20
SHORT_TITLE_WORDS: Final = 14
_MAX_KICKER_WORDS: Final = 2
_BROKEN_LINES: Final = range(2, 4)
_LEAST_BROKEN_WORDS: Final = 4

_NOT_WORD: Final = re.compile(r"[\W_]+")
_SITE: Final = re.compile(r"\s+(?:[|–—»«·•:]|-{1,2}|::)\s+(?P<site>[^|»«·•]{2,40})$")
_SENTENCE_END: Final = re.compile(r"[.…][\"'”’)\]]*$")
_PROSE_END: Final = re.compile(r"[.!?…:。！？][\"'”’)\]]*$")
_ABBREVIATION_END: Final = re.compile(
    r"(?:\b(?:[A-Z]\.){1,}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No|St|Bros|Ave)\.|\.\.\.|…)[\"'”’)\]]*$"
)
# Houses by a word of their name, `BBC News`, `The Daily Telegraph`: in capitals, as no headline's last part mostly is.
OUTLET: Final = re.compile(
    r"(?:(?:The|Al|El|La|Le|Die|Der|Das)\s)?(?:[A-ZÀ-Þ][\w.’'&-]*\s){0,3}(?:BBC|CNN|NBC|CBS|ABC|CBC|NPR|PBS|AFP|Reuters|Bloomberg|Guardian|Independent"
    r"|Telegraph|Times|Post|News|Herald|Tribune|Chronicle|Gazette|Journal|Examiner|Inquirer|Globe|Observer|Courier|Scotsman|Economist"
    r"|Spectator|Jazeera|Arabiya|Monde|Figaro|País|Mundo|Spiegel|SPIEGEL|Zeitung|Welt|Repubblica|Mail|Daily|Newspaper|Politico|Newsweek)"
    r"(?:\s(?:News|Online|ONLINE|Sport|Business|World|English|UK|US|International))?(?:\.com|\.co\.uk)?"
)
_OUTLET_BEFORE: Final = re.compile(
    r"(?:BBC(?:\s(?:News|Sport))?|CNN(?:\.com)?|Reuters|(?:CBC|ABC|NBC|CBS|Sky)\sNews|Al Jazeera|NPR)\s[-–|]\s(?=(?:\S+\s){2})"
)
_MAX_OUTLET_WORDS: Final = 4
_MAX_SECTION_CHARS: Final = 80
_LEAST_PARAGRAPH_CHARS: Final = 80
_SECTIONS: Final = frozenset(
    """
    world|world news|news|uk|uk news|us|us news|u.s.|usa|politics|business|business news|sport|sports|technology|tech|science
    |science & environment|health|education|environment|culture|entertainment|entertainment & arts|arts|books|opinion|comment|analysis
    |editorial|lifestyle|life & style|life and style|travel|economy|markets|money|finance|top stories|latest news|latest|breaking|breaking news
    |exclusive|national|nation|international|international news|local|local news|regional|home|home page|headlines|middle east|africa|asia
    |asia pacific|asia-pacific|europe|americas|latin america|scotland|wales|england|northern ireland|football|cricket|tennis|weather
    |obituaries|obituary|features|video|in pictures|letters|media|society|crime|press release
    |skip to content|skip to main content|printable version|print version|printer version
    |świat|kraj|мир|в мире|политика|экономика|общество|новости|спорт|культура|происшествия|dünya|gündem|ekonomi|spor
    """.replace("\n    ", "").split("|")
)
_CRUMB: Final = re.compile(r"\s*[>»›→]\s*")
_BAR: Final = re.compile(r"\s+[/|·•]\s+")
_FRONT_PAGES: Final = frozenset(
    {"home", "startseite", "accueil", "inicio", "início", "homepage", "home page", "voorpagina", "portada"}
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w-]+\.(?:com|org|net|co\.uk)")
_MINUTES: Final = re.compile(
    r"\d{1,2}\s*(?:min|minutes?)\s+(?:read|de lecture)|(?:reading time|lesezeit)\s*:?\s*\d{1,2}\s*min\w*\.?"
)


def title_key(title: str) -> str:
    """Write a title without case, punctuation and spacing."""
    return _NOT_WORD.sub(" ", title.casefold()).strip()


def without_site(title: str) -> str:
    """Write a title without the site's name after a bar or dash at its end.

    >>> without_site("Oil falls - BBC News"), without_site("Oil falls")
    ('Oil falls', 'Oil falls')
    """
    match = _SITE.search(title)
    return title[: match.start()] if match and len(match["site"].split()) <= 5 else title


def without_outlet(title: str) -> str:
    """Write a title without the name of a news outlet at its edge; any other last part may be the headline's own.

    >>> without_outlet("Oil falls - BBC News"), without_outlet("Oil falls | The Guardian")
    ('Oil falls', 'Oil falls')
    >>> without_outlet("Brexit - what next"), without_outlet("Opinion | The Times")
    ('Brexit - what next', 'Opinion | The Times')
    """
    title = _OUTLET_BEFORE.sub("", title, 1) if _OUTLET_BEFORE.match(title) else title
    match = _SITE.search(title)
    if match is None or OUTLET.fullmatch(match["site"]) is None:
        return title
    headline = title[: match.start()]
    is_short = len(match["site"].split()) <= _MAX_OUTLET_WORDS
    if not is_short or len(headline.split()) == 1:
        return title
    section = _SITE.search(headline)
    return headline[: section.start()] if section and is_section(section["site"]) else headline


def is_same_title(title: str, line: str) -> bool:
    """Whether a line repeats a title: exactly, in another case, with or without the site's name."""
    if _begin_differently(title, line):
        return False
    key, other = title_key(title), title_key(line)
    if not key or not other:
        return False
    if key == other:
        return True
    return title_key(without_site(line)) == key or title_key(without_site(title)) == other


def _begin_differently(title: str, line: str) -> bool:
    """Whether the first characters alone tell that two lines differ; costs little."""
    one, other = title[:1], line[:1]
    return one.isalnum() and other.isalnum() and one.casefold()[0] != other.casefold()[0]


def better_title(first: str, second: str) -> str:
    """Choose between two forms of a title: without the site's name, in mixed case, else the first."""
    if len(title_key(second)) < len(title_key(first)):
        first, second = second, first
        return second if first.isupper() and not second.isupper() else first
    return (
        second
        if first.isupper() and not second.isupper() and title_key(first) == title_key(second)
        else first
    )


def is_title(line: str, following: str, *, has_stamp: bool) -> bool:
    """Whether a line that starts a page is its headline, by its shape and the line that follows."""
    words = len(line.split())
    if "\n" in line or words > MAX_TITLE_WORDS or not any(c.isalpha() for c in line):
        return False
    if is_same_title(line, following):
        return True
    # A long first line without a stamp above it is a lead, whatever it ends with.
    if line.endswith((",", ";")) or (words > LONG_TITLE_WORDS and not has_stamp):
        return False
    if not _SENTENCE_END.search(line):
        return not line.endswith(":") or words <= SHORT_TITLE_WORDS
    return words <= SHORT_TITLE_WORDS and (has_stamp or _ABBREVIATION_END.search(line) is not None)


def joined_title(block: str, following: str) -> str | None:
    r"""Headline that stands on two or three lines above a paragraph of prose; None where the lines are no such headline.

    >>> joined_title("Board agrees to dredge\neastern channel", "The board agreed on Wednesday.")
    'Board agrees to dredge eastern channel'
    >>> joined_title("Roses are red\nViolets are blue", "Sugar is sweet") is None
    True
    """
    lines = block.split("\n")
    if len(lines) not in _BROKEN_LINES or "\n" in following or _PROSE_END.search(following) is None:
        return None
    if any(_PROSE_END.search(line) or line.endswith((",", ";")) for line in lines):
        return None
    is_broken = lines[1][:1].islower() or len(lines[0].split()) >= _LEAST_BROKEN_WORDS
    joined = " ".join(lines)
    is_lead_longer = len(following) > max(map(len, lines))
    return joined if is_broken and is_lead_longer and len(joined.split()) <= LONG_TITLE_WORDS else None


def is_section(line: str) -> bool:
    """Whether a line names a part of the site, its way there, or how long the story takes to read.

    >>> is_section("World news"), is_section("Home > News > Scotland"), is_section("Inicio / Nacional"), is_section("3 min read")
    (True, True, True, True)
    >>> is_section("Oil falls"), is_section("Opinion | Why oil falls")
    (False, False)
    """
    if len(line) > _MAX_SECTION_CHARS:
        return False
    bare = line.strip(" :|").casefold()
    if is_section_name(bare) or ("min" in bare and _MINUTES.fullmatch(bare) is not None):
        return True
    if " " not in bare:
        return _ADDRESS.fullmatch(bare) is not None
    crumbs = _CRUMB.split(bare, 1)
    if len(crumbs) > 1:
        return is_section_name(crumbs[0])
    # A bar may part a section from the headline as well.
    parts = _BAR.split(bare)
    return len(parts) > 1 and (parts[0] in _FRONT_PAGES or all(map(is_section_name, parts)))


@lru_cache(maxsize=1)
def _section_names() -> frozenset[str]:
    return _SECTIONS | section_names()


def is_section_name(bare: str) -> bool:
    """Whether words, without case, are the name of a section."""
    return bare in _section_names()


def starts_with_title(first: str, second: str) -> bool:
    """Whether the first line of a block is a headline and the second a long paragraph, longer than a wrap would leave it.

    >>> starts_with_title("Harbour deal reached", "The board agreed on Wednesday, after a year of talks, to dredge the channel by the spring.")
    True
    """
    second = second.strip()
    is_paragraph = len(second) >= max(_LEAST_PARAGRAPH_CHARS, 1.5 * len(first)) and second[:1].isupper()
    return is_paragraph and _PROSE_END.search(second) is not None and is_title(first, second, has_stamp=False)


def is_kicker(line: str, headline: str) -> bool:
    """Whether a line of a word or two in capitals stands above a headline that is in mixed case.

    >>> is_kicker("HARBOURS", "Board agrees to dredge"), is_kicker("Harbours", "Board agrees to dredge")
    (True, False)
    """
    return line.isupper() and len(line.split()) <= _MAX_KICKER_WORDS and not headline.isupper()
