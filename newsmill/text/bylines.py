"""Bylines: the line that names who wrote the story."""

import re
from typing import Final, NamedTuple

from newsmill.text import calendar_names, zones
from newsmill.text.frequencies import zipf
from newsmill.text.stamp_labels import first_label
from newsmill.text.stamps import Stamp, read_stamps
from newsmill.text.titles import OUTLET

MAX_BYLINE_CHARS: Final = 160

_LETTER: Final = r"[^\W\d_]"
_PARTICLE: Final = r"d[aeiu]|von|van|de[lnr]?|la|le|bin|ibn|al-[^\W\d_]+|el-[^\W\d_]+|ter|y"
_NAME_WORD: Final = (
    rf"(?:(?:d[’'])?[^\W\d_a-zà-öø-ÿ](?:{_LETTER}|['’.-](?={_LETTER}))*\.?|(?:{_PARTICLE})(?![^\W_]))"
)
_NAME: Final = re.compile(rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD}){{1,4}}")
_LABEL: Final = re.compile(
    r"\s*(?:(?:(?i:story|text|report(?:ed|ing)?|written|posted|published|words)\s+)?(?:[Bb]y|BY)[: \u00a0]"
    r"|(?:[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|[Dd]oor|DOOR)[: \u00a0]|(?:Автор|Текст|Text|Tekst|Texte|Texto|Testo)\s?:)\s*"
)
_CHINESE: Final = re.compile(
    r"\s*(?:本报|新华社)?(?:记者|記者|作者)\s*[:：/ ]\s*(?P<name>[\u4e00-\u9fff]{2,4})\s*"
)
_AND: Final = frozenset({"and", "und", "et", "y", "e", "&", "with", "avec", "mit", "con", "и"})
# What follows these is a place or a house, and no name unless such a word follows it in turn.
_WHERE: Final = frozenset({"in", "for", "of", "at", "from", "|", "/", "(", "–", "—", "-"})
_SEPARATOR: Final = re.compile(
    r"\s*[,;]\s*(?P<also>(?:and|AND|und|et|y|e|&)\s)\s*|\s*(?P<sign>[,;|/()]|\s[–—-]\s)\s*|\s*(?P<amp>&)\s*"
    r"|\s+(?P<word>and|AND|und|UND|et|ET|y|e|и|with|WITH|avec|mit|con|in|IN|for|FOR|of|OF|at|AT|from|FROM|on|ON)\s+"
)
_AGENCIES: Final = r"Reuters?|AP|AFP|UPI|DPA|ANSA|EFE|TASS|Xinhua|Bloomberg|BBC|CNN|Press|News|Associated|Service|Times|Post|Agency|Agencies"
_JOBS: Final = (
    r"Staff|Writers?|Correspondents?|Editors?|Reporters?|Bureau|Desk|Chief|Special|Contributors?|Columnist|Online|Network|Senior"
    r"|Newsroom|Daily|Register|Herald|Tribune|Gazette|Chronicle|Courier|Lecturer|Professor|Director|Fellow|Analyst|Journalist|Redação|Redacción|Rédaction|Redaktion|Redazione|Redactie|Mail|University|Institute"
)
# What follows a name after a comma and is no name: the desk, the agency, the job.
_NO_NAME: Final = re.compile(rf"\b(?:{_AGENCIES}|{_JOBS})\b", re.IGNORECASE)
_FORM_OF_ADDRESS: Final = re.compile(r"(?:Prof|Dr|Mr|Mrs|Ms|Sir|Dame)\b\.?\s(?=\S+\s)")
# The job and the house that follow a name with nothing between: `Jane Dorsey BBC political correspondent`.
_JOB_BEHIND: Final = re.compile(
    rf"(?<=\s)(?:(?:The|Associated|{_AGENCIES}|Political|Health|Business|Economics|Sports?|Science|Foreign|Technology|Education"
    rf"|Diplomatic|Defen[cs]e|Environment|Washington|Chief|Senior|Special|Staff)\s+)*(?:{_AGENCIES}|{_JOBS})$",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    rf"(?:(?:our|own|the|a|and|other|foreign|political|city|web|team|from|with|[\w-]+\.com|,|&|{_AGENCIES}|{_JOBS})\s*)+",
    re.IGNORECASE,
)
# A house alone, or with its town or agency: `G1 — São Paulo`, `Le Monde avec AFP`.
_HOUSE: Final = re.compile(
    rf"(?:{OUTLET.pattern}|[A-Z][A-Z0-9]{{1,6}})(?:\s(?:—|–|-|\||avec|with|mit|con|com|e|et|und|y|and|/)\s[A-ZÀ-Þ][\w.]*(?:\s(?:de |do )?[A-ZÀ-Þ]\w*){{0,3}})?"
)
_NO_AUTHOR: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|San|Santa|Saint|Sankt|The|This|That|These|Those|Popular|Contrast)\b"
)
_REST: Final = re.compile(r"[^.!?]{0,70}")
# An address, or a name on Twitter, behind the author's.
_ADDRESS: Final = re.compile(r"[\s,|(]*(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w+)\)?$")
_NO_SENTENCE: Final = re.compile(r"\S*@\S+|https?://\S+|\b(?:St|Mt|Ft|[A-Z])\.")
# What may be a time and was not read: better left where it stands.
_TIME: Final = re.compile(r"\d{4}|\d:\d\d")
_REGION: Final = re.compile(
    r"\b(?:North|South|East|West|Middle|New|United|Northern|Southern|Eastern|Western|Central)\b"
)
_JOB_LINE: Final = re.compile(
    r"(?:[A-Z][\w.]*\s){0,4}(?:Writers?|Correspondents?|Editors?|Reporters?|Staff|Bureau|Chief)|[\w.+-]+@[\w-]+\.[\w.-]+"
    rf"|{OUTLET.pattern}(?:,\s[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?)?"
)
_NAME_AND_JOB: Final = re.compile(
    r"(?P<name>[^,]{4,40}),\s(?:[A-Z][\w&.-]*\s){0,3}(?:Writer|Correspondent|Editor|Reporter|Columnist)(?:\sin\s[A-ZÀ-Þ]\w+)?"
)
_POSTED: Final = re.compile(r"(?P<stamp>(?:Posted|Published)\s.{6,60}?)\s+by\s+(?P<name>[^.|]{2,40})")
_ON: Final = re.compile(r"^\W*(?:on\s)?")
_JOB_LINE_CHARS: Final = 60
_MOST_BARE_WORDS: Final = 3
_COMMON: Final = 4.0
_SPACE: Final = re.compile(r"[ \u00a0]+")
_BAR: Final = re.compile(r"[|·•]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")
_MOST_NAMES_CHARS: Final = 100
_VOWEL: Final = re.compile(r"[AEIOUYÀ-Þ.]")
_BETWEEN_NAMES: Final = re.compile(r",\s(?:and\s)?|\s(?:and|und|et|y|e|en|&)\s")
_BEHIND_NAMES: Final = re.compile(r"\s\([^()]{2,40}\)\.?$|\s(?:avec|con|com|with|mit|met)\s[A-Z]\w{1,8}$")


class Byline(NamedTuple):
    """Who a byline names, and the stamps that stand on its line."""

    authors: list[str]
    stamps: list[Stamp]


def read_byline(line: str) -> list[str] | None:
    """Names on a line that is a byline and nothing else; None where it is none, or names nobody.

    >>> read_byline("By Jane Doe and JOHN McROE, Reuters")
    ['Jane Doe', 'John McRoe']
    >>> read_byline("By Staff Writer") is None and read_byline("By the sea, a town waits") is None
    True
    """
    byline = read_signature(line)
    return (byline.authors or None) if byline else None


def read_signature(line: str) -> Byline | None:
    """Read a byline whole: its names, none where it names an agency or a job, and its stamps; None where it is none.

    >>> byline = read_signature("By Jane Doe in Paris and Bo Ek in Rome | Published: 3 June 2019")
    >>> byline.authors, byline.stamps[0].day
    (['Jane Doe', 'Bo Ek'], 3)
    >>> read_signature("By Our Correspondent")
    Byline(authors=[], stamps=[])
    """
    if len(line) > MAX_BYLINE_CHARS or "\n" in line:
        return None
    label = _LABEL.match(line)
    if label is None:
        has_sign = "|" in line or "," in line or ":" in line or " by " in line or not line.isascii()
        return _read_unlabelled(line) if has_sign else None
    said = _ADDRESS.sub("", line[label.end() :]).strip()
    if _NOBODY.fullmatch(said) or _HOUSE.fullmatch(said):
        return Byline([], [])
    return _read(said) or _read_one_name(said)


def _read_one_name(said: str) -> Byline | None:
    """Read a byline of one name, which stands alone as no common word does, or with a stamp behind it."""
    name, _, rest = said.partition(" ")
    if not name.isalpha():
        return None
    is_name = (
        name.istitle() and zipf(name) < _COMMON and not _NO_AUTHOR.search(name) and not zones.is_place(name)
    )
    stamps = read_stamps(_ON.sub("", rest)) if rest else []
    if not stamps and (rest or not is_name):
        return None
    return Byline([name] if is_name else [], stamps)


def _read_unlabelled(line: str) -> Byline | None:
    chinese = _CHINESE.fullmatch(line)
    if chinese is not None:
        return Byline([chinese["name"]], [])
    job = _NAME_AND_JOB.fullmatch(line)
    if job is not None and is_bare_name(job["name"]):
        return Byline([_in_mixed_case(job["name"])], [])
    posted = _POSTED.fullmatch(line)
    if posted is not None:
        stamps = read_stamps(posted["stamp"])
        names = _read(posted["name"]) or _read_one_name(posted["name"])
        return Byline(names.authors if names else [], stamps) if stamps else None
    bar = _BAR.search(line)
    if bar is None:
        return _read_before_stamp(line)
    name, rest = line[: bar.start()].strip(), line[bar.end() :]
    stamps = read_stamps(rest) if is_bare_name(name) else []
    return Byline([_in_mixed_case(name)], stamps) if stamps else None


def _read_before_stamp(line: str) -> Byline | None:
    """Read a name, or the newsroom, with nothing but a time behind it: `Redactie 14 mrt 2023, 09:12`."""
    digit = _DIGIT.search(line)
    if digit is None or first_label(line) is not None:
        return None
    words = line[: digit.start()].split(" ")
    for number in range(1, min(len(words), _MOST_BARE_WORDS + 1)):
        who = " ".join(words[:number]).rstrip(",")
        if _NOBODY.fullmatch(who) or is_bare_name(who):
            stamps = read_stamps(line[len(" ".join(words[:number])) :].lstrip(" ,"))
            if any(stamp.hour is not None for stamp in stamps):
                return Byline([] if _NOBODY.fullmatch(who) else [_in_mixed_case(who)], stamps)
    return None


def goes_with_byline(line: str) -> bool:
    """Whether a line right below a byline is the author's job, house or address.

    >>> goes_with_byline("Staff Writer"), goes_with_byline("BBC News, Leith"), goes_with_byline("Board votes")
    (True, True, False)
    """
    return len(line) <= _JOB_LINE_CHARS and _JOB_LINE.fullmatch(line) is not None


def is_bare_name(line: str) -> bool:
    """Whether a line is the name of a person by its shape, one of its words being no common one.

    >>> is_bare_name("Jane Dorsey"), is_bare_name("South Sudan"), is_bare_name("Fish Stocks")
    (True, False, False)
    """
    words = line.split()
    if not 2 <= len(words) <= _MOST_BARE_WORDS or _NAME.fullmatch(line) is None or _LABEL.match(line):
        return False
    if _NO_NAME.search(line) or _NO_AUTHOR.search(line) or _REGION.search(line) or zones.is_place(line):
        return False
    return min(map(zipf, words)) < _COMMON


def names_of_line(line: str) -> list[str] | None:
    """Names of persons that a line is made of, with an agency or a place behind them at most; None where it is not.

    >>> names_of_line("Harriet Coldwell and Jon Mbeki"), names_of_line("Solène LE GUEN."), names_of_line("Fish stocks fall")
    (['Harriet Coldwell', 'Jon Mbeki'], ['Solène Le Guen'], None)
    """
    if len(line) > _MOST_NAMES_CHARS or "\n" in line:
        return None
    parts = _BETWEEN_NAMES.split(_BEHIND_NAMES.sub("", line).strip(" .,"))
    if not all(map(is_bare_name, parts)) or any(
        word.isupper() and not _VOWEL.search(word) for word in line.split()
    ):
        return None
    return [" ".join(_title(word) if word.isupper() else word for word in part.split()) for part in parts]


def _read(said: str) -> Byline | None:
    """Names and stamps after the label: a name first, then names, places, jobs and at last the time."""
    names: list[str] = []
    parts, rests = _parts(said)
    is_place, is_nobody = False, _NOBODY.fullmatch(parts[0][1]) is not None
    for number, (joint, part) in enumerate(parts):
        stamps = read_stamps(rests[number]) if number else []
        if stamps:
            return Byline([_in_mixed_case(name) for name in names], stamps)
        if joint in _WHERE:
            is_place = True
            continue
        following = parts[number + 1][0] if number + 1 < len(parts) else None
        if joint in _AND and is_place and following not in _WHERE:
            continue  # `in Paris and New York`
        name, stamps = _name_and_time(part, rests[number])
        if name is not None:
            names.append(name)
            is_place = False
        elif not names and not is_nobody:
            return None
        if stamps:
            return Byline([_in_mixed_case(name) for name in names], stamps)
    if (
        not names
        or any(_NO_AUTHOR.search(name) for name in names)
        or not _is_rest(said[len(parts[0][1]) :], names)
    ):
        return None
    return Byline([_in_mixed_case(name) for name in names], [])


def _is_rest(rest: str, names: list[str]) -> bool:
    """Whether what follows the first name may stand on a byline."""
    for name in names[1:]:
        rest = rest.replace(name, "")
    rest = _NO_SENTENCE.sub("", rest)
    return _TIME.search(rest) is None and all(_REST.fullmatch(part) for part in rest.split("|"))


def _parts(said: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What stands between separators, each with the word or sign before it, and the line from each on."""
    parts: list[tuple[str, str]] = []
    rests: list[str] = []
    joint, at = "", 0
    for match in _SEPARATOR.finditer(said):
        parts.append((joint, said[at : match.start()].strip()))
        rests.append(said[at:])
        joint = "and" if match["also"] or match["amp"] else (match["word"] or match["sign"]).strip().lower()
        at = match.end()
    parts.append((joint, said[at:].strip()))
    rests.append(said[at:])
    return parts, rests


def _name_and_time(part: str, rest: str) -> tuple[str | None, list[Stamp]]:
    """Name that a part is, without the job or the time behind it, and that time."""
    words = part.split()
    for number in range(2, len(words)):
        said = " ".join([*words[number:], rest[len(part) :]])
        if (
            said[0].isdigit()
            or calendar_names.month(words[number].rstrip(",")) is not None
            or first_label(said) is not None
        ):
            stamps = read_stamps(said)
            if stamps:
                return name_of(" ".join(words[:number])), stamps
    return name_of(part), []


def names_house(name: str) -> bool:
    """Whether a name has a word of a desk, an agency or a job: `News Desk`."""
    return _NO_NAME.search(name) is not None


def name_of(part: str) -> str | None:
    """Name of a person that a part of a byline is, without form of address and job; None where it is none by its shape.

    >>> name_of("Dr. Jane Doe"), name_of("Jane Dorsey BBC political correspondent"), name_of("the sea")
    ('Jane Doe', 'Jane Dorsey', None)
    """
    bare = _JOB_BEHIND.sub("", _FORM_OF_ADDRESS.sub("", part)).strip()
    if _NAME.fullmatch(bare) is None or _NO_NAME.search(bare) or zones.is_place(bare):
        return None
    capitals = sum(not word[0].islower() or word[1:2] in {"'", "’"} for word in bare.split())
    return bare if capitals > 1 else None


def _in_mixed_case(name: str) -> str:
    """Write a name as is usual: `JANE O'NEIL` -> `Jane O'Neil`."""
    name = _SPACE.sub(" ", name)
    words = [word for word in name.split() if len(word) > 2 and not word.islower()]
    if not all(word.removeprefix("Mc").isupper() for word in words):
        return name
    return _LETTERS.sub(lambda match: match[0] if match[0].islower() else _title(match[0]), name)


def _title(word: str) -> str:
    if word[:2] in {"Mc", "MC"} and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
