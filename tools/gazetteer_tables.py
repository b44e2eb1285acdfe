"""What both parts of the gazetteer's build share: a place before it is packed, and the tables written by hand."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).parents[1] / "newsmill" / "enrich" / "places" / "data"


@dataclass
class Entity:
    """Place before it is packed."""

    kind: str
    name: str
    country: str
    area: str
    latitude: float
    longitude: float
    population: int
    geonames: int = 0
    iso: str = ""
    aliases: list[str] = field(default_factory=list)
    fame: int = 0  # names in other languages and spellings


def plain(text: str) -> str:
    """Latin letters without their marks."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split(";") for line in lines if line and not line.startswith("#")]
