"""Build `gazetteer_CODE.npz` beside the English gazetteer, one a language, from the same sources and `exonyms.txt`.

    python tools/build_gazetteers_of_languages.py

Countries have the names that CLDR gives them in the language (babel), other places those of `exonyms.txt`; cities are known by
their own name too, the larger ones of the world and nearly all of the countries where the language is spoken.
"""

import re
from dataclasses import replace

from babel import Locale
from build_gazetteer import pack, places, write
from gazetteer_tables import DATA, Entity, plain, rows

# The countries where each is the language of the press, all over or in a part.
HOMES = {
    "de": "DE AT CH LI LU", "fr": "FR BE CH LU MC", "it": "IT CH SM", "nl": "NL BE SR", "pt": "PT BR AO MZ CV",
    "es": "ES MX AR CO CL PE VE EC BO UY PY CR PA GT HN NI SV DO CU PR",
}  # fmt: skip
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
WORLD_POPULATION = 100_000
HOME_POPULATION = 2_000
PLAIN_POPULATION = 1_000_000  # from here `Bogotá` is Bogota too
# `Frankfurt am Main`, `Halle (Saale)`: what follows is left out as a rule.
TAIL = re.compile(
    r"(?: (?:an der|am|im|in der|bei|ob der|vor der|unter|sur|sous|sull|sulla|sul)\b.*| ?\(.*)$"
)
# Names of towns that begin with an article which goes into a preposition: `au Havre`, `du Mans`.
ARTICLE = re.compile(r"(?:Le|Les) ")


def exonyms(language: str) -> dict[tuple[str, str], list[str]]:
    """Names in a language by the English name and the country of the place."""
    column = 2 + LANGUAGES.index(language)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows("exonyms.txt"):
        found.setdefault((row[0], row[1]), []).extend(filter(None, row[column].split(",")))
    return found


def without_accent(name: str) -> str:
    """The name as many French papers write it: `Etats-Unis`."""
    return plain(name[:1]) + name[1:]


def landscapes(language: str) -> list[Entity]:
    """Rivers and landscapes that papers in a language name."""
    return [
        Entity("region", name, country, "", float(latitude), float(longitude), 100_000, aliases=[name])
        for name, country, latitude, longitude, languages in rows("landscapes.txt")
        if not languages or language in languages.split()
    ]


def in_language(entity: Entity, language: str, names: dict[tuple[str, str], list[str]]) -> Entity | None:
    """The place with its names in a language; None where papers in it hardly name it."""
    others = names.get((entity.name, entity.country)) or names.get((entity.name, "")) or []
    if entity.kind == "country":
        own = Locale(language).territories.get(entity.country, "")
        own_names = [own, *others, *(part.strip() for part in re.split(r" \(|\)", own) if part.strip())]
        own_names += [name for name in map(without_accent, own_names) if language == "fr"]
        return replace(entity, aliases=[n for n in dict.fromkeys(own_names) if n and "(" not in n])
    if entity.kind == "county":
        return None
    home = entity.country in HOMES[language].split()
    if entity.kind == "city":
        if not others and entity.population < (HOME_POPULATION if home else WORLD_POPULATION):
            return None
        short = TAIL.sub("", entity.name)
        own_names = [entity.name, short, *map(str.strip, entity.name.split("/")), *others]
        if language == "fr" and ARTICLE.match(short):
            own_names.append(ARTICLE.sub("", short))
        if entity.population >= PLAIN_POPULATION:
            own_names.append(plain(entity.name))
        own_names += [name for name in map(without_accent, own_names) if language == "fr"]
        return replace(entity, aliases=[n for n in dict.fromkeys(own_names) if n])
    # An English name that has others in the language is none there: `Bavaria`, `Red Sea`.
    own_names = others or ([entity.name] if entity.kind == "area" else [])
    return replace(entity, aliases=own_names) if own_names else None


def main() -> None:
    made, _ = places()
    for language in LANGUAGES:
        names = exonyms(language)
        known = {(e.name, e.country) for e in made}
        missing = [key for key in names if key not in known and (key[0], "") not in known]
        if language == LANGUAGES[0] and missing:
            print("not in the gazetteer:", missing)
        chosen = [one for entity in made if (one := in_language(entity, language, names)) is not None]
        arrays = pack(chosen + landscapes(language), language)
        path = DATA / f"gazetteer_{language}.npz"
        write(arrays, path)
        print(
            f"{language}: {len(chosen)} places, {arrays['offsets'].size - 1} names, {path.stat().st_size / 1e6:.2f} MB"
        )


if __name__ == "__main__":
    main()
