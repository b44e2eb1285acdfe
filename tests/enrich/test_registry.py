import pytest

from newsmill.enrich import registry
from newsmill.enrich.annotations import Annotation, Enricher, Options, each
from newsmill.enrich.document import Document
from newsmill.enrich.runner import annotate


def document(text, language=None):
    return Document(text, None, language, None, "none", None)


def upper(doc, annotation, _options):
    return annotation._replace(lead=doc.text.upper())


def test_names_are_unique_and_versions_positive():
    assert len(set(registry.NAMES)) == len(registry.NAMES)
    assert all(version > 0 for version in registry.versions().values())


def test_enrichers_are_chosen_in_the_order_of_the_registry():
    assert [e.name for e in registry.chosen(reversed(registry.NAMES))] == list(registry.NAMES)


def test_language_comes_first_since_the_others_depend_on_it():
    assert registry.NAMES[0] == "language"


def test_an_enricher_is_not_called_on_languages_it_does_not_know():
    enricher = Enricher("x", 1, frozenset({"fr"}), each(upper))
    found = annotate([document("a", "en"), document("b", "fr"), document("c")], [enricher], Options())
    assert [a.lead for a in found] == [None, "B", None]


def test_a_later_enricher_sees_the_language_an_earlier_one_found():
    finds = Enricher("x", 1, None, each(lambda _d, a, _o: a._replace(language="fr")))
    tells = Enricher("y", 1, frozenset({"fr"}), each(lambda d, a, _o: a._replace(lead=d.language)))
    (found,) = annotate([document("a", "en")], [finds, tells], Options())
    assert found.lead == "fr"


def test_a_failure_leaves_what_earlier_enrichers_found():
    def fail(_documents, _annotations, _options):
        raise KeyError

    (found,) = annotate(
        [document("a")], [Enricher("x", 1, None, each(upper)), Enricher("y", 1, None, fail)], Options()
    )
    assert found == Annotation(lead="A", failures=("y: KeyError",))


def test_a_wrong_number_of_annotations_is_a_failure_of_each_article():
    found = annotate([document("a"), document("b")], [Enricher("x", 1, None, lambda *_: [])], Options())
    assert [a.failures for a in found] == [("x: ValueError: 0 annotations for 1 documents",)] * 2


def test_long_reasons_are_cut():
    def fail(_documents, _annotations, _options):
        raise ValueError("x" * 10_000)

    (found,) = annotate([document("a")], [Enricher("x", 1, None, fail)], Options())
    assert len(found.failures[0]) <= 200


@pytest.mark.parametrize("name", registry.NAMES)
def test_each_enricher_takes_no_documents_and_an_empty_one(name):
    (enricher,) = registry.chosen([name])
    assert annotate([], [enricher], Options()) == []
    (found,) = annotate([document("", "en")], [enricher], Options())
    assert found.failures == ()
    assert (found.lead, found.tone, found.mentions, found.quotes) == (None, None, (), ())
