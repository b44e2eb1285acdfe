"""Words for the present, the past and the future: TIMEX3 references, not dates of the calendar."""

import re
from typing import Final

from newsmill.enrich.dates.scan import Found, Scan

_REFERENCES: Final = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "recently": "PAST_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "lately": "PAST_REF",
}  # fmt: skip
# `As recently as Monday`: the date follows. `The now-defunct firm`, `now that it rains`: no point in time.
_NO_REFERENCE: Final = re.compile(r"(?:\s+as\b|-\w|(?<=[Nn]ow)\s+that\b)")
# `The past president`, `the past two years`: only a past or future that no noun follows.
_NO_NOUN: Final = (
    r"(?=\s*(?:[^\w\s]|$)|\s+(?:and|or|of|is|was|were|are|will|would|has|had|have|in|for|to|by|with|as|but|that|when|where|"
    r"could|can|may|might|should|on|at|from|than|if|it|he|she|they|we|the|a|an|after|because|while|so)\b)"
)
_NO_TIME: Final = r"(?!\s+(?:\w+\s+)?(?:day|week|month|quarter|year|decade|century|few|several|couple|hundred|dozen|two|three|four|five|six|\d))"
_PHRASE: Final = re.compile(
    rf"\b(?:(?:[Tt]he\s+(?:(?:near|distant|foreseeable|immediate|recent)\s+)?|[Ii]n\s+(?=future))(?P<word>future|past){_NO_NOUN}"
    rf"|[Ii]n (?P<adverb>the (?:future|past)){_NO_TIME}"
    r"|(?P<present>[Aa]t (?:present|the (?:present|moment)|this moment)|[Tt]hese days)"
    r"|(?P<recent>[Rr]ecent (?:years|months|weeks|days|decades|times))"
    r"|(?P<ago>(?:[Ll]ong|[Ss]ome time|[Mm]oments|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Cc]enturies) ago))\b"
)


def find_reference(scan: Scan, start: int, end: int) -> Found | None:
    """Find a word for the present, the past or the future at `start`."""
    word = scan.text[start:end].lower()
    if word in _REFERENCES:
        if _NO_REFERENCE.match(scan.text, end):
            return None
        return Found(start, end, _REFERENCES[word], is_anchored=False, confidence=0.5)
    return find_phrase(scan, start, end)


def find_phrase(scan: Scan, start: int, end: int) -> Found | None:
    """Find a phrase such as `the near future`, `at the moment`, `recent years` or `long ago` around `start`."""
    match = _PHRASE.search(scan.text, max(scan.floor, start - 24), end + 24)
    while match is not None and match.end() <= start:
        match = _PHRASE.search(scan.text, match.end(), end + 24)
    if match is None or match.start() > start:
        return None
    word = match["word"] or match["adverb"] or ""
    begin = match.start("adverb") if match["adverb"] else match.start()
    value = "FUTURE_REF" if word.endswith("future") else "PRESENT_REF" if match["present"] else "PAST_REF"
    return Found(begin, match.end(), value, is_anchored=False, confidence=0.5)
