"""What the enricher finds: a direct quote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quote, with its marks and offsets in code points, and its speaker where the text names one.

    `speaker` has the words of the text; a pronoun is followed by the name it means: `he [Putin]`.
    `speaker_name` is that name alone. `method` tells how the speaker was found.
    """

    quote: str
    start: int
    end: int
    speaker: str | None
    speaker_id: str | None
    verb: str | None
    method: str
    speaker_name: str | None
