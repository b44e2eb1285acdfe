"""Synthetic news: documents made of templates whose slots are filled from a small cast."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from entities_data import KINDS_BY_LETTER, Example, Mention
from entities_names import Names

SLOT_KINDS = {
    **dict.fromkeys("PSG", "PER"),
    **dict.fromkeys("OBUMTVH", "ORG"),
    **dict.fromkeys("CLRN", "LOC"),
    "D": "MISC",
    "E": "MISC",
}
PIECE = re.compile(r"\[([^|\]]+)\|([POLM])\]|\{([A-Z])\}")
SECTION = re.compile(r"\[([a-z]+)\]")
FRAMES = frozenset({"dateline", "headline", "plain"})


class Cast:
    """Persons, places and organisations of one document, so that names come again."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.people: list[tuple[str, str]] = []
        self.made: defaultdict[str, list[str]] = defaultdict(list)

    def take(self, slot: str) -> str:
        """Words for a slot: somebody or something of the document, or a new one."""
        generator = self.names.generator
        if slot in "PS":
            if len(self.people) < 2 or (slot == "P" and generator.random() < 0.7):
                self.people.append(self.names.person())
                first, last = self.people[-1]
            else:
                first, last = generator.choice(self.people[-6:])
            return last if slot == "S" else f"{first} {last}"
        pool = self.made[slot]
        if len(pool) < 2 or generator.random() < 0.5:
            pool.append(self.names.fill(slot))
            return pool[-1]
        return generator.choice(pool)


def read_templates(path: Path) -> dict[str, list[str]]:
    """Lines by section."""
    sections: defaultdict[str, list[str]] = defaultdict(list)
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := SECTION.fullmatch(line):
            name = heading[1]
        elif line and not line.startswith("#"):
            sections[name].append(line)
    return dict(sections)


def render(line: str, cast: Cast) -> tuple[str, list[Mention]]:
    """Text of a template, and its mentions."""
    text, mentions, at = "", [], 0
    for piece in PIECE.finditer(line):
        text += line[at : piece.start()]
        at = piece.end()
        if piece[1]:
            words, kind = (
                re.sub(r"\{([A-Z])\}", lambda slot: cast.take(slot[1]), piece[1]),
                KINDS_BY_LETTER[piece[2]],
            )
        else:
            words, kind = cast.take(piece[3]), SLOT_KINDS[piece[3]]
        mentions.append((len(text), len(text) + len(words), kind))
        text += words
    return text + line[at:], mentions


def synthesize(documents: int, names: Names, templates: Path) -> Iterator[Example]:
    """Made-up articles: often a headline and a dateline, then lines mostly of one section."""
    sections = read_templates(templates)
    for _ in range(documents):
        yield _article(sections, names)


def _article(sections: dict[str, list[str]], names: Names) -> Example:
    generator = names.generator
    cast = Cast(names)
    bodies = [name for name in sections if name not in FRAMES]
    section = generator.choice(bodies)
    chosen = ["headline", "dateline"] if generator.random() < 0.7 else []
    for _ in range(generator.randint(6, 14)):
        roll = generator.random()
        chosen.append("plain" if roll < 0.15 else section if roll < 0.8 else generator.choice(bodies))
    if generator.random() < 0.4:
        chosen.append("dateline")
    text = ""
    mentions: list[Mention] = []
    for k, name in enumerate(chosen):
        words, found = render(generator.choice(sections[name]), cast)
        roll = generator.random()
        if (roll < 0.03 or (k == 0 and roll < 0.3)) and len(words.upper()) == len(words):
            words = words.upper()
        if text:
            text += "\n" if generator.random() < 0.7 else " "
        mentions += [(a + len(text), b + len(text), kind) for a, b, kind in found]
        text += words
    return Example("synthetic", text, mentions)
