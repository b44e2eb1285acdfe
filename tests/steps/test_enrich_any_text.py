"""Whatever the text, the step keeps every article, fails nowhere, and its spans are the text's own."""

import datetime as dt

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsmill import schema
from newsmill.steps.enrich import EnrichParams, enrich

_WORDS = (
    "Barack Obama Mr. Putin said told he she they according to the United Nations Paris Geneva St Petersburg G8 "
    "Syria Russian al-Assad don't killed wounded at least 90,000 people 3.5 million $12bn 1/2 2013-09-03 Sept. "
    "Tuesday last week two September 3-4 999999999999999999999999 1e400 ½ dozens of percent and but no very GOOD bad ! ? … "
    "“Yes,” ” ‘no’ \" ' ' « » ( ) [ ] - — -- / : ; , . \n \n\n \t \u200b \u00a0 İ ß ﬁ 東京 مرحبا 😀 é e\u0301 \x00 \x0b"
)
TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")) | st.text(max_size=4), max_size=60).map(" ".join)
ROWS = st.fixed_dictionaries(
    {
        "title": st.none() | TEXTS,
        "text": st.none() | TEXTS,
        "language": st.sampled_from([None, "en", "de", "xx", "EN-us"]),
        "date": st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)),
        "date_source": st.sampled_from([None, "published", "printed", "file", "none"]),
    }
)


def encodable(row):
    return {k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in row.items()}


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(ROWS, max_size=4))
def test_any_text_is_enriched_without_failure_and_with_true_spans(rows):
    blank = {f.name: None for f in schema.CLEAN_ARTICLES}
    full = [blank | encodable(row) | {"article_id": str(i)} for i, row in enumerate(rows)]
    out = enrich(
        pa.Table.from_pylist(full, schema=schema.CLEAN_ARTICLES), EnrichParams(assumed_language="en")
    )
    kept = out.kept.to_pylist()
    assert [r["article_id"] for r in kept] == [r["article_id"] for r in full]
    assert [r["enrichment_failures"] for r in kept] == [[]] * len(full)
    for name, rows_found in out.side.items():
        for row in rows_found.to_pylist():
            article = full[int(row["article_id"])]
            text = article["text"]
            if name == "topics":
                words = " ".join(f"{article['title'] or ''}\n{text}".split())
                assert all(term in words for term in row["terms"])
                continue
            assert 0 <= row["start"] < row["end"] <= len(text)
            assert text[row["start"] : row["end"]] == row["quote" if name == "quotes" else "surface"]
