from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pydantic import ValidationError

from newsmill import schema
from newsmill.steps import clean as module
from newsmill.steps.clean import EDITS_SCHEMA, CleanParams, clean
from newsmill.steps.survey import edges_of, survey
from newsmill.text.quality import quality_flags

BODY = "The minister told reporters on Monday that the talks would go on until a deal was reached.\n\nHe left at noon, aides said."


def raw(*rows: dict) -> pa.Table:
    empty = dict.fromkeys(schema.RAW_ARTICLES.names)
    return pa.Table.from_pylist(
        [
            empty
            | {"article_id": str(n), "source_uri": f"in/{n}.txt", "source_record": 0, "source_format": "text"}
            | row
            for n, row in enumerate(rows)
        ],
        schema.RAW_ARTICLES,
    )


def kept(*rows: dict, **params) -> list[dict]:
    return clean(raw(*rows), CleanParams(**params)).kept.to_pylist()


def surveyed(*rows: dict) -> list[dict]:
    """The rows cleaned as a run of them alone would."""
    return clean(raw(*rows), CleanParams(), survey(edges_of(raw(*rows)), (), 5, 0)).kept.to_pylist()


def page(stamp: str, title: str = "Leaders meet in Geneva") -> dict:
    return {"text": f"{stamp}\n\n{title}\n\n{BODY}"}


def test_no_rows_in_give_no_rows_with_every_schema():
    outcome = clean(raw(), CleanParams())
    assert outcome.kept.schema == schema.CLEAN_ARTICLES
    assert outcome.rejected.schema == schema.REJECTS.schema
    assert outcome.side["edits"].schema == EDITS_SCHEMA
    assert outcome.kept.num_rows == outcome.rejected.num_rows == outcome.side["edits"].num_rows == 0


def test_edits_have_the_columns_of_the_dataset_but_for_the_run():
    assert [*EDITS_SCHEMA.names] == [
        n for n in schema.EDITS.schema.names if n not in {"run_id", "pipeline_version"}
    ]


def test_an_article_with_nothing_left_is_rejected_with_its_reason():
    outcome = clean(raw({"text": " \n\x00\u200b"}, {"text": BODY}, {"text": None}), CleanParams())
    assert [row["reason"] for row in outcome.rejected.to_pylist()] == ["empty_after_cleaning"] * 2
    assert outcome.rejected["step"].to_pylist() == ["clean"] * 2
    assert outcome.kept["article_id"].to_pylist() == ["1"]
    assert set(outcome.side["edits"]["article_id"].to_pylist()) <= {"1"}


def test_an_article_that_a_rule_fails_on_costs_only_itself(monkeypatch):
    def fail(draft, _params):
        if "noon" not in draft.text:
            raise RuntimeError("no noon")

    monkeypatch.setattr(module, "_clean_characters", fail)
    outcome = clean(raw({"text": "Bad."}, {"text": BODY}), CleanParams())
    (row,) = outcome.rejected.to_pylist()
    assert (row["reason"], row["error"], row["content"]) == ("clean_failed", "RuntimeError: no noon", b"Bad.")
    assert outcome.kept.num_rows == 1


def test_unknown_settings_are_refused():
    with pytest.raises(ValidationError):
        CleanParams(no_such_setting=1)


def test_every_setting_is_described():
    assert all(field.description for field in CleanParams.model_fields.values())


def test_a_title_in_the_record_is_cleaned_on_record_and_its_repetition_removed():
    outcome = clean(raw({"title": "Caf&eacute; opens", "text": f"Café opens\n\n{BODY}"}), CleanParams())
    (article,) = outcome.kept.to_pylist()
    assert (article["title"], article["text"]) == ("Café opens", BODY)
    assert {(e["field"], e["rule"]) for e in outcome.side["edits"].to_pylist()} == {
        ("title", "entities"), ("text", "repeated_title"),
    }  # fmt: skip


def test_a_title_with_the_site_after_it_yields_to_the_plain_one():
    (article,) = kept({"text": f"Leaders meet - The Site\n\nLeaders meet\n\n{BODY}"})
    assert (article["title"], article["text"]) == ("Leaders meet", BODY)


def test_a_page_of_body_text_alone_gets_no_title():
    (article,) = kept({"text": BODY})
    assert (article["title"], article["text"]) == (None, BODY)


def test_order_of_day_and_month_follows_the_sites_other_pages():
    american = [page("03/04/2019 10:00 GMT"), page("03/24/2019 10:00 GMT")]
    assert [str(a["date"]) for a in kept(*american)] == ["2019-03-04", "2019-03-24"]
    assert str(kept(american[0])[0]["date"]) == "2019-04-03"
    assert str(kept(american[0], day_first_default=False)[0]["date"]) == "2019-03-04"


def test_a_stamp_without_a_zone_gives_a_date_and_no_moment():
    (article,) = kept(page("05.03.2013 14:05"))
    assert article["printed_at"] is None
    assert article["printed_raw"] == "05.03.2013 14:05"
    assert (str(article["date"]), article["date_source"]) == ("2013-03-05", "printed")


def test_a_labelled_stamp_is_the_publication():
    (article,) = kept(page("Published: Nov. 3, 2019 | 4:05 p.m. ET"))
    assert article["published_at"] == datetime(2019, 11, 3, 21, 5, tzinfo=UTC)
    assert (article["printed_at"], article["date_source"]) == (None, "published")


@pytest.mark.parametrize("parting", ["\n", "\n\n", " | "])
def test_the_publication_comes_before_an_update(parting):
    stamps = ["Updated: 5 June 2019 10:00 GMT", "Published: 3 June 2019 12:00 GMT"]
    for order in (stamps, stamps[::-1]):
        (article,) = kept({"text": f"Leaders meet in Geneva\n\n{parting.join(order)}\n\n{BODY}"})
        assert article["published_at"] == datetime(2019, 6, 3, 12, tzinfo=UTC)
        assert (str(article["date"]), article["date_source"]) == ("2019-06-03", "published")
        assert article["printed_raw"] == "\n".join(order)


def test_the_records_own_time_comes_before_a_stamp():
    at = datetime(2011, 1, 2, 3, 4, tzinfo=UTC)
    own = {"published_at": at, "published_on": date(2011, 1, 3)}
    (article,) = kept(page("25-11-2024 08:52 AM Jerusalem Timing") | own)
    assert article["published_at"] == at
    assert article["printed_at"] == datetime(2024, 11, 25, 6, 52, tzinfo=UTC)
    assert (str(article["date"]), article["date_source"]) == ("2011-01-03", "published")


def test_the_files_time_dates_an_article_only_where_allowed():
    row = {"text": BODY, "modified_at": datetime(2020, 5, 6, tzinfo=UTC)}
    assert (kept(row)[0]["date"], kept(row)[0]["date_source"]) == (None, "none")
    (article,) = kept(row, use_file_time=True)
    assert (str(article["date"]), article["date_source"]) == ("2020-05-06", "file")


def test_a_line_that_pages_of_a_site_share_at_their_edge_is_boilerplate():
    def story(number: int, site: str) -> dict:
        words = " ".join(f"word{number}x{i}" for i in range(60))
        return {
            "title": f"Title {number}",
            "site": site,
            "text": f"{words} ends.\n\nThe Daily, a paper since 1901\n\nIt is over {number}.",
        }

    pages = [story(n, "daily.example") for n in range(5)]
    # A story's own words stand below it: the line is not the outermost.
    assert [a["text"] for a in surveyed(*pages)] == [p["text"] for p in pages]
    shared = [p | {"text": p["text"].rpartition("\n\n")[0]} for p in pages]
    assert all("The Daily" not in a["text"] for a in surveyed(*shared))
    assert all("The Daily" in a["text"] for a in surveyed(*shared[:4]))
    assert all(
        "The Daily" in a["text"]
        for a in surveyed(*[p | {"site": f"s{n}.example"} for n, p in enumerate(shared)])
    )


def test_a_story_that_stands_in_the_batch_many_times_is_no_boilerplate():
    assert all(a["text"] == BODY for a in surveyed(*[{"title": "T", "site": "s", "text": BODY}] * 8))


def test_byline_and_dateline_are_read():
    text = (
        "Leaders meet\n\nBy Jane Doe and JOHN ROE\n\nGENEVA (Reuters) - Leaders met on Monday.\n\nThey left."
    )
    (article,) = kept({"text": text})
    assert article["authors"] == ["Jane Doe", "John Roe"]
    assert (article["dateline_place"], article["dateline_agency"]) == ("Geneva", "Reuters")
    assert article["text"].startswith("GENEVA (Reuters) - ")


def test_quality_is_flagged_and_nothing_dropped():
    (article,) = kept({"title": "T", "text": "Oil, oil"})
    assert article["quality_flags"] == ["few_stop_words", "no_sentence_end", "short"]
    assert article["word_count"] == 2


def test_a_lead_that_differs_in_a_number_is_no_repetition():
    text = "Sales rose 5 percent in the quarter to March, the company said on Monday.\n\nSales rose 6 percent in the quarter to March, the company said on Monday."
    assert kept({"title": "T", "text": text})[0]["text"] == text


def test_a_lead_nearly_repeated_stands_once():
    lead = "Sales rose 5 percent in the quarter to March, the company said on Monday in Geneva."
    (article,) = kept(
        {"title": "T", "text": f"{lead}\n\n{lead.replace('company', 'compny')}\n\nIt gave no reason."}
    )
    assert article["text"].split("\n\n") == [lead, "It gave no reason."]


def test_entities_stay_where_the_setting_says_so():
    text = "Write caf&eacute; as it is spelt, said the teacher to the class on Monday."
    assert kept({"title": "T", "text": text}, unescape_entities=False)[0]["text"] == text


def test_stop_words_count_wherever_they_stand():
    words = ["Oil"] * 200
    assert "few_stop_words" in quality_flags(" ".join(words), words, "en")
    words += ["the", "of"]
    assert "few_stop_words" not in quality_flags(" ".join(words), words, "en")
