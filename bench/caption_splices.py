"""Captions for training, as bench/captions.txt has them or made, and news paragraphs to splice them into."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

# BBC articles are left out, as the print-page benchmark is made of them.
SOURCES = {"reutersC50": 1.0, "reuters21578": 1.0, "polnear": 1.0}
GRAMMAR = json.loads((Path(__file__).parent / "caption_grammar.json").read_text(encoding="utf-8"))
# Written for this purpose, on invented events, with no set of captions at hand: one a line.
WRITTEN = (Path(__file__).parent / "captions.txt").read_text(encoding="utf-8").splitlines()
# Stories written for this purpose and for the recogniser of names: the corpus is agency copy of long ago, and pages are not.
HERE = Path(__file__).parent
# Those of the labelled news that there were when the shipped networks were trained.
LABELLED = (
    "affairs", "agency", "britain", "business", "culture", "encyclopaedia", "globe", "hard", "longform", "sport", "usa", "wire", "world",
)  # fmt: skip
PROSE = [
    *sorted(HERE.glob("prose/*.txt")),
    *(HERE.parent / f"tools/entities_news/{name}.txt" for name in LABELLED),
]
MARK = re.compile(r"\[([^\[\]|]+)\|[POLM]\]")
# So often is each of their paragraphs read.
PROSE_WEIGHT = 4
# One of so many captions and paragraphs of the corpus is for bench/caption_weights.py alone, to weigh what the networks say of what
# they have not met.
KEPT_BACK = 5
LEAST_CHARS = 80
SLOT = re.compile(r"\{(\w+)\}")
PREPOSITIONS = frozenset(
    [
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "from",
        "of",
        "after",
        "before",
        "during",
        "over",
        "about",
        "into",
        "against",
    ]
)
BOUNDARIES = PREPOSITIONS | {
    "as",
    "while",
    "when",
    "because",
    "but",
    "and",
    "to",
    "that",
    "who",
    "which",
    "if",
    "where",
}
PAST = re.compile(
    r"\b(?:was|were|had|said|told|left|made|took|went|came|saw|held|won|met|led|rose|fell|[a-z]{3,}ed)\b"
)
IRREGULAR = {
    "was": "is", "were": "are", "had": "has", "said": "says", "told": "tells", "left": "leaves", "made": "makes", "took": "takes",
    "went": "goes", "came": "comes", "saw": "sees", "held": "holds", "won": "wins", "met": "meets", "led": "leads", "rose": "rises",
    "fell": "falls",
}  # fmt: skip
SENTENCE = re.compile(r"(?:^|[.!?] )([A-Z][^.!?]{15,160}\.)(?= [A-Z]|$)")


class Stories(NamedTuple):
    """News paragraphs, and what captions are made of besides the grammar: written ones, headlines and sentences."""

    paragraphs: list[str]
    captions: list[str]
    headlines: list[str]
    sentences: list[str]
    lexicon: dict[str, list[str]]


PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "£": "$", "€": "$"})
# Words of the stories themselves for the grammar's rules of these names.
LEXICON = {
    "obj noun": r"\b(?:the|a|an|this|its|his|their) ([a-z]{3,}(?: [a-z]{3,})?)(?= (?:of|in|on|at|for|from|by|with|was|is|has|had|will|would|that)\b|[.,])",
    "noun_pl": r"\b(?:some|many|few|two|three|several|other|more|new|of|most) ([a-z]{3,}s)(?= (?:in|of|on|at|to|from|who|were|are|have)\b|[.,])",
    "people_C": r"(?:^|\. )([A-Z][a-z]{3,}s)(?= (?:said|say|were|are|have|in|at|who|from)\b)",
    "act_pl_v": r"\b(?:will|would|can|could|to|they) ([a-z]{3,})(?= (?:the|a|an|his|its)\b)",
    "act_pl_i": r"\b(?:will|would|can|could|they) ([a-z]{3,})(?= (?:in|on|at|with|from|by|after|before)\b)",
    "act_sg_v act_sg_i": r"\b(?:he|she|it|who|which) (?!was|has|is)([a-z]{3,}s)\b",
    "done_pp ved": r"\b(?:was|were|been|be|being) ([a-z]{3,}ed)\b",
    "ving": r"\b(?:is|was|are|were|been) ([a-z]{3,}ing(?: (?:the|a|an|his|its|in|at|on|for) [a-z]{3,})?)(?= (?:in|on|at|for|from|by|with|that)\b|[.,])",
    "adj": r"\b(?:is|was|very|more|most) ([a-z]{3,}(?:ous|ful|ive|al|able|ic|ant|ent|(?<!l)y))\b",
    "Full": r"\b([A-Z][a-z]{2,} (?:[A-Z]\. )?[A-Z][a-z]{2,})(?= (?:said|told|who|was|is|has)\b|,)",
    "Place": r"\b(?:in|near) ((?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?)(?= [a-z]|[.,])",
    "Company": r"\b([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2})(?= (?:Inc|Corp|Ltd|Plc|Co)\b)",
}  # fmt: skip
LEXICON_SHARE = 0.75
CROSSED_SHARE = 0.5
MOST_TRIES = 20
HEADLINE_SHARE = 0.16


def read_lexicon(paragraphs: list[str]) -> dict[str, list[str]]:
    text = "\n".join(paragraphs)
    return {name: re.findall(pattern, text) for names, pattern in LEXICON.items() for name in names.split()}


def read_stories(corpus: str, rng: random.Random, *, is_for_weights: bool = False) -> Stories:
    """What to make examples of, either for the networks or for the weights of what they say."""
    paragraphs: list[str] = []
    headlines: list[str] = []
    for row in pq.read_table(corpus, columns=["source", "text"]).to_pylist():
        family = row["source"].split("-")[0]
        if rng.random() >= SOURCES.get(family, 0):
            continue
        paragraphs += [p for p in _paragraphs(row["text"], family) if len(p) > LEAST_CHARS]
        if family == "polnear":
            headlines.append(" ".join(row["text"].split("\n\n")[0].split()).rstrip("."))
    rng.shuffle(paragraphs)
    written = [p for path in PROSE for p in _written(path.read_text(encoding="utf-8"))]
    known = (paragraphs + written)[::3]
    mine = _share(paragraphs, is_for_weights=is_for_weights)
    if not is_for_weights:
        mine += written * PROSE_WEIGHT
        rng.shuffle(mine)
    return Stories(
        mine,
        _share(WRITTEN, is_for_weights=is_for_weights),
        [line for line in headlines if 3 < len(line.split()) < 20],
        [found for paragraph in known for found in SENTENCE.findall(paragraph)],
        read_lexicon(known),
    )


def _share(items: list[str], *, is_for_weights: bool) -> list[str]:
    return [item for i, item in enumerate(items) if (i % KEPT_BACK == 0) == is_for_weights]


def _written(text: str) -> list[str]:
    lines = MARK.sub(r"\1", text.translate(PLAIN)).splitlines()
    return [" ".join(line.split()) for line in lines if len(line) > LEAST_CHARS]


def _paragraphs(text: str, family: str) -> Iterator[str]:
    text = text.translate(PLAIN).replace("\r", "")
    if family == "reuters21578":  # one block, hard line ends
        yield " ".join(text.split())
        return
    lines = text.split("\n" if family == "reutersC50" else "\n\n")
    size = 3 if family == "reutersC50" else 1  # a sentence a line
    for at in range(0, len(lines), size):
        yield " ".join(" ".join(lines[at : at + size]).split())


def expand(name: str, lexicon: dict[str, list[str]], rng: random.Random) -> str:
    """Write out one of the grammar's rules."""
    words = lexicon.get(name)
    if words and rng.random() < LEXICON_SHARE:
        return rng.choice(words)
    return SLOT.sub(lambda slot: expand(slot[1], lexicon, rng), rng.choice(GRAMMAR[name]))


class Mix(NamedTuple):
    """Shares of written captions and of those of the grammar; the rest is made of news prose."""

    written: float
    grammar: float


MIX = Mix(0.5, 0.25)


def make_caption(stories: Stories, rng: random.Random, mix: Mix = MIX) -> str:
    """A written caption, one of the grammar, or a piece of news prose in the shape of one."""
    choice = rng.random()
    if choice < mix.written:
        caption = rng.choice(stories.captions)
        if rng.random() < CROSSED_SHARE:
            caption = _cross(caption, stories, rng)
    elif choice < mix.written + mix.grammar:
        caption = expand("caption", stories.lexicon, rng)
    else:
        caption = _of_prose(stories, rng)
    return caption[0].upper() + caption[1:]


def _cross(caption: str, stories: Stories, rng: random.Random) -> str:
    """The first part of a caption and the last of another, where both have the same word."""
    words = caption.split()
    places = [i for i, word in enumerate(words) if i and word in BOUNDARIES]
    if not places:
        return caption
    at = rng.choice(places)
    for _ in range(MOST_TRIES):
        other = rng.choice(stories.captions).split()
        if words[at] in other[1:]:
            return " ".join(words[:at] + other[other.index(words[at], 1) :])
    return caption


def _of_prose(stories: Stories, rng: random.Random) -> str:
    if rng.random() < HEADLINE_SHARE:
        caption = rng.choice(stories.headlines)
    else:
        sentence = rng.choice(stories.sentences)
        caption = rng.choice([_as_it_stands, _in_the_present, _fragment, _fragment])(sentence, rng)
    ending = rng.random()
    if ending < 0.2:
        return f"{caption.rstrip('.')} {expand('credit', stories.lexicon, rng)}"
    if ending < 0.3:
        return f"{expand('label', stories.lexicon, rng)} {caption}"
    if ending < 0.38:
        return f"{caption.rstrip('.')} {expand('age', stories.lexicon, rng)}"
    return caption.rstrip(".") if ending < 0.75 else caption


def _as_it_stands(sentence: str, _: random.Random) -> str:
    return sentence


def _in_the_present(sentence: str, rng: random.Random) -> str:
    """A sentence with its first verb in the present, as captions have it, cut where a phrase ends."""
    return _fragment(PAST.sub(lambda verb: _present(verb[0]), sentence, count=1), rng, start=0)


def _present(verb: str) -> str:
    return (
        IRREGULAR.get(verb)
        or verb[: -1 if verb[-4:-2] in {"at", "it", "ac", "ar", "uc", "ov", "iv", "as", "us"} else -2] + "s"
    )


def _fragment(sentence: str, rng: random.Random, start: int | None = None) -> str:
    """A part of a sentence from where a phrase starts to where one ends."""
    words = sentence.split()
    ends = [i for i, word in enumerate(words) if word in BOUNDARIES or (i and words[i - 1][-1] in ",;")]
    starts = [0, 0, *(i + 1 for i in ends if words[i] in PREPOSITIONS)]
    start = rng.choice(starts) if start is None else start
    ends = [i for i in [*ends, len(words)] if i - start >= (2 if rng.random() < 0.3 else 4)]
    return " ".join(words[start : rng.choice(ends)] if ends else words[start:]).rstrip(",;:-")
