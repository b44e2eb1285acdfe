"""English function words and role nouns: what tells a name from another word and ends a noun phrase."""

from typing import Final

from newsmill.enrich.quotes.word_lists import words

PRONOUNS: Final = frozenset(words("he she they i we it who which"))
DETERMINERS: Final = frozenset(
    words(
        "the a an his her their its our my your this that these those one some several many two three four another"
    )
)
PREPOSITIONS: Final = frozenset(
    words(
        "in on at by for from with to of after before during into over under about against as between among through "
        "until upon without within near via per outside inside across behind since toward towards amid"
    )
)
HEAD_BEFORE: Final = PREPOSITIONS - {"as"}
STOPS: Final = frozenset(
    words(
        "and or but nor so yet then when while where because although though if unless that than what why how whether "
        "is was are were be been being has had have do does did will would can could may might shall should must not "
        "there here also just only even still again ever never now later earlier once"
    )
)
ADVERBS: Final = frozenset(
    words(
        "also then later has had have would will even often once recently repeatedly simply further again never did was "
        "is could further first still just now has since always sometimes famously himself herself themselves itself "
        "previously earlier soon and both all once before reportedly eventually can may might should must "
        "today yesterday tonight has not only being been who reply back already"
    )
)
AUXILIARIES: Final = frozenset(words("is was are were be been being has have had"))
# What says when, not who: `said last week`, `Hours later, ...`.
TIME_NOUNS: Final = frozenset(
    words(
        "week weekend month quarter year years hours days weeks months minutes moments night morning afternoon evening"
    )
)
CALENDAR: Final = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december mon. tue. wed. thu. fri. sat. sun. jan. feb. aug. sept. oct. nov. dec."
    )
)
# What a part of a group is called by, alone or with `of`: `another`, `one of the players`.
PARTITIVES: Final = frozenset(
    words("one two three four both some many most several each all none few another others")
)
# Names when capitalised, though function words and months are written so too: Will Smith, Theresa May.
NAMES_TOO: Final = frozenset({"Will", "May"})
# Capitalised because they begin a sentence, not because they are names.
NOT_NAMES: Final = (
    DETERMINERS | PREPOSITIONS | STOPS | PRONOUNS | CALENDAR
    | frozenset(
        words("however meanwhile moreover furthermore instead indeed asked speaking according despite first second both "
        "such all most every each no not yes well look let's it’s it's he’s he's she's that's other others "
        "more like last next you him them us me late early already unlike because together")
    )
)  # fmt: skip
NAME_PARTICLES: Final = frozenset(
    words("of the de del della di da von van der den al bin ibn la le el ben y du dos ter ten")
)
LEADING_PARTICLES: Final = frozenset(words("de del della di da von van der den bin ibn ter ten"))
LEADS: Final = PREPOSITIONS | frozenset(
    words(
        "when while although though if asked speaking according despite following because once unlike like having citing "
        "referring appearing responding writing pressed given amid later earlier"
    )
)
CONNECTORS: Final = frozenset(
    words("but and yet so or still however meanwhile then moreover furthermore also instead indeed later now")
)
# Between two names these say what the bearer of the second is: `Obama consultant Cornell Belcher`.
ROLES: Final = frozenset(
    words(
        "adviser advisor aide analyst attorney candidate captain chairman chairwoman chief co-founder coach columnist "
        "congressman congresswoman consultant correspondent delegate director editor executive founder governor host "
        "lawmaker lawyer leader manager mayor minister nominee officer official pollster president producer professor "
        "reporter representative researcher resident secretary senator spokesman spokesperson spokeswoman strategist "
        "supporter surrogate voter campaign communications press deputy foreign finance prime police presidential "
        "diplomat economist expert trader dealer broker banker exporter executive activist doctor historian scientist "
        "prosecutor investigator commander soldier critic organizer organiser magazine newspaper agency general"
    )
)


def is_role(word: str) -> bool:
    """Tell whether a word is a noun for a role or a body that follows the name of another: `campaign`, `aides`, `vice-president`."""
    return word in ROLES or word.removesuffix("s") in ROLES or word.rpartition("-")[2] in ROLES
