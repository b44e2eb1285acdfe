"""Days told from the day of writing, in any language of the grammar."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.grammar.named import WAYS, find_day_month, find_numeric
from newsmill.enrich.dates.grammar.patterns import expression, key
from newsmill.enrich.dates.grammar.reader import Reader, begins_sentence, is_day
from newsmill.enrich.dates.grammar.relative import find_shifted
from newsmill.enrich.dates.scan import Found, Scan

_FUNCTION_WORD: Final = (
    r"\s*(?:[^\w\s-]|$)|\s+(?:[aoeàé]|[aà]s|ao|em|n[ao]s?|os|d[aeo]s?|que|com|por|se|já|uma?|sem|foi|vai|são|mas|foram|para|passad[ao]|pel[ao]|quando|"
    r"depois|antes|após|está|estão|será|serão|\w+(?:ou|eu|iu|aram|eram|iram|rá|rão))\b"
)
_WEEK: Final = 7


def find_day_word(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find today, yesterday or tomorrow, with a part of the day or the weekday: `gestern Abend`, `ayer jueves`."""
    text, lexicon = scan.text, reader.lexicon
    match = reader.patterns.day_word.match(text, at)
    if match is None:
        return None
    word, end = key(match.group()), match.end()
    is_other = expression(lexicon.no_day_word_pattern).search(text[max(0, at - 14) : at].lower() + word)
    # `Der Morgen` is no tomorrow.
    is_noun = text[at].isupper() and word in lexicon.parts and not begins_sentence(text, at)
    if is_other or is_noun or expression(lexicon.no_day_word_after_pattern).match(text, end):
        return None
    count, code = lexicon.day_words[word]
    value = scan.anchor.shift("D", count)
    weekday = reader.patterns.weekday.match(text, end + 1)
    if (
        weekday is not None
        and text[end : end + 1] == " "
        and _weekday_of(value) == reader.patterns.weekdays[key(weekday["w"])]
    ):
        end = weekday.end("w")
    dated = None if code else _dated(reader, scan, end)
    if dated is not None and dated.value == value:
        return replace(dated, start=at)
    number = reader.patterns.day_number.match(text, end)
    if number is not None and number["d1"] and value[-2:] == f"{int(number['d1']):02d}":
        end = number.end()
    part = None if code else reader.patterns.after_day.match(text, end)
    if part is not None:
        code, end = lexicon.parts[key(part["part"])], part.end()
    return Found(at, end, value + code, confidence=0.9)


def _weekday_of(value: str) -> int | None:
    return date.fromisoformat(value).weekday() if value[0].isdecimal() else None


def find_weekday(reader: Reader, scan: Scan, at: int, way: str | None = None) -> Found | None:
    """Find a weekday with what may stand around it: a date, `last` or `next`, a week, a part of the day."""
    match = reader.patterns.weekday.match(scan.text, at)
    if match is None:
        return None
    number, end = reader.patterns.weekdays[key(match["w"])], match.end()
    after = None if way else reader.patterns.adjective_after.match(scan.text, end)
    if after is not None:
        way, end = str(after.lastgroup), after.end()
    dated = _dated(reader, scan, end) or _numbered(reader, scan, number, end)
    if dated is not None:
        part = match["compound"] if is_day(dated) else None
        return replace(dated, start=at, value=dated.value + (reader.lexicon.parts[key(part)] if part else ""))
    if way is None and not _is_weekday(reader, scan.text, at, match.end("w")):
        return None
    value, end = _day_of(reader, scan, number, way, (at, end))
    part = match["compound"]
    if part:
        return Found(at, end, value + reader.lexicon.parts[key(part)], confidence=0.8)
    last = None if way else _span_end(reader, scan, value, at, end)
    found = Found(at, end, value, confidence=0.8)
    return (
        with_part(reader, scan, found) if last is None else replace(found, end=last.end, value_end=last.value)
    )


def with_part(reader: Reader, scan: Scan, found: Found) -> Found:
    """Put the part of the day that follows a date on it: `le 3 mai au soir`."""
    part = reader.patterns.after_day.match(scan.text, found.end) if is_day(found) else None
    if part is None:
        return found
    return replace(found, end=part.end(), value=found.value + reader.lexicon.parts[key(part["part"])])


def _dated(reader: Reader, scan: Scan, end: int) -> Found | None:
    """Read the date behind a weekday: `Dienstag, den 3. September`, `martes 3 de mayo`."""
    at = reader.skip_link(scan.text, end)
    label = reader.patterns.labelled.match(scan.text, at)
    at = at if label is None else label.start("d")
    return (find_day_month(reader, scan, at) or find_numeric(reader, scan, at)) if at > end else None


def _numbered(reader: Reader, scan: Scan, number: int, end: int) -> Found | None:
    """Find the nearest such weekday that is the day of the month told behind it: `martes 19`, `sexta-feira (14)`."""
    match = reader.patterns.day_number.match(scan.text, end)
    if match is None or scan.anchor.day is None:
        return None
    day = int(match["d1"] or match["d2"])
    for away in range(32):
        for near in (scan.anchor.day - timedelta(away), scan.anchor.day + timedelta(away)):
            if near.day == day and near.weekday() == number:
                return Found(end, match.end(), near.isoformat())
    return None


def _is_weekday(reader: Reader, text: str, start: int, end: int) -> bool:
    """Tell a date from a name (`Domingo`), a repetition (`chaque lundi`) and another word (`segunda vez`)."""
    lexicon, word = reader.lexicon, text[start:end]
    if reader.is_repeated(text, start) or reader.stands_before(
        lexicon.no_weekday_before_pattern, text, start
    ):
        return False
    if expression(lexicon.no_weekday_after_pattern).match(text, end):
        return False
    if (
        lexicon.has_small_weekdays
        and word[0].isupper()
        and not (begins_sentence(text, start) or word.isupper())
    ):
        return False
    if not lexicon.has_small_weekdays and word[0].islower():
        return False
    is_bare = word.lower() in lexicon.bare_weekdays
    return not is_bare or expression(_FUNCTION_WORD).match(text, end) is not None


def _day_of(
    reader: Reader, scan: Scan, number: int, way: str | None, span: tuple[int, int]
) -> tuple[str, int]:
    start, end = span
    week = None if way else find_shifted(reader, scan, reader.skip_link(scan.text, end), only="W")
    if week is not None and "-W" in week.value and week.value[0].isdecimal():
        return date.fromisocalendar(
            int(week.value[:4]), int(week.value[-2:]), number + 1
        ).isoformat(), week.end
    anchor = scan.anchor
    if way == "this" and anchor.day is not None:
        # `Este domingo` is the nearest one, before or after.
        away = (number - anchor.day.weekday() + 3) % _WEEK - 3
        return (anchor.day + timedelta(away)).isoformat(), end
    if scan.last_day and (way == "following" or (way is None and _is_joined(reader, scan, start))):
        return Anchor(date.fromisoformat(scan.last_day)).weekday(number, is_ahead=True, is_strict=True), end
    if way in {"last", "lately"}:
        return anchor.weekday(number, is_ahead=False, is_strict=True), end
    is_next = way in {"next", "following"}
    is_ahead = is_next or reader.direction(scan, start, end) > 0
    return anchor.weekday(number, is_ahead=is_ahead, is_strict=is_next), end


def _is_joined(reader: Reader, scan: Scan, start: int) -> bool:
    """Whether a weekday follows another day right before: the second of `jeudi et vendredi` comes after the first."""
    is_near = scan.last_value[:10] == scan.last_day and scan.last_end < start
    between = reader.patterns.joint.fullmatch(scan.text, scan.last_end, start) if is_near else None
    return between is not None and scan.text[scan.last_end - 1].isalpha()


def _span_end(reader: Reader, scan: Scan, value: str, at: int, end: int) -> Found | None:
    """Read the end of a span: `entre quarta e sexta`."""
    joint = reader.patterns.joint.match(scan.text, end)
    if joint is None or not value[0].isdecimal() or not reader.stands_before(
        reader.patterns.between_before, scan.text, at
    ):  # fmt: skip
        return None
    match = reader.patterns.weekday.match(scan.text, joint.end())
    if match is None or match["compound"]:
        return None
    number = reader.patterns.weekdays[key(match["w"])]
    last = Anchor(date.fromisoformat(value)).weekday(number, is_ahead=True, is_strict=True)
    return Found(joint.end(), match.end(), last)


def find_part(reader: Reader, scan: Scan, at: int, way: str | None = None) -> Found | None:
    """Find a part of a day: `ce soir`, `la nuit dernière`, `Nacht auf Montag`, `noche del 9 de mayo`."""
    text = scan.text
    match = reader.patterns.part.match(text, at)
    if match is None:
        return None
    code, end = reader.lexicon.parts[key(match["part"])], match.end()
    after = reader.patterns.adjective_after.match(text, end)
    if way is None and after is not None:
        way, end = str(after.lastgroup), after.end()
    if way == "this":
        return Found(at, end, scan.anchor.shift("D", 0) + code)
    if way == "last" and code in {"TNI", "TEV"}:
        return Found(at, end, scan.anchor.shift("D", -1) + code)
    link = None if way else reader.patterns.part_of.match(text, end)
    day = None if link is None else find_day(reader, scan, link.end())
    if link is None or day is None or not is_day(replace(day, value_end=None)):
        return None
    # A night `von Samstag auf Sonntag` is that of the first.
    value = day.value
    if link["into"] and code == "TNI" and value[0].isdecimal():
        value = (date.fromisoformat(value) - timedelta(1)).isoformat()
    return Found(at, _over_night(reader, text, day.end), value + code, None, day.is_anchored, day.confidence)


def _over_night(reader: Reader, text: str, end: int) -> int:
    """Give the end of a night that leads from a day into the next: `nuit de samedi à dimanche`."""
    joint = reader.patterns.joint.match(text, end)
    weekday = None if joint is None else reader.patterns.weekday.match(text, joint.end())
    return end if weekday is None else weekday.end()


def find_labelled(reader: Reader, scan: Scan, at: int, way: str | None = None) -> Found | None:
    """Find a day by its number with the word for day before it: `no dia 20`, `el día 3 de mayo`."""
    match = reader.patterns.labelled.match(scan.text, at)
    if match is None:
        return None
    dated = find_day_month(reader, scan, match.start("d"), way)
    if dated is not None:
        return replace(dated, start=at)
    number = int(match["d"])
    month = find_shifted(reader, scan, reader.skip_link(scan.text, match.end()), only="M")
    if month is not None:
        return Found(at, month.end, f"{month.value}-{number:02d}", confidence=0.8)
    direction = WAYS.get(way or "") or reader.direction(scan, at, match.end())
    if direction == 0 and scan.anchor.day is not None:
        # A sentence that looks nowhere means the nearer one.
        direction = 1 if (number - scan.anchor.day.day) % 30 <= 15 else -1
    return Found(at, match.end(), scan.anchor.day_of_month(number, is_ahead=direction > 0), confidence=0.5)


def find_day(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find the day whose expression begins right at an offset."""
    found = (
        find_day_word(reader, scan, at)
        or find_weekday(reader, scan, at)
        or find_day_month(reader, scan, at)
        or find_numeric(reader, scan, at)
        or find_labelled(reader, scan, at)
    )
    if found is not None:
        return found
    before = reader.patterns.adjective.match(scan.text, at)
    inner = None if before is None else find_weekday(reader, scan, before.end(), before.lastgroup)
    return None if inner is None else replace(inner, start=at)
