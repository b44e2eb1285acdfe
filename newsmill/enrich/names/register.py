"""Canonical names across the lake: lone surnames and misspelt names resolved by what the corpus attests.

Pure functions over tables. All names of a run are weighed together with those the lake knows before any is
changed, hence the order of articles within a run does not matter, and a lake that knows a name well gives the
same answer whatever comes later.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from newsmill.enrich.names import entity_id
from newsmill.enrich.names.lists import attested_persons
from newsmill.enrich.names.normalise import folded
from newsmill.enrich.names.typos import distance, slots

KNOWN: Final = pa.schema(
    [
        pa.field("name", pa.string()),
        pa.field("kind", pa.string()),
        pa.field("articles", pa.int64()),
    ]
)
RESOLVED_KINDS: Final = ("person", "organization")
ATTESTED_ARTICLES: Final = 20  # what the packaged list counts for
DOMINANCE: Final = 0.8  # share of the articles with a surname that must mean one person
LEAST_ARTICLES: Final = 3  # that attest a full name before a lone surname is taken for it
TYPO_RATIO: Final = 8  # how many times better the right spelling must be attested
SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    method: str
    confidence: float


def count_names(mentions: pa.Table) -> pa.Table:
    """Names of persons and organizations and the number of articles that have them, schema `KNOWN`."""
    mask = pc.and_(pc.is_in(mentions["kind"], pa.array(RESOLVED_KINDS)), pc.is_valid(mentions["name"]))
    rows = mentions.select(["article_id", "name", "kind"]).filter(mask)
    counted = rows.group_by(["name", "kind"]).aggregate([("article_id", "count_distinct")])
    return counted.rename_columns({"article_id_count_distinct": "articles"}).select(KNOWN.names).cast(KNOWN)


def merge_known(known: pa.Table, more: pa.Table) -> pa.Table:
    """Sum of two tables of schema `KNOWN`, sorted by kind and name."""
    together = pa.concat_tables([known.select(KNOWN.names).cast(KNOWN), more.select(KNOWN.names).cast(KNOWN)])
    summed = together.group_by(["name", "kind"]).aggregate([("articles", "sum")])
    return (
        summed.rename_columns({"articles_sum": "articles"})
        .select(KNOWN.names)
        .cast(KNOWN)
        .sort_by([("kind", "ascending"), ("name", "ascending")])
    )


class Register:
    """The names that the corpus attests, weighed once; resolves mentions batch by batch.

    `counts` has schema `KNOWN` and counts all names, those of the mentions to be resolved included.
    """

    def __init__(self, counts: pa.Table) -> None:
        persons = counts.filter(pc.equal(counts["kind"], "person"))
        corpus = dict(zip(persons["name"].to_pylist(), persons["articles"].to_pylist(), strict=True))
        self._spelling = _Spellings(corpus)
        self._surnames = _Surnames(corpus, self._spelling)

    def resolve(self, mentions: pa.Table) -> pa.Table:
        """Resolve persons' names by the corpus: the same rows and order, four columns changed where it knows better.

        `mentions` has at least the columns kind, name, entity_id, method and confidence. All but kind may change; to
        `method` is added `corpus` or `typo:DISTANCE`.
        """
        changes = self._changes(mentions)
        if not changes:
            return mentions
        keys = pc.binary_join_element_wise(
            pc.fill_null(mentions["kind"], ""), pc.fill_null(mentions["name"], ""), SEPARATOR
        )
        encoded = pa.chunked_array([pc.cast(keys, pa.string())]).combine_chunks().dictionary_encode()
        found = [changes.get(key) for key in encoded.dictionary.to_pylist()]
        return _replaced(mentions, found, encoded.indices) if any(found) else mentions

    def _changes(self, mentions: pa.Table) -> dict[str, _Found]:
        """`kind SEPARATOR name` to what the name becomes, for the persons of these mentions whose name changes."""
        here = pc.unique(mentions.filter(pc.equal(mentions["kind"], "person"))["name"]).to_pylist()
        changes = {}
        for name in sorted(set(here) - {None}):
            found = self._spelling.mend(name) if " " in name else self._surnames.meant_by(name)
            if found is not None and found.name != name:
                changes[f"person{SEPARATOR}{name}"] = found
        return changes


def _replaced(mentions: pa.Table, found: list[_Found | None], at: pa.Array) -> pa.Table:
    """Put `found[at[i]]` in row i, where there is one."""

    def column(values: list[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(values, kind).take(at)

    is_changed = column([f is not None for f in found], pa.bool_())
    added = column([f.method if f else None for f in found], pa.string())
    own = pc.fill_null(mentions["method"], "surface")
    values = {
        "name": column([f.name if f else None for f in found], pa.string()),
        "entity_id": column([entity_id("person", f.name) if f else None for f in found], pa.string()),
        "method": pc.if_else(pc.equal(own, "surface"), added, pc.binary_join_element_wise(own, added, ",")),
        "confidence": pc.min_element_wise(
            pc.cast(mentions["confidence"], pa.float64()),
            column([f.confidence if f else None for f in found], pa.float64()),
        ),
    }
    result = mentions
    for name, new in values.items():
        field = mentions.schema.field(name)
        merged = pc.if_else(is_changed, pc.cast(new, field.type), mentions[name])
        result = result.set_column(result.schema.get_field_index(name), field, merged)
    return result


class _Surnames:
    """Lone surnames to the one full name that the corpus dominantly means by them."""

    def __init__(self, corpus: dict[str, int], spelling: "_Spellings") -> None:
        weights = dict(corpus)
        for name, is_meant_alone in attested_persons().items():
            if is_meant_alone:
                weights[name] = weights.get(name, 0) + ATTESTED_ARTICLES
        self._spelling = spelling
        self._persons: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, number in weights.items():
            if " " in name:
                self._persons[_surname(name)].append((name, number))
        self._found: dict[str, _Found | None] = {}

    def meant_by(self, name: str) -> _Found | None:
        """Person that a lone surname means, None where that is not clear."""
        surname = _surname(name)
        if surname not in self._found:
            self._found[surname] = self._dominant(self._persons.get(surname, []))
        return self._found[surname]

    def _dominant(self, persons: list[tuple[str, int]]) -> _Found | None:
        rivals: dict[str, int] = defaultdict(int)
        shown: dict[str, tuple[int, str]] = {}
        for name, number in persons:
            mended = self._spelling.mend(name)
            key = folded(mended.name if mended else name)
            rivals[key] += number
            if mended is None:
                shown[key] = min(shown.get(key, (0, "")), (-number, name))
        if not rivals:
            return None
        best = max(sorted(rivals), key=rivals.__getitem__)
        share = rivals[best] / sum(rivals.values())
        if share < DOMINANCE or rivals[best] < LEAST_ARTICLES or best not in shown:
            return None
        return _Found(shown[best][1], "corpus", round(0.85 * share, 3))


def _surname(name: str) -> str:
    return folded(name.rpartition(" ")[2].removeprefix("al-").removeprefix("el-"))


class _Spellings:
    """Misspelt full names to the well attested name one slip away."""

    def __init__(self, corpus: dict[str, int]) -> None:
        articles = dict(corpus)
        for name in attested_persons():
            articles[name] = articles.get(name, 0) + ATTESTED_ARTICLES
        self._articles = articles
        self._buckets: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._mended: dict[str, _Found | None] = {}
        for name, number in articles.items():
            if number >= TYPO_RATIO and " " in name:
                for slot in slots(folded(name)):
                    self._buckets[slot].append(name)

    def mend(self, name: str) -> _Found | None:
        """Better attested spelling, None where the name stands as it is."""
        if name not in self._mended:
            self._mended[name] = self._nearest(name)
        return self._mended[name]

    def _nearest(self, name: str) -> _Found | None:
        own, key = self._articles.get(name, 0), folded(name)
        near = []
        for slot in slots(key):
            for other in self._buckets.get(slot, ()):
                if self._articles[other] >= TYPO_RATIO * max(own, 1):
                    apart = distance(key, folded(other))
                    if apart:
                        near.append((apart, -self._articles[other], other))
        if not near:
            return None
        apart, _, other = min(near)
        return _Found(other, f"typo:{apart}", 0.8 if apart == 1 else 0.65)
