"""What a count is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing, with offsets in code points from its qualifier to its unit.

    `number` is the lower end of a range (`qualifier` then is `between`) and the bare scale of a vague plural
    (`dozens of`: 12). `unit` is the head noun in lower case, an ISO 4217 code or `percent`; `event` what befell
    those counted, `source` who says so, `place` where the event was, by its canonical name, `place_id` its entity_id.
    """

    surface: str
    start: int
    end: int
    number: float
    qualifier: str | None
    unit: str | None
    event: str | None
    source: str | None
    place: str | None = None
    place_id: str | None = None
