"""Pydantic models at the doors: what a record from outside has become once its aliases and types are settled."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

NonEmpty = Annotated[str, StringConstraints(min_length=1)]


class RawRecord(BaseModel):
    """One article as its source has it, before any cleaning: the contract of every reader in `formats`.

    `record` is the position in the source from 0; `modified_at` when it was fetched, where the source says so; `extra` a JSON object of what newsmill does not know. Text
    is valid Unicode (no lone surrogates); lists have no empty entries.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    record: int
    source_format: str
    encoding: str
    text: NonEmpty
    external_id: NonEmpty | None = None
    url: NonEmpty | None = None
    site: NonEmpty | None = None
    title: NonEmpty | None = None
    authors: list[NonEmpty] = Field(default_factory=list)
    section: NonEmpty | None = None
    captions: list[NonEmpty] = Field(default_factory=list)
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    published_at: AwareDatetime | None = None
    modified_at: AwareDatetime | None = None
    extra: NonEmpty | None = None
