"""Weighs fastText, py3langid and the language a record declares."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from newsmill.enrich.language.models import Probabilities, fasttext_probabilities, langid_probabilities

_SAMPLE_CHARACTERS: Final = 600
_LANGID_CHARACTERS: Final = 400
_MORE: Final = 10
_TITLE_CHARACTERS: Final = 300
_SHORT_CHARACTERS: Final = 200
# Fewer letters tell nothing; a character of a script without spaces counts for three.
_FEWEST_LETTERS: Final = 12
_SURE: Final = 0.8
_CASE_CHARACTERS: Final = 100
_CAPITALS_PER_SMALL: Final = 4
_LEAST_CONFIDENCE: Final = 0.2
# How much likelier the record's own word makes its language: it is beaten where the models are confident of another.
_DECLARED_ODDS: Final = 20.0

_NOISE: Final = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|<[^<>\s]{1,20}>"
    r"|[\d_<>|#*=~^\\][\d_<>|#*=~^\\.,:/%+-]*|(?<!\S)[^\w\s]{1,3}(?!\S)"
)
_DENSE: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)

# Two labels for what readers call one language, or a code of one model for a code of the other.
_SAME: Final = {"nn": "no", "nb": "no", "arz": "ar", "ary": "ar", "azb": "az", "wuu": "zh", "yue": "zh"}
_SAME_MORE: Final = {"sh": "hr", "fil": "tl", "ckb": "ku", "sdh": "ku", "pnb": "pa", "als": "de", "bh": "hi"}
_CODES: Final = _SAME | _SAME_MORE
# Languages with newspapers. Any other label (Latin, Occitan, Volapük ...) needs far more evidence: on short
# English text full of names it is nearly always wrong.
_NEWS_CODES: Final = (
    "af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fo fr ga gl gu ha he hi hr hu hy id ig is it "
    "ja ka kk km kn ko ku ky lb lg ln lo lt lv mg mk ml mn mr ms mt my ne nl no om or pa pcm pl ps pt ro ru rw si sk "
    "sl sn so sq sr st sv sw ta te tg th ti tk tl tr tt ug uk ur uz vi xh yo zh zu"
)
_NEWS: Final = frozenset(_NEWS_CODES.split())
_RARE_WEIGHT: Final = 0.1
# Of these fastText's small model knows nothing: each is given a share of what it is not sure of.
_UNKNOWN_TO_FASTTEXT: Final = frozenset({"ha", "ig", "lg", "ln", "om", "rw", "sn", "st", "xh", "zu"})
# Nigerian Pidgin, which it takes for English, as the other model takes English for Pidgin: these words tell.
_PIDGIN: Final = "pcm"
_PIDGIN_WORDS: Final = frozenset({
    "dey", "wey", "dem", "pipo", "dis", "dat", "im", "na", "di", "don", "sey", "dia", "wetin", "Wetin", "una", "goment", "kontri", "kontris",
    "afta", "tok", "pikin", "abeg",
})  # fmt: skip
_WORDS_PER_PIDGIN_WORD: Final = 14
_SHARE_OF_UNKNOWN: Final = 0.25
# Probability that a model is taken to leave to each language it does not name.
_LEAST: Final = 0.01
# Both models take Tigrinya for Amharic, which hardly uses these letters and writes `አ` for the first.
_TIGRINYA_LETTERS: Final = re.compile("[ኣኸኽቐቕ]")


class Detected(NamedTuple):
    """A language (ISO 639-1, or 639-3 where there is none) and a confidence, 0 to 1; both None if unknown."""

    language: str | None
    confidence: float | None


def sample(title: str | None, text: str) -> str:
    """Make the line that is looked at: the title and the begin of the text, capitals of all-caps parts lowered.

    Web addresses, tickers and digits are taken out; where a table leaves little, more of the text is read.
    """
    head = _line((title or "")[:_TITLE_CHARACTERS])
    body = _line(text[:_SAMPLE_CHARACTERS])
    if len(body) < _SHORT_CHARACTERS and len(text) > _SAMPLE_CHARACTERS:
        body = _line(text[: _MORE * _SAMPLE_CHARACTERS])[:_SAMPLE_CHARACTERS]
    return body if body.startswith(head) else f"{head} {body}".strip()


def _line(part: str) -> str:
    return _lowered(" ".join(_NOISE.sub(" ", part).split()))


def _lowered(line: str) -> str:
    capitals = sum(map(str.isupper, line[:_CASE_CHARACTERS]))
    return (
        line.lower()
        if capitals > _CAPITALS_PER_SMALL * sum(map(str.islower, line[:_CASE_CHARACTERS]))
        else line
    )


def primary_code(tag: str | None) -> str | None:
    """Code of a language tag without script and region; None for what is no tag.

    >>> primary_code("EN-us"), primary_code("nb_NO"), primary_code("unknown language"), primary_code(None)
    ('en', 'no', None, None)
    """
    code = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    return _code(code) if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None


def detect(line: str, declared: str | None = None) -> Detected:
    """Language of a line made by `sample`; `declared` is what the record says.

    Too few letters: the declared language, without a confidence.

    >>> detect("The government said on Monday that it would raise taxes.").language
    'en'
    >>> detect("12:30 - 14:00", "de")
    Detected(language='de', confidence=None)
    """
    word = primary_code(declared)
    if _letters(line) < _FEWEST_LETTERS:
        return Detected(word, None)
    scores = _scores(line)
    if word is not None:
        scores[word] = _DECLARED_ODDS * max(scores.get(word, 0.0), _LEAST**2)
        total = max(1.0, sum(scores.values()))
        scores = {code: score / total for code, score in scores.items()}
    language = max(sorted(scores), key=scores.__getitem__)
    if scores[language] < _LEAST_CONFIDENCE:
        return Detected(None, None)
    return Detected(language, round(min(1.0, scores[language]), 4))


def _letters(line: str) -> int:
    return sum(map(str.isalpha, line[:100])) + 2 * len(_DENSE.findall(line[:100]))


def _scores(line: str) -> dict[str, float]:
    fast = _by_code(line, fasttext_probabilities(line))
    best = max(fast, key=fast.__getitem__)
    if best == "en" and _is_pidgin(line):
        fast[_PIDGIN] = fast["en"]
    elif len(line) >= _SHORT_CHARACTERS and fast[best] >= _SURE and best in _NEWS:
        return fast
    return _pooled(fast, _by_code(line, langid_probabilities(line[:_LANGID_CHARACTERS])))


def _is_pidgin(line: str) -> bool:
    """Whether what fastText takes for English may be Nigerian Pidgin."""
    words = line.split()
    return _WORDS_PER_PIDGIN_WORD * sum(map(_PIDGIN_WORDS.__contains__, words)) > len(words)


def _by_code(line: str, probabilities: Probabilities) -> dict[str, float]:
    summed: dict[str, float] = defaultdict(float)
    for label, value in probabilities.items():
        summed[_code(label)] += value
    if "am" in summed and len(_TIGRINYA_LETTERS.findall(line)) > line.count("አ"):
        summed["ti"] = summed.pop("am")
    return dict(summed)


def _pooled(fast: Mapping[str, float], slow: Mapping[str, float]) -> dict[str, float]:
    """What two models that err apart say together: the product of their probabilities (Hinton 2002), each kept from 0."""
    beyond = _SHARE_OF_UNKNOWN * (1.0 - max(fast.values()))
    known = {**fast, **dict.fromkeys(_UNKNOWN_TO_FASTTEXT, beyond)}
    scores = {
        code: (_LEAST + known.get(code, 0.0))
        * (_LEAST + slow.get(code, 0.0))
        * (1.0 if code in _NEWS else _RARE_WEIGHT)
        for code in {*fast, *slow}
    }
    # With what is left for the languages that neither names.
    total = sum(scores.values()) + len(_NEWS) * _LEAST**2
    return {code: score / total for code, score in scores.items()}


def _code(label: str) -> str:
    return _CODES.get(label, label)
