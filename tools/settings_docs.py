"""Write docs/settings.md from the settings' models: `python tools/settings_docs.py > docs/settings.md`."""

import json
import sys
import types
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from newsmill.settings import ENVIRONMENT_PREFIX, Settings

HEAD: Final = """# Settings

Made from the models by `python tools/settings_docs.py > docs/settings.md`. Units are in the names.

A setting comes from, the later winning: its default; `newsmill.toml` in the folder that the command is run from (no other
place is looked in); the environment; `--set KEY=VALUE`, and `--lake`. In the file a key `section.name` is `name` under
`[section]`. Lists and tables are written as JSON in the environment and after `--set`
(`["a", "b"]`, `{"title": 0.1}`); `null` there takes back what the earlier ones say, where a value may be none. An unknown key
or a value that is not allowed is refused before work starts, by name.
"""
_BOUNDS: Final = {"ge": "at least", "gt": "over", "le": "at most", "lt": "under"}
_WORDS: Final = {
    "bool": "true or false",
    "int": "whole number",
    "float": "number",
    "str": "text",
    "Path": "folder",
}
# What is found out on the machine.
_DEFAULTS: Final = {"workers": "the number of cores"}


def document() -> str:
    """The whole page."""
    general = {key: field for key, field in Settings.model_fields.items() if model_of(field) is None}
    parts = [HEAD, _table("General", "", "", general)]
    for key, field in Settings.model_fields.items():
        model = model_of(field)
        if model is not None:
            parts.append(_section(key, field.description or "", model))
    return "\n".join(parts)


def _section(prefix: str, words: str, model: type[BaseModel]) -> str:
    """A model as a table, and those within it as tables of their own."""
    within = {key: model_of(field) for key, field in model.model_fields.items()}
    plain = {key: field for key, field in model.model_fields.items() if within[key] is None}
    parts = [_table(f"[{prefix}]", words, f"{prefix}.", plain)] if plain else []
    for key, inner in within.items():
        if inner is not None:
            parts.append(_section(f"{prefix}.{key}", model.model_fields[key].description or "", inner))
    return "\n".join(parts)


def _table(title: str, words: str, prefix: str, fields: dict[str, FieldInfo]) -> str:
    lines = [f"## {title}", ""]
    lines += [words, ""] if words else []
    lines += ["| key | value | default | meaning | environment |", "|---|---|---|---|---|"]
    for key, field in fields.items():
        name = f"{prefix}{key}"
        variable = ENVIRONMENT_PREFIX + name.replace(".", "__").upper()
        cells = (f"`{name}`", _kind(field), _default(name, field), field.description or "", f"`{variable}`")
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def model_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model that a field holds, None where it holds a plain value."""
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _kind(field: FieldInfo) -> str:
    bounds = [
        f"{words} {getattr(limit, name)}"
        for limit in field.metadata
        for name, words in _BOUNDS.items()
        if getattr(limit, name, None) is not None
    ]
    return ", ".join([_type_words(field.annotation), *bounds])


def _type_words(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return " or ".join(_type_words(one) if one is not type(None) else "none" for one in inner)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in inner)
    if origin is Annotated:
        return _type_words(inner[0])
    if origin in {tuple, list, frozenset}:
        return f"list of {_type_words(inner[0])}"
    if origin is dict:
        return f"{_type_words(inner[1])} by {_type_words(inner[0])}"
    return _WORDS.get(kind.__name__, kind.__name__)


def _default(name: str, field: FieldInfo) -> str:
    if name in _DEFAULTS:
        return _DEFAULTS[name]
    if field.is_required():
        return "must be given"
    value = field.get_default(call_default_factory=True)
    if value is None or value is PydanticUndefined:
        return "none"
    return f"`{json.dumps(value, default=_plain)}`"


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)


if __name__ == "__main__":
    sys.stdout.write(document())
