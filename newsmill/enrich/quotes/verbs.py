"""The words that announce speech: verbs of saying, and where a word of that form is a noun instead."""

import re
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.word_lists import words

# Stems by how they inflect; the past, the third person and the participle are made from them.
_REGULAR: Final = words(
    "add announce argue ask assert assure boast bark boom caution challenge chant charge chide claim clarify comment "
    "complain conclude concede confess confirm contend continue counter cry declare demand deny describe detail "
    "disclose echo elaborate emphasise emphasize exclaim explain exult gloat groan growl grumble gush hint "
    "holler howl implore inform inquire insist interject intone joke jibe lament laugh maintain marvel mention moan "
    "mock murmur mumble muse mutter note observe offer opine order plead pledge post praise preach predict proclaim "
    "promise pronounce propose protest query question quip reaffirm recall reason recite recommend recount reiterate "
    "rejoin relate remark remember remind repeat reply report request respond retort reveal roar scoff scold scream "
    "shout shriek sigh signal snap sneer snarl state stress suggest summarise summarize surmise tease testify thunder "
    "tweet urge utter venture voice volunteer vow wail warn whisper wonder yell acknowledge admit admonish advise "
    "advocate affirm allege agree answer apologise apologize appeal believe call estimate figure guess reckon label "
    "dub characterise characterize accuse blast slam criticise criticize decry denounce dismiss rant rail "
    "blog enthuse instruct lecture press pray"
)
_IRREGULAR: Final = words(
    "say says said saying tell tells told telling write writes wrote written writing think thinks thought thinking "
    "feel feels felt read reads reading sing sings sang singing swear swears swore swearing speak spoke speaks "
    "speaking put puts putting begin began begins know knew quote quotes quoted quoting admitted admitting vowed "
    "quipped quipping denied denies testified testifies replied replies cried cries clarified clarifies snapped "
    "snapping sworn relayed held foresaw foresees"
)
# A verb of saying only with its particle.
_PARTICLES: Final = {
    "pointed": "out", "points": "out", "pointing": "out", "shot": "back", "shoots": "back", "fired": "back",
    "hit": "back", "went": "on", "goes": "on", "chimed": "in", "chipped": "in", "weighed": "in", "spelled": "out",
    "lashed": "out", "cried": "out", "called": "", "blurted": "out", "summed": "up", "wrapped": "up", "followed": "up",
    "piped": "up", "spoke": "", "held": "that", "begin": "by", "began": "by", "put": "it", "puts": "it", "putting": "it",
}  # fmt: skip


def _inflect(stem: str) -> tuple[str, ...]:
    if stem.endswith("e"):
        return (stem + "s", stem + "d", stem[:-1] + "ing", stem)
    if stem.endswith("y") and stem[-2] not in "aeou":
        return (stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing", stem)
    plural = stem + ("es" if stem.endswith(("s", "sh", "ch", "x")) else "s")
    return (plural, stem + "ed", stem + "ing", stem)


_CUES: Final = frozenset(
    {form for stem in _REGULAR for form in _inflect(stem)} | set(_IRREGULAR) | set(_PARTICLES)
)
# Forms that are nouns as often as verbs: not cues after a determiner, an adjective or a genitive.
_NOUN_FORMS: Final = frozenset(
    words(
        "report reports claim claims call calls charge charges comment comments post posts tweet tweets note notes "
        "promise promises pledge pledges question questions demand demands answer answers remark remarks request "
        "requests estimate estimates state states order orders offer offers press voice figure figures protest protests "
        "challenge challenges appeal appeals reason detail details signal signals reading writing saying chant chants "
        "vow vows quote quotes label labels stress thought laugh cry joke blog read account question"
    )
)
_NOUN_BEFORE: Final = frozenset(
    words(
        "the a an his her their its our my your this that these those some any no new recent of in on for with from "
        "such several many other latest first last two three public several by and further more"
    )
)
_BARE: Final = frozenset(_REGULAR)
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")
_ACCORDING: Final = "according"
_SENTENCE_ENDS: Final = frozenset(".!?:\n…")
_FORMS: Final = _CUES | {word.capitalize() for word in _CUES} | {_ACCORDING, _ACCORDING.capitalize()}


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying (or `according to`) in a stretch of text, with its offsets there."""

    verb: str
    start: int
    end: int

    @property
    def is_according(self) -> bool:
        """Whether the source follows, as in `according to the police`."""
        return self.verb == "according to"

    @property
    def is_participle(self) -> bool:
        """Whether the verb is an -ing form, whose subject is that of the main clause."""
        return self.verb.endswith("ing")


def is_cue(word: str) -> bool:
    """Whether a word can be a verb of saying and can hardly be a noun."""
    return word in _CUES and word not in _NOUN_FORMS and word not in _BARE


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence, or the text, begins with the word at an offset."""
    before = text[max(0, at - 4) : at].rstrip(" \"“”'‘’")
    return not before or before[-1] in _SENTENCE_ENDS


def find_cues(text: str) -> list[Cue]:
    """Verbs of saying in the text, in order.

    >>> [cue.verb for cue in find_cues("The report claims that he said so, according to Reuters")]
    ['claims', 'said', 'according to']
    """
    cues = []
    before = ""
    for match in _WORD.finditer(text):
        word = match.group()
        # Capitalised within a sentence it is a part of a name: the United States.
        if word in _FORMS and (word[0].islower() or begins_sentence(text, match.start())):
            low = word.lower()
            if low == _ACCORDING:
                if text.startswith(" to ", match.end()):
                    cues.append(Cue("according to", match.start(), match.end() + 3))
            else:
                end = _cue_end(text, low, before.lower(), match.end())
                if end is not None:
                    cues.append(Cue(low, match.start(), end))
        before = word
    return cues


def _cue_end(text: str, word: str, before: str, end: int) -> int | None:
    """End of the cue with its particle, or None where the word is no verb of saying here."""
    particle = _PARTICLES.get(word)
    if particle:
        following = text[end : end + len(particle) + 2].lower()
        if following[: len(particle) + 1] == " " + particle and not following[-1:].isalpha():
            return end + len(particle) + 1
        return end if word == "cried" else None
    if word in _NOUN_FORMS and (before in _NOUN_BEFORE or before.endswith(("’s", "'s", "s’", "s'"))):
        return None
    # `Denied reports`, `investigating claims`: the object of a verb.
    if word in _NOUN_FORMS and is_cue(before):
        return None
    # A bare form after `to` or a modal announces speech too; alone it is mostly a noun or an imperative.
    if word in _BARE and before not in {
        "to",
        "will",
        "would",
        "can",
        "could",
        "they",
        "we",
        "i",
        "you",
        "who",
        "did",
        "and",
        "not",
    }:
        return None
    return end
