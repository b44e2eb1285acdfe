"""Who said a quotation in the languages other than English: one grammar, driven by a lexicon."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from newsmill.enrich.quotes.asides import Asides
from newsmill.enrich.quotes.lexicon import Lexicon
from newsmill.enrich.quotes.phrases import Phrase, Phrases
from newsmill.enrich.quotes.subjects import Subjects
from newsmill.enrich.quotes.tokens import Token

# Words between the quotation and the verb, within a verb of several words, and between the verb and its subject.
_MAX_LEAD: Final = 6
_MAX_PERFECT: Final = 4
_MAX_BETWEEN: Final = 22
# How far from its auxiliary a participle may stand at the end of a German or Dutch clause.
_MAX_BRACKET: Final = 16
_INDEFINITE: Final = frozenset({"ein", "eine", "un", "une", "una", "uno", "um", "uma", "een"})
_LEADING_MARKS: Final = frozenset(",—–-…")


class _Verb(NamedTuple):
    """A verb of saying: its words, the token it begins with, the token its subject may begin at."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Telling:
    """How a quotation is told: by whom (None where nobody is named), with which verb, found how."""

    phrase: Phrase | None
    verb: str | None
    method: str
    is_nobody: bool = False


class Teller:
    """Reads the words before or after one quotation; `surnames` are those of the persons the article names."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, surnames: frozenset[str]) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._phrases = Phrases(tokens, lexicon)
        self._asides = Asides(self._phrases)
        self._subjects = Subjects(self._phrases, surnames)

    def _token(self, at: int) -> Token:
        return self._phrases.token(at)

    def subject(self) -> Phrase | None:
        """Find whom the sentence is about."""
        return self._subjects.main()

    def after(self, *, is_set_off: bool) -> Telling | None:
        """Read what follows a quotation: `, sagte Anna Weber`, `selon le maire`, `, il sindaco ha detto`."""
        at = 0
        while self._token(at).text in _LEADING_MARKS:
            at += 1
        found = self._according(at) or self._inverted(at)
        if found is None and (is_set_off or at > 0):
            found = self._subject_first(at) or self._unlisted(at)
        return found

    def before(self, *, is_colon: bool) -> Telling | None:
        """Read what stands before a quotation in its sentence: `Weber sagte: `, `afirmó que `."""
        verb = self._last_verb()
        if verb is not None:
            return self._told_before(verb)
        according = next((t for i in range(len(self._tokens)) if (t := self._according(i)) is not None), None)
        if (according := according or self._opinion()) is not None:
            return according
        subject = self._subjects.main(is_somebody=True)
        # `Sein Motto: ...` names nobody.
        is_new = subject is not None and subject.determiner in _INDEFINITE
        subject = subject if subject is not None and (subject.is_somebody or is_new) else None
        if subject is None and not is_colon:
            return None
        return Telling(subject, None, "colon" if is_colon else "subject")

    def _told_before(self, verb: _Verb) -> Telling:
        """Choose between the subject of the sentence and the one behind the verb, which begins a clause."""
        if self._token(verb.start - 1).text == "," == self._token(verb.end).text:
            # `O vento, acrescentou, «...»`: the wind says nothing.
            return Telling(None, verb.words, "cue_before")
        subject = self._subjects.main()
        if subject is None or self._token(verb.start - 1).text == ",":
            phrase, is_nobody = self._subject_from(verb.end)
            if is_nobody or (phrase is not None and (subject is None or phrase.is_somebody)):
                return Telling(phrase, verb.words, "cue_before", is_nobody)
        return Telling(subject, verb.words, "cue_before")

    def _according(self, at: int) -> Telling | None:
        for entry in self._lexicon.according:
            if tuple(self._token(at + i).low for i in range(len(entry))) == entry:
                phrase = self._phrases.at(at + len(entry)) or self._object_pronoun(at + len(entry))
                if phrase is not None:
                    return Telling(phrase, " ".join(entry), "according_to")
        return None

    def _object_pronoun(self, at: int) -> Phrase | None:
        """`selon lui`, `volgens haar`; not `volgens haar advocaat`."""
        token = self._token(at)
        if token.low not in self._lexicon.objects or self._phrases.is_plain(at + 1):
            return None
        gender = self._lexicon.objects[token.low]
        return Phrase((token.start, token.end), None, (), gender, True, at + 1, token.low)

    def _opinion(self) -> Telling | None:
        """`Pour Jean Martin, « ... »`: who thinks so."""
        at = self._subjects.after_dateline()
        phrase = self._phrases.at(at + 1) if self._token(at).low in self._lexicon.opinion else None
        if phrase is None or not phrase.is_somebody:
            return None
        return Telling(phrase, None, "according_to")

    def _inverted(self, at: int) -> Telling | None:
        """A verb of saying at once after the quotation, its subject behind it."""
        verb = self._verb_from(at)
        if verb is None:
            return None
        phrase, is_nobody = self._subject_from(verb.end)
        # `se oye`, `si dice`.
        is_nobody = is_nobody or any(t.low in self._lexicon.nobody for t in self._tokens[at : verb.end])
        return Telling(phrase, verb.words, "cue_after", is_nobody and phrase is None)

    def _verb_from(self, at: int) -> _Verb | None:
        """The verb of saying that begins at a token after small words."""
        lexicon = self._lexicon
        for index in range(at, at + _MAX_LEAD):
            token = self._token(index)
            verb = self._verb_at(index)
            if verb is not None:
                return verb
            is_nobody = token.low in lexicon.nobody and lexicon.drops_subjects
            if token.low not in lexicon.fillers and token.low not in lexicon.time and not is_nobody:
                return None
        return None

    def _verb_at(self, at: int) -> _Verb | None:
        token = self._token(at)
        if token.low in self._lexicon.auxiliaries and (verb := self._perfect(at)) is not None:
            return verb
        is_small = token.text[0].islower() or not at
        return _Verb(token.text, at, at + 1) if token.low in self._lexicon.verbs and is_small else None

    def _last_verb(self) -> _Verb | None:
        """The last verb of saying that is no noun: `la pregunta`."""
        articles = self._lexicon.determiners - self._lexicon.fillers
        for index in range(len(self._tokens) - 1, -1, -1):
            verb = self._verb_at(index)
            if verb is not None and self._token(index - 1).low not in articles:
                # The participle of a longer verb may be a finite form too: `a-t-il dit`.
                longer = (self._verb_at(at) for at in range(max(0, index - _MAX_PERFECT + 1), index))
                return next(
                    (one for one in longer if one is not None and one.words.endswith(verb.words)), verb
                )
        return None

    def _perfect(self, at: int) -> _Verb | None:
        """`a déclaré`, `ha poi detto`, `a-t-elle affirmé`, `hatte Weber gesagt`."""
        lexicon = self._lexicon
        pronoun: int | None = None
        for index in range(at + 1, at + 1 + _MAX_PERFECT):
            low = self._token(index).low
            end = self._participle_end(index)
            if end:
                return _Verb(self._words(at, end), at, end if pronoun is None else pronoun)
            if low in lexicon.pronouns:
                pronoun = index
            elif low not in lexicon.fillers and low not in lexicon.auxiliaries:
                break
        if not lexicon.is_verb_second:
            return None
        bracket = self._tokens[at + 1 : at + _MAX_BRACKET]
        participle = next((t.text for t in bracket if t.low in lexicon.participles), None)
        return None if participle is None else _Verb(f"{self._token(at).text} {participle}", at, at + 1)

    def _participle_end(self, at: int) -> int:
        """The token after the participle that stands at a token, 0 where none does."""
        low = self._token(at).low
        if f"{low}_{self._token(at + 1).low}" in self._lexicon.participles:
            return at + 2
        if low in self._lexicon.participles:
            return at + 1
        if not self._lexicon.ends_like_participle(low):
            return 0
        phrase, _ = self._subject_from(at + 1)
        # `ha garantito, «...»`
        is_alone = self._lexicon.drops_subjects and not self._token(at + 1).is_word
        return at + 1 if is_alone or (phrase is not None and phrase.is_somebody) else 0

    def _subject_from(self, at: int) -> tuple[Phrase | None, bool]:
        """The subject behind a verb, adverbs, days, hearers and places stepped over; whether it names nobody."""
        lexicon, index, is_impersonal = self._lexicon, at, False
        while index < at + _MAX_BETWEEN:
            token = self._token(index)
            if token.low in lexicon.pronouns:
                return self._phrases.at(index), False
            if token.low in lexicon.nobody and not self._is_article(index):
                # `se` may belong to the verb: `queixa-se o diretor`.
                is_impersonal = True
                if token.low not in lexicon.fillers:
                    break
            step = self._asides.length(index) or self._manner(index)
            if not step:
                return (
                    (self._phrases.at(index), False)
                    if self._subjects.begins_phrase(index)
                    else (None, is_impersonal)
                )
            index += step
        return None, is_impersonal

    def _manner(self, at: int) -> int:
        """`taglia corto Ricci`, `dice convinta la donna`: a word that says how, right before the subject."""
        is_one = self._phrases.is_plain(at) and not self._subjects.begins_phrase(at)
        return int(is_one and self._subjects.begins_phrase(at + 1))

    def _is_article(self, at: int) -> bool:
        """`einer`, `uno` before a noun."""
        following = at + 1
        is_noun = self._phrases.is_plain(following) or self._phrases.is_capital(following)
        return self._token(at).low in self._lexicon.determiners and is_noun

    def _subject_first(self, at: int) -> Telling | None:
        """`"...", il sindaco ha poi aggiunto`: the subject, then the verb at once."""
        phrase = self._phrase(at)
        verb = self._verb_from(phrase.stop) if phrase is not None else None
        return None if verb is None else Telling(phrase, verb.words, "cue_after")

    def _phrase(self, at: int) -> Phrase | None:
        is_one = self._token(at).low in self._lexicon.pronouns or self._subjects.begins_phrase(at)
        return self._phrases.at(at) if is_one else None

    def _unlisted(self, at: int) -> Telling | None:
        """`“, scherzt sie`: a word in small letters and a subject, though no list has the verb."""
        lexicon = self._lexicon
        while self._token(at).low in lexicon.fillers:
            at += 1
        if not self._phrases.is_plain(at) or not lexicon.ends_like_verb(self._token(at).low):
            return None
        following = at + 1
        while self._token(following).low in lexicon.fillers - lexicon.prepositions - lexicon.determiners:
            following += 1
        phrase = self._phrase(following)
        # `», anticipa.`
        is_alone = lexicon.drops_subjects and self._token(at + 1).text == "."
        return Telling(phrase, self._token(at).text, "cue_after") if phrase is not None or is_alone else None

    def _words(self, begin: int, end: int) -> str:
        pronouns = self._lexicon.pronouns
        return " ".join(token.text for token in self._tokens[begin:end] if token.low not in pronouns)
