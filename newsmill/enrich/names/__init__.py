"""Canonical names of the persons and organizations of one article; across the lake see `register`."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from newsmill.enrich.document import Document
from newsmill.enrich.names.lists import attested_persons, pairs
from newsmill.enrich.names.normalise import canonical_form, folded, tidy
from newsmill.enrich.names.organizations import organizations
from newsmill.enrich.names.typos import distance, slots
from newsmill.identity import digest

__all__ = ["VERSION", "Canonical", "MentionLike", "canonicalise", "entity_id"]

VERSION: Final = 3
NICKNAMES: Final = pairs("nicknames")


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
            tables[kind] = _persons(own) if kind == "person" else organizations(own, document.text)
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
    by_slot: dict[tuple[int, str], list[str]] = defaultdict(list)
    for last, names in by_last.items():
        for slot in slots(last) if len(names) == 1 else ():
            by_slot[slot].append(last)
    table = dict(best)
    for form in counts:
        if form in best and len(by_last.get(keys[form], ())) != 1:
            continue
        table[form] = _short_person(form, keys[form], by_last, by_first, by_slot, best)
    return table


def _short_person(
    form: str,
    key: str,
    by_last: dict[str, set[str]],
    by_first: dict[str, set[str]],
    by_slot: dict[tuple[int, str], list[str]],
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
            for slot in slots(key)
            for k in by_slot.get(slot, ())
            for n in by_last[k]
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
        name = max(forms, key=counts.__getitem__)
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
    forms: dict[str, list[str]] = defaultdict(list)
    for form, (name, _, _) in best.items():
        forms[name].append(form)
    weight = {n: sum(counts[f] for f in forms[n]) + (100 if n in attested else 0) for n in names}
    by_slot: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in names:
        for slot in slots(folded(name)):
            by_slot[slot].append(name)
    for name in sorted(names):
        near = [
            (-weight[o], o, apart)
            for slot in slots(folded(name))
            for o in by_slot[slot]
            if weight[o] > weight[name] and (apart := distance(folded(name), folded(o)))
        ]
        if near:
            _, other, apart = min(near)
            for form in forms[name]:
                best[form] = other, f"typo:{apart}", 0.8
            forms[other] += forms.pop(name)
