import pytest

from newsmill.enrich.adapters import _mention, recogniser_languages
from newsmill.enrich.document import Document
from newsmill.enrich.entities import Span

TEXT = "Holt asked ’ Lester ’ — and the U.S. said nothing to Acme Inc. (UK)."


@pytest.mark.parametrize(
    ("start", "end", "surface"),
    [(11, 21, "Lester"), (20, 23, ""), (32, 36, "U.S."), (53, 62, "Acme Inc."), (53, 67, "Acme Inc. (UK)")],
)
def test_quotation_marks_and_dashes_are_no_part_of_a_mention_but_points_and_brackets_are(start, end, surface):
    document = Document(TEXT, None, "en", None, "none", None)
    mention = _mention(document, Span(start, end, "person", 0.9), "native")
    assert mention.surface == surface
    assert TEXT[mention.start : mention.end] == surface


@pytest.mark.parametrize(
    ("backend", "languages"),
    [
        ("native", {"en", "de", "fr", "es", "it", "pt", "nl"}),
        ("spacy:fr_core_news_sm", {"fr"}),
        ("spacy:xx_ent_wiki_sm", None),
        ("my_backend", None),
    ],
)
def test_a_recogniser_is_called_on_its_languages(backend, languages):
    assert recogniser_languages(backend) == languages
