"""Pydantic models at the doors: what a record from outside has become once its aliases and types are settled."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

NonEmpty = Annotated[str, StringConstraints(min_length=1)]


LinkKind = Literal["link", "image", "video", "embed"]


@dataclass(frozen=True, slots=True)
class Link:
    """What an article links to or shows, as its markup has it: `address` may be relative to that of the article."""

    kind: LinkKind
    address: str
    anchor: str | None = None
    caption: str | None = None


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
    image_url: NonEmpty | None = None
    links: list[Link] = Field(default_factory=list)
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    published_at: AwareDatetime | None = None
    modified_at: AwareDatetime | None = None
    extra: NonEmpty | None = None
