"""The patterns of one language: the shapes that counts have everywhere, filled with the words of its lexicon."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.counts.grammar.lexicon import NOTHING, Lexicon
from newsmill.enrich.quotes.word_lists import words

_SPACE: Final = r"[^\S\n]+"
_SIGN: Final = r"(?:[A-Z]{0,3}[$£€¥₹₽₩₪₺₦₱₫฿₴]|CHF|EUR|USD|GBP|SFr\.?|Fr\.)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of a lexicon, and its words by what they mean."""

    lexicon: Lexicon
    qualifier: re.Pattern[str]
    qualifiers: Mapping[str, str]
    after_qualifier: re.Pattern[str]
    after_qualifiers: Mapping[str, str]
    between: re.Pattern[str]
    to: re.Pattern[str]
    link: re.Pattern[str]
    partitive: re.Pattern[str]
    percent: re.Pattern[str]
    money: re.Pattern[str]
    codes: Mapping[str, str]
    label: re.Pattern[str]
    no_count_after: re.Pattern[str]
    noun: re.Pattern[str]
    adjective: re.Pattern[str]
    event: re.Pattern[str]
    events: Mapping[str, tuple[str, str]]
    victims: Mapping[str, str]
    among: re.Pattern[str]
    part: re.Pattern[str]
    joint: re.Pattern[str]
    copula: re.Pattern[str]
    article: re.Pattern[str]
    deed: re.Pattern[str]
    deeds: Mapping[str, str]
    toll: re.Pattern[str]
    parted: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    have: re.Pattern[str]
    passive: re.Pattern[str]
    denied: re.Pattern[str]
    none_of: re.Pattern[str]
    clause_end: re.Pattern[str]
    span_of_time: re.Pattern[str]
    aside: re.Pattern[str]
    one_before: re.Pattern[str]


def key(text: str) -> str:
    """Give the key of a matched piece in the tables of a lexicon.

    >>> key("L’altro  ieri")
    "l'altro_ieri"
    """
    return "_".join(text.lower().replace("’", "'").split())


def either(entries: Iterable[str]) -> str:
    """Make a pattern of any of these, the longest first, each up to its last letter; of none one that matches nothing."""
    pieces = sorted(set(entries), key=len, reverse=True)
    return "(?:" + "|".join(map(_piece, pieces)) + ")" if pieces else NOTHING


def _piece(entry: str) -> str:
    pattern = r"\s+".join(map(re.escape, entry.replace("_", " ").split())).replace("'", "['’]")
    return pattern + r"\b" if entry[-1].isalnum() else pattern


def by_form(table: Mapping[str, str]) -> dict[str, str]:
    """Turn a table of meanings and their words round.

    >>> by_form({"about": "rund etwa", "up to": "bis_zu"})
    {'rund': 'about', 'etwa': 'about', 'bis_zu': 'up to'}
    """
    return {form: meaning for meaning, forms in table.items() for form in words(forms)}


def patterns_of(lexicon: Lexicon) -> Patterns:
    """Fill the shapes of counts with the words of a language."""
    qualifiers, after = by_form(lexicon.qualifiers), by_form(lexicon.after_qualifiers)
    codes = by_form(lexicon.money) | by_form(lexicon.money_of) | by_form(lexicon.cents)
    victims, deeds = by_form(lexicon.victims), by_form(lexicon.deeds)
    events = {
        form: (event, way)
        for way in ("active", "befallen", "suffered")
        for form, event in by_form(getattr(lexicon, way)).items()
    }
    articles = either(words(lexicon.articles))
    of = either(words(lexicon.of))
    of_the = either(words(lexicon.of_the))

    def pattern(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.IGNORECASE)

    return Patterns(
        lexicon=lexicon,
        qualifier=pattern(rf"(?<!\w){either(qualifiers)}(?:{_SPACE}{articles})?{_SPACE}(?:{_SIGN}[^\S\n]?)?$"),
        qualifiers=qualifiers,
        after_qualifier=pattern(rf"{_SPACE}{either(after)}"),
        after_qualifiers=after,
        between=pattern(rf"(?<!\w){either(words(lexicon.between))}{_SPACE}(?:{articles}{_SPACE})?$"),
        to=pattern(rf"(?:{_SPACE}{either(words(lexicon.to))}{_SPACE}|\s?[-–]\s?)(?={_SIGN}?[^\S\n]?\d|[^\W\d_])"),
        link=pattern(rf"{_SPACE}{of}[^\S\n]*"),
        partitive=pattern(
            rf"{_SPACE}(?:{of}[^\S\n]*{articles}|{of_the}){_SPACE}(?=\w)"
        ),
        percent=pattern(
            rf"(?P<points>{_SPACE}{either(words(lexicon.percentage_points))})|[^\S\n]?(?:%|{either(words(lexicon.percent))})"
        ),
        money=pattern(rf"(?:{_SPACE}(?:{of}[^\S\n]*)?|-)(?P<coin>{either(codes)})"),
        codes=codes,
        label=pattern(rf"(?<!\w)(?:{lexicon.label_pattern})[^\S\n]?$"),
        no_count_after=pattern(lexicon.no_count_after_pattern),
        noun=pattern(lexicon.noun_pattern),
        adjective=pattern(lexicon.adjective_pattern),
        event=pattern(rf"(?<![\w-]){either(events)}"),
        events=events,
        victims=victims,
        among=pattern(rf"(?<!\w){either(words(lexicon.among))}{_SPACE}(?P<victims>{either(victims)})"),
        part=pattern(rf"[,(–—]\s*{either(words(lexicon.aside))}(?:{_SPACE}\w+){{0,2}}{_SPACE}$"),
        copula=pattern(rf"(?:^|[.:,\n]\s*|(?<!\w){either(words(lexicon.copula))}{_SPACE})$" if lexicon.copula else NOTHING),
        article=pattern(rf"{_SPACE}{articles}(?={_SPACE}\w)"),
        joint=pattern(rf"(?<!\w){either(words(lexicon.joints))}{_SPACE}$"),
        deed=pattern(rf"(?<!\w)(?P<deed>{either(deeds)}){_SPACE}(?:{of}|{of_the})[^\S\n]*$"),
        deeds=deeds,
        toll=pattern(rf"(?:{lexicon.toll_pattern}){_SPACE}$"),
        parted=tuple(
            (event, pattern(rf"(?<!\w){verb}\b"), pattern(rf"\s{particle}$"))
            for form, event in by_form(lexicon.parted).items()
            for verb, particle in [form.split("_")]
        ),
        have=pattern(rf"\b{either(words(lexicon.have))}"),
        passive=pattern(rf"\b{either(words(lexicon.passive))}"),
        denied=pattern(lexicon.not_pattern),
        none_of=pattern(rf"(?<!\w)(?:{lexicon.none_of_pattern}){_SPACE}(?:(?:{of}[^\S\n]*{articles}|{of_the}|{articles}|{of}){_SPACE})?$"),
        clause_end=pattern(rf"[;:.!?](?:\s|$)|\n|\d|[()]|\b{either(words(lexicon.clause_end))}"),
        span_of_time=pattern(rf"\d{{1,3}}(?:{_SPACE}\w{{1,3}}{_SPACE}\d{{1,3}})?{_SPACE}{either(words(lexicon.time_units))}"),
        aside=pattern(rf",\s*{either(words(lexicon.aside))}[^,.;\n]{{0,80}},\s*"),
        one_before=pattern(rf"(?<![^\W_]){either(words(lexicon.one))}{_SPACE}(?:{either(words(lexicon.half))}{_SPACE})?$"),
    )  # fmt: skip
