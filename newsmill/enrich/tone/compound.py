"""VADER's rules on sentences of the shared token pass: a sentence's compound valence, and the mean of an article.

Source: Hutto & Gilbert, VADER, ICWSM 2014, and the code of vaderSentiment 3.3.2, whose figures `compound`
repeats; emoticons and emoji are left out. Sentences without a word of the lexicon cost one lookup a token.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from string import punctuation
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.tone.lexicon import Lexicon, load
from newsmill.enrich.tone.terms import HEADS, PAIRS, TERMS

_NEGATION: Final = -0.74
_CAPITALS: Final = 0.733
_ALPHA: Final = 15.0
_DISTANCE_WEIGHTS: Final = (1.0, 0.95, 0.9)
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5
_EXCLAMATION, _MOST_EXCLAMATIONS = 0.292, 4
_QUESTION, _MANY_QUESTIONS = 0.18, 0.96
_EMOTICON_LENGTH: Final = 2
_HEADLINE_SHARE: Final = 0.6
_ASCII_QUOTES: Final = str.maketrans("‘’“”", "''\"\"")


def mean_compound(document: Document) -> float | None:
    """Mean compound of the sentences, -1 to 1; a sentence without words of the lexicon counts as 0.

    Names (capitalised within a sentence: United Nations, Justice Department) and fixed terms of news (crude oil,
    interest rates) carry no tone here, though they do in VADER. None for a text without sentences.
    """
    sentences = document.sentences.tolist()
    if not sentences:
        return None
    sentences.append(len(document.words))
    lexicon = load()
    valences = lexicon.valences
    total, at = 0.0, 0
    lowered = "\n".join(document.words).lower().split("\n")
    for hit in [i for i, word in enumerate(lowered) if word in valences]:
        if hit < sentences[at]:
            continue
        while sentences[at + 1] <= hit:
            at += 1
        start, end = document.starts[sentences[at]], document.ends[sentences[at + 1] - 1]
        at += 1  # the rest of this sentence is counted with it
        total += _compound(document.text[start:end], lexicon, is_news=True)
    return round(total / (len(sentences) - 1), 4)


def compound(sentence: str) -> float:
    """Compound valence of one sentence, -1 to 1, as vaderSentiment has it.

    >>> round(compound("The talks were not a great success, but the mood was good!"), 2)
    0.25
    """
    return _compound(sentence, load(), is_news=False)


def _compound(sentence: str, lexicon: Lexicon, *, is_news: bool) -> float:
    sentence = sentence if sentence.isascii() else sentence.translate(_ASCII_QUOTES)
    words = sentence.split()
    plain = [bare if len(bare := word.strip(punctuation)) > _EMOTICON_LENGTH else word for word in words]
    plain = "\n".join(plain).lower().split("\n")
    hits = [at for at, word in enumerate(plain) if word in lexicon.valences]
    if is_news:
        hits = _without_terms(_without_names(hits, words, plain), plain)
    valences = [0.0] * len(plain)
    for at in hits:
        if plain[at] not in lexicon.boosters and plain[at : at + 2] != ["kind", "of"]:
            valences[at] = _valence(at, words, plain, lexicon)
    if "but" in plain:
        but = plain.index("but")
        before, after = sum(valences[:but]), sum(valences[but + 1 :])
        total = _BEFORE_BUT * before + valences[but] + _AFTER_BUT * after
    else:
        total = sum(valences)
    if total:
        emphasis = _emphasis(sentence.count("!"), sentence.count("?"))
        total += emphasis if total > 0 else -emphasis
    return total / sqrt(total * total + _ALPHA)


def _without_names(hits: list[int], words: Sequence[str], plain: list[str]) -> list[int]:
    """Keep the hits that are no names and empty the names; a sentence mostly capitalised is a headline."""
    names = {
        at for at in hits if at and words[at].strip(punctuation)[:1].isupper() and not words[at].isupper()
    }
    if not names or sum(word[0].isupper() for word in words) >= _HEADLINE_SHARE * len(words):
        return hits
    for at in names:
        plain[at] = ""
    return [at for at in hits if at not in names]


def _without_terms(hits: list[int], plain: list[str]) -> list[int]:
    """Keep the hits that are no part of a fixed term and empty those that are."""
    terms = [at for at in hits if plain[at] in TERMS or (plain[at] in HEADS and _is_in_term(at, plain))]
    if not terms:
        return hits
    for at in terms:
        plain[at] = ""
    return [at for at in hits if plain[at]]


def _is_in_term(at: int, plain: Sequence[str]) -> bool:
    return any(pair in PAIRS for pair in pairwise(plain[max(0, at - 1) : at + 2]))


def _valence(at: int, words: Sequence[str], plain: Sequence[str], lexicon: Lexicon) -> float:
    valence = lexicon.valences[plain[at]]
    if plain[at] == "no" and at + 1 < len(plain) and plain[at + 1] in lexicon.valences:
        valence = 0.0
    if _follows_no(at, plain):
        valence = lexicon.valences[plain[at]] * _NEGATION
    if _is_loud(words[at], words):
        valence += _CAPITALS if valence > 0 else -_CAPITALS
    for distance in range(1, min(3, at) + 1):
        if plain[at - distance] in lexicon.valences:
            continue
        valence += _boost(at - distance, valence, words, plain, lexicon) * _DISTANCE_WEIGHTS[distance - 1]
        valence *= _negation(at, distance, plain, lexicon)
        if distance == 3:
            valence = _idiom(at, valence, plain, lexicon)
    if at > 0 and plain[at - 1] == "least" and not (at > 1 and plain[at - 2] in {"at", "very"}):
        valence *= _NEGATION
    return valence


def _follows_no(at: int, plain: Sequence[str]) -> bool:
    before = plain[max(0, at - 3) : at]
    return "no" in before[-2:] or (len(before) == 3 and before[0] == "no" and before[2] in {"or", "nor"})


def _boost(at: int, valence: float, words: Sequence[str], plain: Sequence[str], lexicon: Lexicon) -> float:
    boost = lexicon.boosters.get(plain[at], 0.0)
    if boost and valence < 0:
        boost = -boost
    if boost and _is_loud(words[at], words):
        boost += _CAPITALS if valence > 0 else -_CAPITALS
    return boost


def _is_loud(word: str, words: Sequence[str]) -> bool:
    return word.isupper() and not all(other.isupper() for other in words)


def _negation(at: int, distance: int, plain: Sequence[str], lexicon: Lexicon) -> float:
    """Factor that the word so far before turns the valence by."""
    word = plain[at - distance]
    between = plain[at - distance + 1 : at]
    if distance > 1:
        is_emphatic = between[0] in {"so", "this"} or (distance == 3 and between[-1] in {"so", "this"})
        if (word == "never" and is_emphatic) or (distance == 3 and between[-1] in {"so", "this"}):
            return 1.25
        if word == "without" and "doubt" in between:
            return 1.0
    return _NEGATION if word in lexicon.negations or "n't" in word else 1.0


def _idiom(at: int, valence: float, plain: Sequence[str], lexicon: Lexicon) -> float:
    if lexicon.idiom_words.isdisjoint(plain[at - 3 : at + 3]):
        return valence
    before = [" ".join(plain[at - a : at - b + 1]) for a, b in ((1, 0), (2, 0), (2, 1), (3, 1), (3, 2))]
    valence = next((lexicon.idioms[words] for words in before if words in lexicon.idioms), valence)
    for length in (2, 3):
        valence = lexicon.idioms.get(" ".join(plain[at : at + length]), valence)
    return valence + sum(lexicon.boosters.get(before[k], 0.0) for k in (3, 4, 2))


def _emphasis(exclamations: int, questions: int) -> float:
    asked = 0.0 if questions < 2 else questions * _QUESTION if questions <= 3 else _MANY_QUESTIONS
    return min(exclamations, _MOST_EXCLAMATIONS) * _EXCLAMATION + asked
