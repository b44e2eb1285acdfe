"""What a first model's reading of unlabelled news gives to the second: kinds of words, names, training text."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from entities_corpus import Text
from entities_data import Example

from newsmill.enrich.document import Document
from newsmill.enrich.entities import recognizer
from newsmill.enrich.entities.features import Lexicon, cluster_key
from newsmill.enrich.entities.model import Model
from newsmill.enrich.entities.spans import Span

BATCH = 64
LABELS = {"person": "PER", "organization": "ORG", "place": "LOC", "other": "MISC"}
LETTERS = {"PER": "P", "ORG": "O", "LOC": "L", "MISC": "M", "": "X"}
SURE_NAME, SURE_SENTENCE = 0.6, 0.6
LEAST_SEEN, LEAST_SHARE = 3, 0.85
LONGEST_NAME = 5
NAME = re.compile(r"[\w.&'’ -]+")
# The old Reuters wire wraps its lines: a line end before a small letter or digit is a space.
WRAP = re.compile(r"[ \t]*\n[ \t]*(?=[a-z0-9(])")
LARGEST_TEXT = 2500


def read(model: Model, texts: list[Text]) -> Iterator[tuple[Document, list[Span]]]:
    """Every text with its mentions, other names (MISC) among them as kind `other`."""
    reader = recognizer.Recognizer(model, {**recognizer.KIND_OF_LABEL, "MISC": "other"})
    for at in range(0, len(texts), BATCH):
        batch = [WRAP.sub(" ", text.text) for text in texts[at : at + BATCH]]
        documents = [Document(t, None, "en", None, "none", None) for t in batch]
        yield from zip(documents, reader(documents), strict=True)


def enlarge(lexicon: Lexicon, model: Model, texts: list[Text]) -> Lexicon:
    """Add to the lexicon the kinds that words and names of the corpus were read as."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document, spans in read(model, texts):
        _count_document(document, spans, kinds, names)
    clusters = dict(lexicon.clusters)
    for word, counts in kinds.items():
        attributes = _word_attributes(counts)
        if attributes:
            key = cluster_key(word)
            clusters[key] = (clusters.get(key) or ("c=?",)) + attributes
    flags = dict(lexicon.flags)
    for name, counts in names.items():
        kind, seen = counts.most_common(1)[0]
        parts = name.count(" ") + 1
        is_sure = seen >= LEAST_SEEN and seen >= LEAST_SHARE * counts.total()
        if is_sure and kind != "MISC" and 2 <= parts <= LONGEST_NAME and NAME.fullmatch(name):
            flags[name.lower()] = tuple(sorted({*flags.get(name.lower(), ()), "SEEN" + kind}))
    return Lexicon(flags, lexicon.statistics, clusters)


def _count_document(
    document: Document,
    spans: list[Span],
    kinds: defaultdict[str, Counter[str]],
    names: defaultdict[str, Counter[str]],
) -> None:
    starts = document.starts.tolist()
    place = {start: k for k, start in enumerate(starts)}
    labels = [""] * len(starts)
    begins = set(document.sentences.tolist())
    for span in spans:
        k = place[span.start]
        while k < len(starts) and starts[k] < span.end:
            labels[k] = LABELS[span.kind]
            k += 1
        if span.confidence > SURE_NAME:
            names[document.text[span.start : span.end]][LABELS[span.kind]] += 1
    for k, (word, label) in enumerate(zip(document.words, labels, strict=True)):
        if word[0].isupper() and (label or k not in begins):
            kinds[word][label] += 1


def _word_attributes(counts: Counter[str]) -> tuple[str, ...]:
    """Attributes of a word by the kinds it was read as: the commonest, how pure, how often."""
    total = counts.total()
    if total < 2:
        return ()
    kind, seen = max(sorted(counts.items()), key=lambda item: item[1])
    share, letter = seen / total, LETTERS[kind]
    purity = "h" if share >= 0.9 else "m" if share >= 0.6 else "l"
    often = 1 if total < 5 else 2 if total < 30 else 3
    exact = f"q={letter}{purity}{often}"
    return (exact, f"Q={letter}") if share >= 0.6 else (exact,)


def self_labelled(model: Model, texts: list[Text], tokens: int, seed: int) -> list[Example]:
    """Sentences of the corpus as the model reads them, where it is sure of every name."""
    pools: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if text.source != "reuters21578":
            pools[text.source.split("-")[0]].append(text)
    generator = random.Random(seed)
    for name in sorted(pools):
        generator.shuffle(pools[name])
    order = [
        pool[k] for k in range(max(map(len, pools.values()))) for pool in pools.values() if k < len(pool)
    ]
    found: list[Example] = []
    for text in order:
        if tokens <= 0:
            break
        short = re.sub(r"[ \t]*\n\s*", "\n", text.text)[:LARGEST_TEXT].rpartition("\n")[0]
        for document, spans in read(model, [Text(text.source, short, [], [])]):
            example, size = _sure_sentences(document, spans)
            tokens -= size
            if example.text:
                found.append(example)
    return found


def _sure_sentences(document: Document, spans: list[Span]) -> tuple[Example, int]:
    text, mentions, size = "", [], 0
    for a, b in pairwise([*document.sentences.tolist(), len(document.words)]):
        low, high = int(document.starts[a]), int(document.ends[b - 1])
        inside = [span for span in spans if low <= span.start < high]
        if any(span.confidence < SURE_SENTENCE for span in inside):
            continue
        text += "\n" if text else ""
        mentions += [(s.start - low + len(text), s.end - low + len(text), LABELS[s.kind]) for s in inside]
        text += document.text[low:high]
        size += b - a
    return Example("self", text, mentions), size
