"""Canonical names of the persons and organizations of one article; across the lake see `register`."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from newsmill.enrich.document import Document
from newsmill.enrich.names.acronyms import defined, spells
from newsmill.enrich.names.lists import attested_persons, pairs, words
from newsmill.enrich.names.normalise import canonical_form, folded, tidy
from newsmill.enrich.names.typos import distance
from newsmill.identity import digest

__all__ = ["VERSION", "Canonical", "MentionLike", "canonicalise", "entity_id"]

VERSION: Final = 2
GENERIC: Final = words("generic")
GENERIC_AFTER_ONE_WORD: Final = words(
    "generic_after_one_word"
)  # `Deutsche Bank`, not `American Express Bank`
# What makes of a company another one, or no company: `Lycos Europe`, `Starbucks Foundation`.
OTHER_ONE: Final = words("other_one")
NO_BEGINNING: Final = words("no_beginning")
NO_HEAD: Final = words("no_head")
# What a body of a state or a parliament may leave out before its name: `U.S. Senate`.
STATE_WORDS: Final = words("state_words")
NICKNAMES: Final = pairs("nicknames")
SHORTEST_ACRONYM: Final = 2


class MentionLike(Protocol):
    """Mention: kind person, organization, place or demonym; its surface and its code points."""

    @property
    def kind(self) -> str:
        """Kind of the mention."""

    @property
    def surface(self) -> str:
        """Words of the mention."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """Mention's name: `method` is surface, surname, given_name, variant, acronym, initials, short_form, head, typo:N."""

    name: str
    entity_id: str
    method: str
    confidence: float


def entity_id(kind: str, name: str) -> str:
    """Id of a person or organization: a digest of its kind and its name without case, accents and points."""
    return digest("entity", kind, folded(name))


def canonicalise(mentions: Sequence[MentionLike], document: Document) -> list[Canonical]:
    """Canonical name of each mention, in their order.

    `Obama` is `Barack Obama` where the article names one person so; titles, possessives and company suffixes
    go; acronyms that the text defines are spelled out; a misspelt name is the better attested one of the article.
    Places and demonyms keep their surface: the places enricher names them.
    """
    forms = [canonical_form(m.kind, m.surface) for m in mentions]
    tables: dict[str, dict[str, tuple[str, str, float]]] = {}
    for kind in ("person", "organization"):
        own = [form for m, form in zip(mentions, forms, strict=True) if m.kind == kind]
        if own:
            tables[kind] = _persons(own) if kind == "person" else _organizations(own, document.text)
    result: list[Canonical] = []
    made: dict[tuple[str, str], Canonical] = {}
    for mention, form in zip(mentions, forms, strict=True):
        key = mention.kind, form
        if key not in made:
            name, method, confidence = tables.get(mention.kind, {}).get(form) or (form, "surface", 0.8)
            made[key] = Canonical(
                name or tidy(mention.surface), entity_id(mention.kind, name), method, confidence
            )
        result.append(made[key])
    return result


def _persons(forms: list[str]) -> dict[str, tuple[str, str, float]]:
    """Name, method and confidence for each form of a person's name in one article."""
    counts = Counter(forms)
    keys = {form: folded(form) for form in counts}
    full = [f for f in counts if " " in f]
    best = _spellings(full, keys, counts)
    by_last: dict[str, set[str]] = defaultdict(set)
    by_first: dict[str, set[str]] = defaultdict(set)
    for form in full:
        name = best[form][0]
        parts = folded(name).split(" ")
        by_first[parts[0]].add(name)
        by_first[keys[form].split(" ")[0]].add(name)
        for cut in range(1, len(parts)):
            by_last[" ".join(parts[cut:])].add(name)
    table = dict(best)
    for form in counts:
        if form in best and len(by_last.get(keys[form], ())) != 1:
            continue
        table[form] = _short_person(form, keys[form], by_last, by_first, best)
    return table


def _short_person(
    form: str,
    key: str,
    by_last: dict[str, set[str]],
    by_first: dict[str, set[str]],
    best: dict[str, tuple[str, str, float]],
) -> tuple[str, str, float]:
    last, first = by_last.get(key, set()), by_first.get(key, set())
    if len(last) == 1 and form not in last:
        return next(iter(last)), "surname", 0.9
    if not last and len(first) == 1:
        return next(iter(first)), "given_name", 0.7
    if form in best:
        return best[form]
    if not last and not first and len(key) >= 5:
        near = {
            (apart, n)
            for k, names in by_last.items()
            if len(names) == 1
            for n in names
            if (apart := distance(key, k))
        }
        if len(near) == 1:
            apart, name = near.pop()
            return name, f"surname,typo:{apart}", 0.7
    return form, "surface", 0.6 if len(last) > 1 else 0.8


def _spellings(
    full: list[str], keys: dict[str, str], counts: Counter[str]
) -> dict[str, tuple[str, str, float]]:
    """Full names to their best spelling: the most frequent of the variants, the better attested of a slip."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form in full:
        parts = keys[form].split(" ")
        # `Tim Cook` is `Timothy Cook`.
        groups[NICKNAMES.get(parts[0], parts[0]), parts[-1]].append(form)
    best: dict[str, tuple[str, str, float]] = {}
    for forms in groups.values():
        middles = {keys[f].split(" ", 1)[1].rpartition(" ")[0] for f in forms} - {""}
        if len(middles) > 1 and not _abbreviate(middles):
            best.update({f: (f, "surface", 0.9) for f in forms})
            continue
        name = max(forms, key=lambda f: (counts[f], -forms.index(f)))
        best.update({f: (name, "surface" if keys[f] == keys[name] else "variant", 0.9) for f in forms})
    names = {best[f][0] for f in full}
    if len(names) > 1:
        _mend(names, best, counts)
    return best


def _abbreviate(middles: set[str]) -> bool:
    """Whether middle names may be one, some of them by initials: `walker`, `w`."""
    longest = max(middles, key=lambda m: (len(m), m))
    return all(longest.startswith(m[0]) and (len(m) == 1 or m == longest) for m in middles)


def _mend(names: set[str], best: dict[str, tuple[str, str, float]], counts: Counter[str]) -> None:
    attested = attested_persons()
    weight = {
        n: sum(counts[f] for f, b in best.items() if b[0] == n) + (100 if n in attested else 0) for n in names
    }
    for name in sorted(names):
        near = [
            (-weight[o], o, apart)
            for o in names
            if weight[o] > weight[name] and (apart := distance(folded(name), folded(o)))
        ]
        if near:
            _, other, apart = min(near)
            for form, (current, _, _) in list(best.items()):
                if current == name:
                    best[form] = other, f"typo:{apart}", 0.8


def _organizations(forms: list[str], text: str) -> dict[str, tuple[str, str, float]]:
    """Name, method and confidence for each form of an organization's name in one article."""
    counts = Counter(forms)
    by_key: dict[str, str] = {}
    for form in sorted(counts, key=lambda f: (-counts[f], f)):
        by_key.setdefault(folded(form), form)
    order = list(dict.fromkeys(map(folded, forms)))
    acronyms = {folded(a): canonical_form("organization", long) for a, long in defined(text).items()}
    table: dict[str, tuple[str, str, float]] = {}
    for form in counts:
        key = folded(form)
        if key in acronyms:
            table[form] = acronyms[key], "acronym", 0.95
            continue
        before = order[: order.index(key)]
        long = (
            _spelled_out(form, key, by_key)
            or _lengthened(key, by_key)
            or _headed(key, before, by_key)
            or _begun(key, before, by_key)
        )
        table[form] = long or (by_key[key], "surface", 0.8)
    return table


def _spelled_out(form: str, key: str, by_key: dict[str, str]) -> tuple[str, str, float] | None:
    if not (SHORTEST_ACRONYM <= len(key) <= 8 and form.replace(".", "").isupper() and " " not in key):
        return None
    longer = [
        name for k, name in by_key.items() if " " in k and not k.startswith(f"{key} ") and spells(form, name)
    ]
    return (longer[0], "initials", 0.8) if len(longer) == 1 else None


def _lengthened(key: str, by_key: dict[str, str]) -> tuple[str, str, float] | None:
    """One longer name that adds but generic words: `Yukos` to `Yukos Oil Company`."""
    generic = GENERIC if " " in key else GENERIC | GENERIC_AFTER_ONE_WORD
    longer = [
        name
        for k, name in by_key.items()
        if k.startswith(f"{key} ") and all(w in generic for w in k[len(key) + 1 :].split(" "))
    ]
    return (longer[0], "short_form", 0.7) if len(longer) == 1 else None


def _headed(key: str, before: Sequence[str], by_key: dict[str, str]) -> tuple[str, str, float] | None:
    """One longer name before it that ends so: `Commission` is `European Commission`, `Air Force` is `U.S. Air Force`."""
    ending = f" {key}"
    longer = [k for k in before if k.endswith(ending)]
    if len(longer) != 1 or key in NO_HEAD:
        return None
    is_other = " " in key and not STATE_WORDS.issuperset(longer[0].removesuffix(ending).split(" "))
    return None if is_other else (by_key[longer[0]], "head", 0.6)


def _begun(key: str, before: Sequence[str], by_key: dict[str, str]) -> tuple[str, str, float] | None:
    """One longer name before it that begins so, whatever follows: `Northrop` is `Northrop Grumman`.

    Not `Lycos` of `Lycos Europe`; nor `Boeing` of `Boeing Enterprises`, where the story began with Boeing.
    """
    beginning = f"{key} "
    longer = [k for k in before if k.startswith(beginning)]
    if len(longer) != 1 or len(key) < SHORTEST_ACRONYM or key in NO_BEGINNING:
        return None
    is_other = not OTHER_ONE.isdisjoint(longer[0].removeprefix(beginning).split(" "))
    return None if is_other else (by_key[longer[0]], "short_form", 0.6)
