"""How much a stretch of text looks like a photo caption: labels, credits, its ends, its length."""

import re
from typing import Final

from newsmill.text.credits import AGENCIES, ends_with_credit, is_credit, occurrences

# The most that `caption_score` gives.
MAX_SCORE: Final = 6.0

# Authorities that give pictures away beside the agencies; what follows a slash or stands behind a caption alone.
_AGENCIES: Final = rf"(?:{AGENCIES}|PA|DPA|NASA|ESA)"
_CREDIT: Final = re.compile(
    rf"(?:\b(?:photo|image|picture|photograph|illustration|graphic|video)s?(?:\s+(?:credit|courtesy))?\s*(?:by|:|via|courtesy(?:\s+of)?|©)\s*.{{2,60}}"
    rf"|\b(?:credit|courtesy)s?\b\s*(?::|\.\.\.|…|of\b)\s*.{{2,60}}|\bsubmitted\s+photo|\bfile\s+(?:photo|picture|image)|/\s?\w+\s+file|[(\[][^()\[\]]{{0,60}}\b(?:{_AGENCIES}|photos?|file|credit|image|images|courtesy|\w+\.com)\b[^()\[\]]{{0,60}}[)\]](?:\s\w+)?"
    rf"|\bфото\b.{{2,60}}|\bfoto\s*:?.{{2,60}}|\b{_AGENCIES}(?:\s+(?:photo|file|images?))?|©.{{2,60}}|/\s*(?:AP|AFP|EPA|Reuters|Getty)\b.{{0,30}})[.)\]]*$",
    re.IGNORECASE,
)
_AGENCY_CASE: Final = re.compile(rf"\b{_AGENCIES}[.)\]]*$|[)\]]\.?$")
_CREDIT_CHARS: Final = 110
FOLLOWING_CHARS: Final = 24
# One of these is in every credit; looked for first, as that costs next to nothing.
_CREDIT_SIGNS: Final = (
    "hoto", "mage", "icture", "llustration", "raphic", "ideo", "redit", "ourtesy", "ile", "ото", "oto", "©", "AP", "AFP", "EPA",
    "UPI", "PA", "ANSA", "Reuters", "Getty", "hutterstock", "Stock", "lamy", "loomberg", "inhua", "TASS", "NASA", "ESA", ".com", "EFE", "AAP", "PTI",
    "IANS", "dpa", "REUTERS", "Yonhap", "Kyodo", "Jiji", "Anadolu", "Bernama", "Corbis", "Press", " for ", "Bild", "Pic", "PIC", "PHOTO", "IMAGE", "CREDIT",
    "upplied", "News", "/", "VIDEO",
)  # fmt: skip
# One of these is in nearly every label, plain credit, age and place in a picture.
_MARK_SIGNS: Final = (
    " caption", "mage:", "icture", "hoto", "redit", "AP", "AFP", "EPA", "Getty", "Reuters", "©", "hour ago", "hours ago", "minutes ago", "days ago",
    "EFE", "PTI", "AAP", "IANS", "ANSA", "TASS", "dpa", "Xinhua", "Yonhap", "Kyodo", "Jiji", "Anadolu", "Bernama", "Alamy", "Shutterstock", "iStock", "REUTERS",
    "Foto", "(PA", "Associated", " source,", "FILE", "Pic:", "PIC:", "CREDIT", "PHOTO", "IMAGE", "VIDEO",
    "RELATED:", "Clockwise", "READ MORE", "WATCH", "Watch:", "upplied:", "left,", "right,", "(left", "(right", "(cent", "ideo:", "bove:", "artist'", "artist’",
)  # fmt: skip
# What a word must have to be of one of these, or of a sign of a caption that is a sentence (`caption_sentences`).
_SENTENCE_PIECES: Final = {
    "FOTO",
    "Bild:",
    "Bildquelle:",
    "magen:",
    "magem:",
    "mmagine:",
    "Beeld:",
    "rédit",
    "Photo",
}
_MARK_PIECES: Final = sorted({max(sign.split(), key=len) for sign in _MARK_SIGNS} | _SENTENCE_PIECES)
_MARK_PIECE: Final = re.compile("|".join(map(re.escape, _MARK_PIECES)) + r"|[(\[]File|\(file|\([Ii]mage")
_MARK_ENDS: Final = tuple(piece for piece in _MARK_PIECES if piece.endswith((",", ".")))
# The same for words of small letters, and with a capital: nearly all pieces are words, and few of these are of words.
_SMALL_MARK_PIECE: Final = re.compile(
    "|".join(piece for piece in _MARK_PIECES if piece.islower() and piece.isalpha())
)
_WORD_MARK_PIECE: Final = re.compile(
    "|".join(piece for piece in _MARK_PIECES if piece[1:].islower() and piece.isalpha())
)
_CREDIT_WORD: Final = re.compile(
    r"photo|image|picture|credit|courtesy|file|foto|фото|graph|illustr|video|©|/", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"(?:(?:image|media|photo|picture|video|file|figure)\s+(?:caption|copyright|source)\b,?"
    r"|(?:image|photo|picture|pic|video|above|below|left|right|pictured|file(?:\s+(?:photo|image))?|watch|caption"
    r"|figure|related"
    r"|clockwise\s+from\s+[\w ]{3,12})\s*:|clockwise\s+from\b|from\s+left,|file\s+(?:photo|image)\s+of\b|file\s[-–—]"
    r"|(?:photo|photograph|image|picture|illustration)\s+(?:by|via|courtesy)\b|file\s+photo\b|this\s+(?:file\s+)?(?:photo|image|picture|illustration|satellite\s+image|handout)\b"
    r"|an?\s+(?:artist['’]s|file|undated)\b|(?-i:WATCH|READ\s+MORE)\b)",
    re.IGNORECASE,
)
# What a site's template writes and hardly anyone else.
_TEMPLATE: Final = re.compile(
    r"(?i:(?:image|media|figure)\s+(?:caption|copyright|source))|[A-Z]{4,}(?:\sPHOTO)?\s?[:–—-]|FILE\b|WATCH\b|READ MORE\b"
)
# A label within a text starts with one of these.
_FIRST_OF_LABEL: Final = (
    " Image", " IMAGE", " Media", " Photo", " PHOTO", " Pic", " PIC", " Video", " VIDEO", " File", " FILE", " Above", " Below", " Left", " Right",
    " Watch", " WATCH", " Caption", " Illustration", " This ", " A ", " An ", " Figure", " Clockwise", " From left", " READ MORE", " RELATED:",
)  # fmt: skip
_TEASER_TIME: Final = re.compile(
    r"(?:\b\d{1,2}\s+(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?)\s+ago|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},\s+\d{4})\.?$"
)
_AGE: Final = re.compile(r"\b(?:\d{1,2}\s(?:minutes?|hours?)|[1-6]\sdays?)\sago\.?$")
_INNER_END: Final = re.compile(r"[a-z]{3}[.?!][\"”]? (?=[A-Z])")
_POSITION: Final = re.compile(r"[(,]\s?(?:left|right|centre|center|top|bottom|above|below|L|R|C)(?:[),]|\s)")
# An agency that is named as a source: `Agence France Presse (AFP) reported`.
_SOURCE: Final = re.compile(rf"(?<!/)(?<!/ )\b{_AGENCIES}\)?$")
# A credit's second half: `Credit: Getty [- Contributor]`, `(Photo: AP) [AP]`.
_MORE_CREDIT: Final = re.compile(rf"\s?(?:[-–/]\s?[A-Z]|{_AGENCIES}\b)")
_SPEAKS: Final = re.compile(
    r"\s(?:has\s)?(?:news\sagency|agency|reports|reported|said|says|quoted|cited|told|wrote|learnt|learned)\b"
)
_GOES_ON: Final = re.compile(r"\s[a-z]|[.,]\s")
_LAST_WORD: Final = re.compile(r"([\w.'’]+)\.[\"”]?$")
# A full stop after one of these ends no sentence, nor one after fewer than three letters.
ABBREVIATIONS: Final = frozenset({
    "mrs", "sen", "sens", "rep", "reps", "gov", "gen", "col", "sgt", "inc", "corp", "cos", "ltd", "plc", "llc", "prof",
    "rev", "hon", "bros", "assn", "dept", "univ", "etc", "approx", "est", "nos", "pct", "dlrs", "mln", "cts", "div", "cal",
    "kans", "wisc", "dela", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
    "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "ala", "ariz", "ark", "calif", "colo", "conn", "del",
    "fla", "ill", "ind", "kan", "mass", "mich", "minn", "miss", "mont", "neb", "nev", "okla", "ore", "penn", "tenn", "tex",
    "wash", "wis", "wyo", "com", "org", "net", "vol", "lbs", "yds", "ave", "tel", "ext",
})  # fmt: skip
DANGLING: Final = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "nor", "as", "is",
    "are", "was", "were", "be", "been", "has", "have", "had", "that", "which", "who", "whose", "its", "their", "our", "my",
    "your", "into", "over", "under", "between", "than", "if", "because", "will", "would", "can", "could", "should", "may",
    "might", "said", "says", "not", "very",
})  # fmt: skip


def caption_score(caption: str) -> float:
    """Evidence, in log10, that a stretch of text is a caption and whole.

    >>> caption_score("Obama in Geneva (AP Photo/Alan Diaz)") > caption_score("Obama in Geneva") > caption_score("Obama in")
    True
    """
    caption = caption.strip()
    words = caption.split()
    if not words:
        return -6.0
    score = _length_score(len(words)) - 0.5 * len(_INNER_END.findall(caption))
    if _LABEL.match(caption) is not None:
        score += 2.5
    if has_credit(caption):
        score += 2.5
    elif _TEASER_TIME.search(caption) is not None:
        score += 2.5 if caption.endswith("ago") else 1.5
    elif caption[-1] in '.?!"”':
        score += 1.2
    elif words[-1].lower() in DANGLING:
        score -= 3.0
    if _POSITION.search(caption) is not None:
        score += 1.0
    if caption[-1] in ",;:([-–—" or not _is_balanced(caption):
        score -= 2.5
    return score


def may_hold_marks(text: str) -> bool:
    """Whether a text has any sign of a label, a credit, an age or a place in a picture; costs little."""
    return any(map(text.__contains__, _MARK_SIGNS))


def may_be_of_mark(piece: str) -> bool:
    """Whether what stands between white space may be of a sign of a label, a credit, an age or a place in a picture."""
    if not piece.isalpha():
        pattern = _MARK_PIECE
    elif piece.islower():
        pattern = _SMALL_MARK_PIECE
    else:
        pattern = _WORD_MARK_PIECE if piece[1:].islower() else _MARK_PIECE
    return pattern.search(piece) is not None


def may_end_a_mark(piece: str) -> bool:
    """Whether the comma or full stop behind a word that is of no such sign may make it one: `left,`."""
    return piece.endswith(_MARK_ENDS)


def label_starts(text: str) -> list[int]:
    """Where labels of captions start within a text, with a capital after a space, in code points.

    >>> label_starts("A severe Image caption She was hurt in the match wrist injury")
    [9]
    """
    places = (at + 1 for at in occurrences(text, _FIRST_OF_LABEL))
    return [at for at in places if _LABEL.match(text, at) is not None]


def shape(caption: str, following: str) -> dict[str, float]:
    """Name what the shape of a stretch of text, and the `FOLLOWING_CHARS` after it, say for and against its being a whole caption."""
    caption = caption.strip()
    words = caption.split()
    plain, credit = _credits(caption)
    if credit and _SPEAKS.match(following) and _SOURCE.search(caption):
        plain = credit = False
    # A label and a name have the form of a credit: `Photo: Jane Doe`.
    lone = plain and is_credit(caption)
    ages = _AGE.search(caption) is not None
    label = _LABEL.match(caption) is not None
    marked = label or plain
    return {
        "label": float(label),
        "template_label": float(label and _TEMPLATE.match(caption) is not None),
        "credit": float(credit),
        "plain_credit": float(plain and not lone),
        "credit_in_brackets": float(plain and caption[-1] in ")]"),
        "lone_credit": float(lone),
        "age": float(ages),
        "date": float(not ages and _TEASER_TIME.search(caption) is not None and not caption.endswith("ago")),
        "full_stop": float(caption[-1] in '.?!"”' and not credit),
        "broken_sentence": float(_GOES_ON.match(following) is not None and _is_sentence(caption)),
        "inner_full_stops": float(len(_INNER_END.findall(caption))),
        "cut_short": float(caption[-1] in ",;:([-–—" or not _is_balanced(caption)),
        "position": float(_POSITION.search(caption) is not None),
        "short": float(len(words) <= 2),
        "names_only": float(not credit and all(len(word) < 4 or not word[0].islower() for word in words)),
        "long": 0.0 if marked else float(max(0, len(words) - 16)) / 10,
        "long_marked": float(max(0, len(words) - 24)) / 10 if marked else 0.0,
        "credit_goes_on": float(credit and _MORE_CREDIT.match(following) is not None),
    }


def has_credit(caption: str) -> bool:
    """Whether a caption ends with who took or owns the picture."""
    return _credits(caption)[1]


def _credits(caption: str) -> tuple[bool, bool]:
    """Whether a caption ends with a credit as no story has it, and with one at all."""
    tail = caption[-_CREDIT_CHARS:]
    if not any(map(tail.__contains__, _CREDIT_SIGNS)):
        return False, False
    if ends_with_credit(tail):
        return True, True
    # Agencies in small letters are words: `the pa`, `tass`.
    is_credit_at_all = _CREDIT.search(tail) is not None and (
        _AGENCY_CASE.search(tail) is not None or _CREDIT_WORD.search(tail) is not None
    )
    return False, is_credit_at_all


def _is_sentence(caption: str) -> bool:
    """Whether a full stop ends a sentence, and no abbreviation."""
    last = _LAST_WORD.search(caption)
    if last is None:
        return False
    word = last[1].rpartition(".")[2]
    return word.isdigit() or (len(word) >= 3 and not word.isupper() and word.lower() not in ABBREVIATIONS)


def _length_score(words: int) -> float:
    if words <= 2:
        return -1.2
    return min(0.0, 0.08 * (16 - words))


def _is_balanced(caption: str) -> bool:
    return (
        caption.count("(") == caption.count(")")
        and caption.count("[") == caption.count("]")
        and caption.count('"') % 2 == 0
        and caption.count("“") == caption.count("”")
    )
