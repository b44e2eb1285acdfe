"""Features of every word in its place, as strings for crfsuite: what the runtime computes with tables."""

from newsmill.enrich.entities.features import BEGIN, END, Lexicon, clusters_of, own_attributes, shape, window_attributes

LONGEST_SENTENCE = 120
LONGEST_NAME = 5
SAYING = frozenset("said says told added".split())


class Words:
    """Attributes of word types, cached."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.window, self.own, self.hint = lexicon, {}, {}, {}

    def of(self, word):
        found = self.window.get(word)
        if found is None:
            found = self.window[word] = tuple(window_attributes(word, self.lexicon))
            self.own[word] = tuple(own_attributes(word))
        return found

    def coarse(self, word):
        clusters = clusters_of(word, self.lexicon)
        return clusters[0] if clusters else "c=?"


def sentences_of(words, starts):
    """Index ranges of sentences, over-long ones cut."""
    edges = [*starts, len(words)]
    for a, b in zip(edges, edges[1:], strict=False):
        for c in range(a, b, LONGEST_SENTENCE):
            yield c, min(b, c + LONGEST_SENTENCE)


def document_hints(words, ranges, known: Words):
    """For every lower-case form that is capitalised somewhere: what the document says of it elsewhere."""
    hints = {}
    lows = {w for w in words if w[0].islower()}

    def has(word, flag):
        return "g=" + flag in known.of(word)

    for a, b in ranges:
        for i in range(a, b):
            w = words[i]
            if not w[0].isupper():
                continue
            h = hints.setdefault(w.lower(), set())
            if w.lower() in lows:
                h.add("low")
            if i > a:
                p = words[i - 1]
                if p[0].isupper() and has(p, "FIRST"):
                    h.add("first")
                if has(p, "TITLE"):
                    h.add("title")
                if p in ("in", "at"):
                    h.add("in")
            if i < b - 1:
                q = words[i + 1]
                if q[0].isupper() and has(q, "ORGWORD"):
                    h.add("org")
                if q in SAYING:
                    h.add("said")
    return hints


def name_matches(words, a, b, flags):
    """Longest gazetteer names of two words and more that begin with a capital: flags by position."""
    low = [w.lower() for w in words[a:b]]
    found = [()] * (b - a)
    i = 0
    while i < b - a - 1:
        if words[a + i][0].isupper():
            for length in range(min(LONGEST_NAME, b - a - i), 1, -1):
                kinds = flags.get(" ".join(low[i : i + length]))
                if kinds:
                    for k in range(length):
                        found[i + k] = tuple(("mB=" if k == 0 else "mI=") + f for f in kinds)
                    i += length - 1
                    break
        i += 1
    return found


def document_features(words, starts, known: Words):
    """Per sentence: its range and the feature lists of its words."""
    ranges = list(sentences_of(words, starts))
    hints = document_hints(words, ranges, known)
    for a, b in ranges:
        yield (a, b), sentence_features(words, a, b, hints, known)


def sentence_features(words, a, b, hints, known):
    n = b - a
    toks = words[a:b]
    window = [known.of(w) for w in toks]
    shapes = [shape(w) for w in toks]
    coarse = [known.coarse(w) for w in toks]
    names = name_matches(words, a, b, known.lexicon.flags)
    caps = case_of_sentence(shapes)
    out = []
    for i in range(n):
        f = ["b"]
        for o in (-2, -1, 0, 1, 2):
            j = i + o
            f += [f"{o}|{x}" for x in window[j]] if 0 <= j < n else [f"{o}|PAD"]
        f += known.own[toks[i]]
        f += names[i]
        ps, ns = (shapes[i - 1] if i else BEGIN), (shapes[i + 1] if i < n - 1 else END)
        f.append(f"ss={ps}|{shapes[i]}|{ns}")
        pc, nc = (coarse[i - 1] if i else BEGIN), (coarse[i + 1] if i < n - 1 else END)
        f.append(f"cc={pc}|{coarse[i]}|{nc}")
        low = toks[i].lower()
        f.append("ww=" + (toks[i - 1].lower() if i else BEGIN) + "|" + low)
        f.append("wx=" + low + "|" + (toks[i + 1].lower() if i < n - 1 else END))
        f.append(f"case={caps}|{shapes[i]}")
        f += ["d=" + h for h in hints.get(low, ())] if toks[i][0].isupper() else ()
        out.append(f)
    return out


def case_of_sentence(shapes):
    """`upper` where nearly all words are in capitals, `title` where nearly all begin with one, else `plain`."""
    letters = [s for s in shapes if s[0] in "Xx"]
    if len(letters) < 3:
        return "short"
    if sum(s in ("XX", "XXX", "XX.") for s in letters) > 0.6 * len(letters):
        return "upper"
    long = [s for s in letters if s != "xs"]
    if long and sum(s[0] == "X" for s in long) > 0.8 * len(long):
        return "title"
    return "plain"
