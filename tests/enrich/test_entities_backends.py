"""Laws of choosing a recogniser by name."""

import importlib.util
import sys
from dataclasses import replace

import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.entities import Recognizer, Span, load_backend, probe_backend
from newsmill.exceptions import SettingsError

MODULE = """
from newsmill.enrich.entities import Span

def make():
    def recognize(documents):
        return [[Span(0, 1, "person", 1.0)] if document.text else [] for document in documents]
    return recognize

def broken():
    raise RuntimeError("no licence file")
"""
ENTRY_POINTS = "[newsmill.ner]\nletters = tiny_ner_plugin:make\nbroken = tiny_ner_plugin:broken\n"


def document(text):
    return Document(text, None, "en", None, "none", None)


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    info = tmp_path / "tiny_ner-1.0.dist-info"
    info.mkdir()
    (tmp_path / "tiny_ner_plugin.py").write_text(MODULE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny-ner\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("tiny_ner_plugin", None)


def test_native_is_the_packaged_model_and_names_and_titles_in_languages_that_it_has_not_learnt():
    probe_backend("native")
    english = document("Barack Obama met Vladimir Putin.")
    german = replace(document("Gestern traf Kanzler Olaf Scholz die Presse."), language="de")
    found = load_backend("native")([german, english, german])
    assert found[1] == Recognizer.load()([english])[0]
    assert found[0] == found[2] == [Span(21, 32, "person", 0.95)]


@pytest.mark.usefixtures("plugin")
def test_an_entry_point_is_a_backend():
    probe_backend("letters")
    recognize = load_backend("letters")
    assert recognize([document("Obama"), document("")]) == [[Span(0, 1, "person", 1.0)], []]


@pytest.mark.usefixtures("plugin")
def test_a_backend_that_breaks_is_a_settings_error_with_its_reason():
    with pytest.raises(SettingsError, match="no licence file"):
        load_backend("broken")


@pytest.mark.parametrize("act", [load_backend, probe_backend])
def test_an_unknown_backend_names_those_there_are(act):
    with pytest.raises(SettingsError, match=r"nonesuch.*native"):
        act("nonesuch")


@pytest.mark.skipif(importlib.util.find_spec("spacy") is not None, reason="spaCy is installed here")
@pytest.mark.parametrize("act", [load_backend, probe_backend])
def test_without_spacy_the_message_says_how_to_install_it(act):
    with pytest.raises(SettingsError, match=r"pip install spacy.*spacy download en_core_web_sm"):
        act("spacy:en_core_web_sm")


@pytest.fixture
def spacy_stand_in(tmp_path, monkeypatch):
    """A package of spaCy's name with the few functions used: the real one is an extra of hundreds of megabytes."""
    package = tmp_path / "spacy"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from types import SimpleNamespace as N\n"
        "class Pipe:\n"
        "    def pipe(self, texts):\n"
        "        for t in texts:\n"
        "            yield N(ents=[N(label_='ORG', start_char=0, end_char=8, text=t[:8]),"
        " N(label_='DATE', start_char=9, end_char=11, text=t[9:11])])\n"
        "def load(name, exclude):\n    return Pipe()\n"
    )
    (package / "util.py").write_text("def is_package(name):\n    return name == 'tiny'\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("spacy", "spacy.util"):
        sys.modules.pop(name, None)


@pytest.mark.skipif(importlib.util.find_spec("spacy") is not None, reason="spaCy is installed here")
@pytest.mark.usefixtures("spacy_stand_in")
def test_a_spacy_pipeline_gives_spans_without_the_article():
    spans = load_backend("spacy:tiny")([document("The NATO in 49 days")])
    assert [(s.start, s.end, s.kind) for s in spans[0]] == [(4, 8, "organization")]


@pytest.mark.skipif(importlib.util.find_spec("spacy") is not None, reason="spaCy is installed here")
@pytest.mark.usefixtures("spacy_stand_in")
def test_a_missing_pipeline_says_how_to_install_it():
    with pytest.raises(SettingsError, match="spacy download nosuch"):
        probe_backend("spacy:nosuch")
