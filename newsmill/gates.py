"""Data gates: what must hold before a run's rows are published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator

from newsmill.schema import ARTICLES


class Gates(BaseModel):
    """Checks before the commit; a breach stops it. A gate that is not set is not checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_reject_share: float | None = Field(
        default=None, ge=0, le=1, description="Most rejects, as a share of the run's input records."
    )
    min_articles: int | None = Field(
        default=None, ge=0, description="Fewest articles that a run with new input writes."
    )
    max_duplicate_share: float | None = Field(
        default=None, ge=0, le=1, description="Most duplicates, as a share of the run's articles."
    )
    max_null_share: dict[str, float] = Field(
        default_factory=dict, description="Most nulls in a column of `articles`, as a share: {column: share}."
    )
    max_drop_share: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Most that articles may fall below the median of the last 10 runs.",
    )

    @field_validator("max_null_share")
    @classmethod
    def _are_columns(cls: type[Self], shares: dict[str, float]) -> dict[str, float]:
        for column, share in shares.items():
            if column not in ARTICLES.schema.names:
                raise ValueError(
                    f"articles has no column {column}; it has {', '.join(ARTICLES.schema.names)}"
                )
            if not 0 <= share <= 1:
                raise ValueError(f"{column}: a share is between 0 and 1")
        return shares


@dataclass(frozen=True)
class Figures:
    """What the gates look at: numbers of this run, and the articles of the last runs that had new input."""

    input_records: int
    articles: int
    rejects: int
    duplicates: int
    nulls: Mapping[str, int]
    recent_articles: Sequence[int] = ()


def breaches(gates: Gates, figures: Figures) -> list[str]:
    """The gates that do not hold, in words with the figures; none when all is well.

    >>> breaches(Gates(max_reject_share=0.1), Figures(10, 7, 3, 0, {}))
    ['max_reject_share: 3 of 10 records were rejected (30.0%), allowed are 10.0%']
    """
    found = [
        _share("max_reject_share", gates.max_reject_share, figures.rejects, figures.input_records, "records were rejected"),
        _share("max_duplicate_share", gates.max_duplicate_share, figures.duplicates, figures.articles, "articles are duplicates"),
        *(
            _share(f"max_null_share.{column}", most, figures.nulls.get(column, 0), figures.articles, f"articles have no {column}")
            for column, most in gates.max_null_share.items()
        ),
        _too_few(gates, figures),
        _drop(gates, figures),
    ]  # fmt: skip
    return [words for words in found if words]


def _share(gate: str, most: float | None, part: int, whole: int, words: str) -> str | None:
    if most is None or not whole or part / whole <= most:
        return None
    return f"{gate}: {part} of {whole} {words} ({part / whole:.1%}), allowed are {most:.1%}"


def _too_few(gates: Gates, figures: Figures) -> str | None:
    if gates.min_articles is None or figures.articles >= gates.min_articles:
        return None
    return f"min_articles: {figures.articles} articles, at least {gates.min_articles} are asked for"


def _drop(gates: Gates, figures: Figures) -> str | None:
    if gates.max_drop_share is None or not figures.recent_articles:
        return None
    usual = median(figures.recent_articles)
    if figures.articles >= usual * (1 - gates.max_drop_share):
        return None
    return (
        f"max_drop_share: {figures.articles} articles, the last runs' median is {usual:g}; "
        f"a drop of {gates.max_drop_share:.1%} is allowed"
    )
