"""Organizations of one article: acronyms spelled out, short forms lengthened, whatever the number of names."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from newsmill.enrich.names.acronyms import defined, letters, readings
from newsmill.enrich.names.lists import words
from newsmill.enrich.names.normalise import canonical_form, folded

GENERIC: Final = words("generic")
GENERIC_AFTER_ONE_WORD: Final = words(
    "generic_after_one_word"
)  # `Deutsche Bank`, not `American Express Bank`
# What makes of a company another one, or no company: `Lycos Europe`, `Starbucks Foundation`.
OTHER_ONE: Final = words("other_one")
NO_BEGINNING: Final = words("no_beginning")
NO_HEAD: Final = words("no_head")
# What a body of a state or a parliament may leave out before its name: `U.S. Senate`.
STATE_WORDS: Final = words("state_words")
SHORTEST_ACRONYM: Final = 2

_Named = tuple[str, str, float]


def organizations(forms: list[str], text: str) -> dict[str, _Named]:
    """Name, method and confidence for each form of an organization's name in one article."""
    acronyms = {folded(a): canonical_form("organization", long) for a, long in defined(text).items()}
    known = _Organizations(forms)
    table: dict[str, _Named] = {}
    for form in dict.fromkeys(forms):
        key = folded(form)
        table[form] = (acronyms[key], "acronym", 0.95) if key in acronyms else known.named(form, key)
    return table


class _Organizations:
    """The organizations of an article, found by how their names begin, end and are abbreviated."""

    def __init__(self, forms: list[str]) -> None:
        counts = Counter(forms)
        self._by_key: dict[str, str] = {}
        for form in sorted(counts, key=lambda f: (-counts[f], f)):
            self._by_key.setdefault(folded(form), form)
        self._positions = {key: at for at, key in enumerate(dict.fromkeys(map(folded, forms)))}
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        self._by_ending: dict[str, list[str]] = defaultdict(list)
        for key in self._by_key:
            for beginning, ending in _cuts(key):
                self._by_beginning[beginning].append(key)
                self._by_ending[ending].append(key)

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        """Keys of names of several words by the acronyms that they spell."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, name in self._by_key.items():
            for acronym in readings(name) if " " in key else ():
                found[acronym].append(key)
        return found

    def named(self, form: str, key: str) -> _Named:
        """Name that a form stands for, and how it was found."""
        long = self._spelled_out(form, key) or self._lengthened(key) or self._headed(key) or self._begun(key)
        return long or (self._by_key[key], "surface", 0.8)

    def _spelled_out(self, form: str, key: str) -> _Named | None:
        if not (SHORTEST_ACRONYM <= len(key) <= 8 and form.replace(".", "").isupper() and " " not in key):
            return None
        acronym = letters(form)
        if len(acronym) < SHORTEST_ACRONYM:
            return None
        longer = [k for k in self._by_letters.get(acronym, ()) if not k.startswith(f"{key} ")]
        return (self._by_key[longer[0]], "initials", 0.8) if len(longer) == 1 else None

    def _lengthened(self, key: str) -> _Named | None:
        """One longer name that adds but generic words: `Yukos` to `Yukos Oil Company`."""
        generic = GENERIC if " " in key else GENERIC | GENERIC_AFTER_ONE_WORD
        longer = [
            k for k in self._by_beginning.get(key, ()) if generic.issuperset(k[len(key) + 1 :].split(" "))
        ]
        return (self._by_key[longer[0]], "short_form", 0.7) if len(longer) == 1 else None

    def _headed(self, key: str) -> _Named | None:
        """One longer name before it that ends so: `Commission` is `European Commission`, `Air Force` is `U.S. Air Force`."""
        longer = self._before(key, self._by_ending)
        if len(longer) != 1 or key in NO_HEAD:
            return None
        lead = longer[0].removesuffix(f" {key}").split(" ")
        is_other = " " in key and not STATE_WORDS.issuperset(lead)
        return None if is_other else (self._by_key[longer[0]], "head", 0.6)

    def _begun(self, key: str) -> _Named | None:
        """One longer name before it that begins so, whatever follows: `Northrop` is `Northrop Grumman`.

        Not `Lycos` of `Lycos Europe`; nor `Boeing` of `Boeing Enterprises`, where the story began with Boeing.
        """
        longer = self._before(key, self._by_beginning)
        if len(longer) != 1 or len(key) < SHORTEST_ACRONYM or key in NO_BEGINNING:
            return None
        is_other = not OTHER_ONE.isdisjoint(longer[0].removeprefix(f"{key} ").split(" "))
        return None if is_other else (self._by_key[longer[0]], "short_form", 0.6)

    def _before(self, key: str, longer: dict[str, list[str]]) -> list[str]:
        """The longer names that the article has before the first mention of this one."""
        return [k for k in longer.get(key, ()) if self._positions[k] < self._positions[key]]


def _cuts(key: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a name in two at a space."""
    at = key.find(" ")
    while at >= 0:
        yield key[:at], key[at + 1 :]
        at = key.find(" ", at + 1)
