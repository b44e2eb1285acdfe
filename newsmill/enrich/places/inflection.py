"""Forms of demonyms, from the one that `people.txt` has: `französischen`, `françaises`, `alemanes`, `tedesche`."""

from collections.abc import Callable
from typing import Final

_GERMAN_ENDINGS: Final = ("", "e", "en", "er", "es", "em")


def _german(form: str) -> list[str]:
    if form[0].islower() or "-" in form[:3]:
        return [form + ending for ending in _GERMAN_ENDINGS]
    if form.endswith("er"):
        return [form + ending for ending in ("", "n", "s", "in", "innen")]
    return [form, form + "n", form[:-1] + "in", form[:-1] + "innen"] if form.endswith("e") else [form]


def _french(form: str) -> list[str]:
    ending = (
        "" if form.endswith("e") else "ne" if form.endswith(("ien", "éen", "on"))
        else "que" if form.endswith("c") else "e"
    )  # fmt: skip
    feminine = form[:-1] + ending if form.endswith("rc") else form + ending
    forms = [form, feminine, form if form.endswith("s") else form + "s", feminine + "s"]
    return forms + [one.capitalize() for one in forms]


def _spanish(form: str) -> list[str]:
    if form.endswith("o"):
        return [form[:-1] + ending for ending in ("o", "a", "os", "as")]
    if form.endswith(("és", "án", "ón")):
        stem = form[:-2] + {"é": "e", "á": "a", "ó": "o"}[form[-2]] + form[-1]
        return [form, stem + "a", stem + "es", stem + "as"]
    if form.endswith("í"):
        return [form, form + "es", form + "s"]
    return [form, form + "a", form + "es", form + "as"] if form.endswith(("l", "r")) else [form, form + "s"]


def _italian(form: str) -> list[str]:
    if form.endswith("co"):
        return [form, form[:-1] + "a", form[:-1] + "i", form[:-1] + "hi", form[:-1] + "he"]
    if form.endswith("o"):
        return [form[:-1] + ending for ending in ("o", "a", "i", "e")]
    if form.endswith("a"):
        return [form, form[:-1] + "i", form[:-1] + "e"]
    return [form, form[:-1] + "i"] if form.endswith("e") else [form]


def _portuguese(form: str) -> list[str]:
    if form.endswith("ão"):
        return [form, form[:-1], *(form[:-2] + ending for ending in ("ães", "ões", "ãos", "oa", "ãs"))]
    if form.endswith("ês"):
        return [form, *(form[:-2] + ending for ending in ("esa", "eses", "esas"))]
    if form.endswith("l"):
        return [form, form + "a", form[:-2] + "óis", form + "as"]
    if form.endswith("o"):
        return [form[:-1] + ending for ending in ("o", "a", "os", "as")]
    return [form, form + "s"]


def _dutch(form: str) -> list[str]:
    if not form.endswith("s"):
        return [form]
    # `Portugees`, `Portugese`; `Frans`, `Franse`.
    return [form, form[:-3] + form[-2:] + "e" if form.endswith("ees") else form + "e"]


_RULES: Final[dict[str, Callable[[str], list[str]]]] = {
    "de": _german, "fr": _french, "es": _spanish, "it": _italian, "pt": _portuguese, "nl": _dutch,
}  # fmt: skip


def inflect(form: str, language: str) -> list[str]:
    """Forms of a demonym, some of which may be no words.

    >>> inflect("français", "fr")[:4], inflect("tedesco", "it")
    (['français', 'française', 'français', 'françaises'], ['tedesco', 'tedesca', 'tedesci', 'tedeschi', 'tedesche'])
    """
    return _RULES[language](form)
