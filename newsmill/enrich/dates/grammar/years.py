"""Years, decades and centuries, in any language of the grammar."""

import re
from typing import Final

from newsmill.enrich.dates.grammar.patterns import expression, key
from newsmill.enrich.dates.grammar.reader import Reader
from newsmill.enrich.dates.scan import Found, Scan

_ROMANS: Final = {"I": 1, "V": 5, "X": 10}
_MONEY_BEFORE: Final = re.compile(r"(?:[$£€¥#/.,:]|\d[\s\u00a0]|\d[-–])$")


def find_year(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a year by itself or a span of years; counts (`2000 Menschen`) are none."""
    text = scan.text
    match = reader.patterns.year.match(text, at)
    if match is None or _MONEY_BEFORE.search(text[max(0, at - 2) : at]):
        return None
    end, last = match.end(), match["e"] or match["e2"]
    if match["both"] and not reader.stands_before(reader.patterns.between_before, text, at):
        end, last = match.end("y"), None
    if _is_count(reader, text, at, end):
        return None
    year = match["y"]
    if last is None:
        return Found(at, end, year, is_anchored=False)
    value_end = last if len(last) == len(year) else year[:2] + last
    if not year < value_end < str(int(year) + 60):
        return Found(at, match.end("y"), year, is_anchored=False) if match["e"] else None
    return Found(at, end, year, value_end, is_anchored=False)


def _is_count(reader: Reader, text: str, start: int, end: int) -> bool:
    return (
        expression(reader.lexicon.no_year_after_pattern).match(text, end) is not None
        or reader.stands_before(reader.lexicon.no_year_before_pattern, text, start)
        or expression(reader.lexicon.no_century_pattern).match(text, end) is not None
        or text[end : end + 1] == "-"
    )


def find_decade(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a decade: `1990er Jahre`, `neunziger Jahre`, `années 90`, `anni Ottanta`."""
    match = reader.patterns.decade.match(scan.text, at)
    if match is None or re.search(r"\d\s+$", scan.text[max(0, at - 4) : at]):
        return None
    digits, word = match["d1"] or match["d2"], match["w1"]
    if digits and not digits.isdecimal():
        digits, word = None, digits
    tens = digits[:-1] if digits else str(reader.lexicon.decades[key(word)])
    value = tens if len(tens) == len("199") else f"19{tens}"
    return Found(at, match.end(), value, is_anchored=False)


def find_century(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a century: `19. Jahrhundert`, `XIXe siècle`, `siglo XIX`, `Ottocento`."""
    text = scan.text
    match = reader.patterns.century.match(text, at)
    if match is not None:
        number = _number(reader, match["n1"] or match["n2"])
        is_one = 1 <= number <= 21 and not expression(reader.lexicon.no_century_pattern).match(
            text, match.end()
        )
        return (
            Found(at, match.end(), f"{number - 1:02d}", is_anchored=False, confidence=1.0) if is_one else None
        )
    name = reader.patterns.century_name.match(text, at)
    if name is None or not text[at].isupper():
        return None
    value = reader.lexicon.century_names[key(name.group())]
    return Found(at, name.end(), str(value - 1), is_anchored=False, confidence=0.8)


def _number(reader: Reader, text: str) -> int:
    if text.isdecimal():
        return int(text)
    if not set(text) <= set(_ROMANS):
        return reader.lexicon.ordinals[key(text)]
    digits = [_ROMANS[letter] for letter in text]
    return sum(
        -one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True)
    )
