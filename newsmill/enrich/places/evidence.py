"""Word lists and weights for telling place names from persons, organizations and common words.

Weights are natural-log odds, roughly: 1 is worth a factor of e. They were set by hand from what each piece of
evidence means, and checked on several annotated corpora; none stands for a particular text.
"""

from functools import cache
from math import log10
from typing import Final

from newsmill.enrich.places.gazetteer import Name, words

ACCEPT: Final = 0.5  # points from which a gazetteer match is a place

STRONG_PREPOSITIONS: Final = frozenset("in near outside across throughout inside within around".split())
WEAK_PREPOSITIONS: Final = frozenset(
    "at from to toward towards into between through via against beyond visiting off of and over".split()
)
DIRECTIONS: Final = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern northeast northwest southeast southwest downtown upstate rural mainland greater suburban".split()
)
TITLES: Final = frozenset(
    "Mr. Mrs. Ms. Dr. Sen. Rep. Gov. Gen. Lt. Col. Capt. Sgt. Prof. Rev. Mr Mrs Ms Dr Sir Lady Lord Dame Judge "
    "Justice President Minister Chancellor Senator Representative Governor Mayor Secretary General Colonel "
    "Captain Sergeant Lieutenant Major Admiral Professor Reverend Pope Prince Princess King Queen Sheikh Imam "
    "Ayatollah Ambassador Detective Officer Sheriff Coach Chairman Chairwoman Congressman Congresswoman "
    "Councilman Commissioner Inspector Deputy Attorney Bishop Archbishop Cardinal Father Sister Brother Saint "
    "spokesman spokeswoman spokesperson actor actress singer lawyer attorney coach striker midfielder".split()
)
ORGANIZATION_HEADS: Final = frozenset(
    "University College School Academy Institute Hospital Clinic Church Cathedral Temple Mosque Bank Times Post "
    "Herald Tribune News Journal Daily Gazette Observer Star Sun Telegraph Guardian Press Radio Television TV FM "
    "Airlines Airways Air Railway Railways Airport Station Stadium Arena Theatre Theater Museum Gallery Library "
    "Hotel Inn Casino Club United Rovers FC F.C. Athletic Wanderers Council Court Police Department Ministry "
    "Agency Commission Committee Association Federation Foundation Society Union Party League Cup Open Games "
    "Conference Summit Festival Marathon Symphony Orchestra Philharmonic Company Corporation Corp Inc Ltd Group "
    "Holdings Industries Motors Oil Gas Energy Electric Power Steel Systems Partners Capital Securities Exchange "
    "Fire Sheriff Office Center Centre Medical Health Treaty Agreement Accord Accords Protocol Declaration "
    "Convention Act Bill Constitution Convention Street St. Road Rd. Avenue Ave. Drive Lane Boulevard Blvd. "
    "Highway Parkway Square Bridge Tower Towers Building House Palace Castle Park Mall Plaza".split()
)
PLACE_TAILS: Final = frozenset(
    "County City Province State Region District Prefecture Governorate River Island Islands Valley Township "
    "Parish Bay Peninsula Sea Lake Desert Mountains Heights Strait Canal Archipelago Territory Oblast "
    "Municipality Falls Beach Creek Forest Hills Springs Village Delta".split()
)
PLACE_HEADS: Final = frozenset("Mount Lake Cape Fort Port Gulf Strait".split())
SAYING: Final = frozenset("said says told added asked wrote replied insisted testified argued who".split())
STATES_OF_MIND: Final = frozenset("he she who whose".split())


@cache
def prior(name: Name) -> float:
    """What the name alone is worth: its kinds, its population against its frequency, its being a person's name."""
    if "country" in name.kinds:
        points = 3.5
    elif "region" in name.kinds or name.kinds & {"area", "county"}:
        points = 2.5
    else:
        points = 0.8 * (log10(max(name.population, 100)) - 3.5)
    if name.words > 1:
        return points + _of_several_words(name)
    if "country" not in name.kinds:
        expected = 0.9 * log10(max(name.population, 100)) - 1.2
        points -= 2 * max(0.0, name.zipf - expected - 0.4)
    is_soft = bool(name.kinds & {"country", "area", "region"})
    if name.text in words("given_names"):
        points -= 0.7 if is_soft else 2
    if name.text in words("surnames"):
        points -= 0.3 if is_soft else 1.2
    if len(name.text) <= 3 and not is_soft:
        points -= 2
    return points


def _of_several_words(name: Name) -> float:
    parts = name.text.split(" ")
    if parts[0] in words("given_names") and parts[-1] in words("surnames"):
        return -2
    return 0.0 if parts[0] in {"The", "La", "El"} or not parts[-1][0].isupper() else 1.5


def is_direction(word: str) -> bool:
    """Whether a word, of any case, says in which part of a place."""
    return word.lower() in DIRECTIONS
