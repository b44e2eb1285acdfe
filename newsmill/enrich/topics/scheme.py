"""The scheme of topics: IPTC Media Topics, as far as newsmill knows them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_TABLE: Final = "media_topics.tsv"


class MediaTopic(NamedTuple):
    """A topic of the scheme: its name in English, its top topic, and all it is under, from itself up."""

    id: str
    name: str
    top: str
    path: tuple[str, ...]


@cache
def media_topics() -> dict[str, MediaTopic]:
    """All topics known by their ids."""
    known: dict[str, MediaTopic] = {}
    for key, name, broader in _rows():
        above = known[broader].path if broader else ()
        known[key] = MediaTopic(key, name, known[broader].top if broader else key, (key, *above))
    return known


def _rows() -> Iterator[tuple[str, str, str]]:
    """Ids, names and broader topics, the broader before the narrower."""
    table = files(__package__).joinpath(_TABLE).read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            key, name, broader = line.split("\t")
            yield key, name, broader
