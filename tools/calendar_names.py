"""Write the names that stamps are read with: `python tools/calendar_names.py > newsmill/data/cleaning/calendar.json`.

Months, weekdays and countries as CLDR has them (through babel), cities of the zone database. They are made
beforehand, because reading the data of 35 languages takes half a CPU-second and 40 MB for a thousand names.
"""

import json
import sys
from typing import Any
from zoneinfo import available_timezones, reset_tzpath

from babel import Locale
from babel.core import get_global

from newsmill.text.calendar_names import fold

LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr",
    "sr", "sl", "el", "tr", "ru", "uk", "ar", "fa", "he", "id", "ms", "vi", "hi", "ca", "et", "lv", "lt",
    "ar_LB",
)  # fmt: skip
WIDTHS = ("wide", "abbreviated")
MORE_MONTHS = {"sept": 9}
MORE_WEEKDAYS = {"tues", "wednes", "thur", "thurs"}
AREAS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


def months(languages: tuple[str, ...]) -> dict[str, int]:
    """Numbers of months by their folded names; of two languages the first says what a name means."""
    names = dict(MORE_MONTHS)
    for language in languages:
        for forms in Locale.parse(language).months.values():
            for width in WIDTHS:
                for number, name in forms[width].items():
                    if not name.isdigit():
                        names.setdefault(fold(name), number)
    return names


def weekdays(languages: tuple[str, ...]) -> list[str]:
    """Folded names of days."""
    names = {
        fold(name)
        for language in languages
        for forms in Locale.parse(language).days.values()
        for width in WIDTHS
        for name in forms[width].values()
    }
    return sorted(names | MORE_WEEKDAYS)


def city_zones() -> dict[str, str]:
    """Zones by the city they are named after: `new york` -> `America/New_York`."""
    zones = {}
    for key in sorted(available_timezones()):
        area, _, city = key.rpartition("/")
        if area.split("/")[0] in AREAS:
            zones[city.replace("_", " ").replace("-", " ").casefold()] = key
    return zones


def country_zones() -> dict[str, str]:
    """Zones of the countries that have one, by English name."""
    names = Locale("en").territories
    return {
        names[code].casefold(): zones[0]
        for code, zones in get_global("territory_zones").items()
        if len(zones) == 1 and code in names
    }


def tables() -> dict[str, Any]:
    """All that the file holds."""
    return {
        "months": {"english": months(("en",)), "any": months(LANGUAGES)},
        "weekdays": {"english": weekdays(("en",)), "any": weekdays(LANGUAGES)},
        "cities": city_zones(),
        "countries": country_zones(),
    }


if __name__ == "__main__":
    # The zones of the locked tzdata, whatever this machine has.
    reset_tzpath(())
    json.dump(tables(), sys.stdout, ensure_ascii=False, indent=0, sort_keys=True)
    sys.stdout.write("\n")
