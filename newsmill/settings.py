"""All settings: one checked object, from `newsmill.toml`, the environment (`NEWSMILL_...`) and flags.

Flags win over the environment, the environment over the file, the file over the defaults. An unknown key or a
value that is not allowed is refused, by name, with what is allowed.
"""

import difflib
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from newsmill.enrich.entities import probe_backend
from newsmill.exceptions import SettingsError
from newsmill.gates import Gates
from newsmill.hooks import Hooks
from newsmill.steps.clean import CleanParams
from newsmill.steps.enrich import EnrichParams
from newsmill.steps.extract import ExtractParams
from newsmill.steps.resemblance import DeduplicateParams

SETTINGS_FILE: Final = "newsmill.toml"
ENVIRONMENT_PREFIX: Final = "NEWSMILL_"

FEWEST_BATCHES: Final = 4
LEAST_BATCH_BYTES: Final = 256 << 10
# A task run costs Prefect 30 ms and 20 KB; beyond this size batches are as large as a worker's memory allows.
MOST_BATCHES: Final = 64
MOST_BATCH_BYTES: Final = 32 << 20


class SourceParams(BaseModel):
    """Which files of a source are read, and how they are cut into batches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    follow_links: bool = Field(
        default=False, description="Read through symbolic links that leave the source."
    )
    reread: bool = Field(
        default=False,
        description="Read every file again to see whether it changed, not only those whose size or times did.",
    )
    batch_bytes: int = Field(
        default=4 << 20,
        ge=1 << 10,
        le=256 << 20,
        description="Input bytes a batch; fewer where a small source would make one batch, more where it makes over 64.",
    )
    batch_files: int = Field(default=1_000, ge=1, le=100_000, description="Most files in a batch.")

    def bytes_a_batch(self, total_bytes: int) -> int:
        """Input bytes a batch for a source of this size: enough batches for all cores, few enough for Prefect.

        It follows from the source alone, so that a run on another machine takes up what is staged.

        >>> [SourceParams().bytes_a_batch(size) >> 10 for size in (1 << 10, 2 << 20, 1 << 30, 1 << 40)]
        [256, 512, 16384, 32768]
        """
        enough = max(total_bytes // FEWEST_BATCHES, LEAST_BATCH_BYTES)
        return max(min(self.batch_bytes, enough), min(total_bytes // MOST_BATCHES, MOST_BATCH_BYTES))


class _Environment(EnvSettingsSource):
    """Variables, read as `--set` reads its values: what is no JSON is text, for the settings to refuse by name."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """Value of a section or list."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class Settings(BaseSettings):
    """Every knob of a run, with its unit and default."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        # JSON, in which a run's settings are noted and kept, has no such numbers.
        allow_inf_nan=False,
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        env_parse_none_str="null",
        toml_file=SETTINGS_FILE,
    )

    lake: Path = Field(default=Path("data/lake"), description="Folder of the lake.")
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=256, description="Worker processes."
    )
    lock_wait_seconds: float = Field(
        default=3600, ge=0, description="How long to wait for a run on the same lake."
    )
    keep_hours: float = Field(
        default=24, ge=0, le=1_000_000, description="Age up to which old snapshots are kept, in hours."
    )
    batch_timeout_seconds: float = Field(
        default=1_800, gt=0, description="Longest time one step may take over one batch, in seconds."
    )
    worker_memory_bytes: int | None = Field(
        default=3 << 30, ge=1 << 28, description="Most memory for data of one worker process, in bytes."
    )
    retries: int = Field(default=3, ge=0, le=10, description="Tries again of a task after an I/O error.")
    lineage: bool = Field(
        default=True, description="Record runs as OpenLineage events in `<lake>.openlineage.jsonl`."
    )
    lineage_bytes: int = Field(
        default=64 << 20,
        ge=1 << 10,
        description="Size at which that file becomes `<lake>.openlineage.old.jsonl`, in place of the one before, in bytes.",
    )
    source: SourceParams = Field(default_factory=SourceParams, description="Listing and batching.")
    extract: ExtractParams = Field(default_factory=ExtractParams, description="Reading of raw files.")
    clean: CleanParams = Field(default_factory=CleanParams, description="Cleaning.")
    enrich: EnrichParams = Field(default_factory=EnrichParams, description="Enrichment.")
    deduplicate: DeduplicateParams = Field(
        default_factory=DeduplicateParams, description="What makes a duplicate."
    )
    gates: Gates = Field(default_factory=Gates, description="Checks before the commit.")
    hooks: Hooks = Field(default_factory=Hooks, description="Who is told of failures and the like.")

    @field_validator("lake", mode="before")
    @classmethod
    def _is_named(cls: type[Self], lake: object) -> object:
        if isinstance(lake, str) and not lake.strip():
            raise ValueError("no folder is named: name one, or leave it out")
        return lake

    @field_validator("lake")
    @classmethod
    def _is_expanded(cls: type[Self], lake: Path) -> Path:
        # No shell has done it in a file, in the environment, or after `--lake=`.
        try:
            return lake.expanduser()
        except RuntimeError as error:
            raise ValueError(str(error)) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then `newsmill.toml`."""
        del env_settings, dotenv_settings, file_secret_settings
        return init_settings, _Environment(settings_cls), TomlConfigSettingsSource(settings_cls)

    def of_content(self) -> str:
        """The settings that change what a batch becomes, as JSON with sorted keys: part of a batch's id."""
        parts = self.model_dump(mode="json", include={"extract", "clean", "enrich"})
        return json.dumps(parts, sort_keys=True)


def load_settings(
    assignments: Sequence[str] = (),
    values: Mapping[str, Any] = MappingProxyType({}),
    *,
    lake: Path | str | None = None,
) -> Settings:
    """Settings from file, environment, `key=value` assignments (dots reach into sections), values and the lake, if named.

    Raises `SettingsError` that names each bad key with what is allowed.
    """
    named = {} if lake is None else {"lake": lake}
    _refuse_unknown_environment(os.environ)
    try:
        settings = Settings(**assigned(assignments) | dict(values) | named)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem) for problem in error.errors())) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{SETTINGS_FILE} is not valid TOML: {error}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{SETTINGS_FILE} is not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8"
        ) from None
    except OSError as error:
        raise SettingsError(
            f"{SETTINGS_FILE} cannot be read: {error.strerror}; give this user the right to read it"
        ) from None
    if "entities" in settings.enrich.enrichers:
        probe_backend(settings.enrich.ner_backend)
    return settings


def assigned(assignments: Sequence[str]) -> dict[str, Any]:
    """Values of `key=value` assignments, in their sections. Raises `SettingsError`."""
    values: dict[str, Any] = {}
    for assignment in assignments:
        _assign(values, assignment)
    return values


def hand_over_hooks(hooks: Hooks) -> None:
    """Put hooks in the environment, where `load_settings` finds them in this process and its children."""
    name = f"{ENVIRONMENT_PREFIX}HOOKS"
    for old in [old for old in os.environ if old.upper().startswith(name)]:
        del os.environ[old]
    os.environ[name] = json.dumps(hooks.model_dump(exclude_unset=True))


def _assign(values: dict[str, Any], assignment: str) -> None:
    key, is_set, text = assignment.partition("=")
    if not is_set or not all(part.strip() for part in key.split(".")):
        raise SettingsError(
            f"--set {assignment}: write it as key=value, for example --set clean.day_first_default=true"
        )
    *sections, name = key.strip().split(".")
    for section in sections:
        values = values.setdefault(section, {})
        if not isinstance(values, dict):
            raise SettingsError(f"--set {assignment}: an assignment before it sets {section} to {values!r}")
    try:
        values[name] = json.loads(text)
    except json.JSONDecodeError:
        values[name] = text


def _refuse_unknown_environment(environment: Mapping[str, str]) -> None:
    for name in environment:
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        key = name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__")[0]
        if key not in Settings.model_fields:
            raise SettingsError(f"{name}: no such setting{_nearest(key, Settings.model_fields)}")


def _explain(problem: Mapping[str, Any]) -> str:
    location = [str(part) for part in problem["loc"]]
    key = ".".join(location)
    if problem["type"] == "extra_forbidden":
        return f"{key}: no such setting{_nearest(location[-1], _fields_at(location[:-1]))}"
    return f"{key} = {problem['input']!r}: {problem['msg'].removeprefix('Value error, ')}"


def _fields_at(sections: Sequence[str]) -> list[str]:
    model: Any = Settings
    for section in sections:
        field = getattr(model, "model_fields", {}).get(section)
        model = field.annotation if field is not None else None
    return list(getattr(model, "model_fields", {}))


def _nearest(key: str, known: object) -> str:
    names = sorted(str(name) for name in known) if isinstance(known, list | dict) else []
    near = difflib.get_close_matches(key, names, n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"{hint}; there are: {', '.join(names)}" if names else hint
