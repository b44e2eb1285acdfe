import json
import math
from contextlib import suppress
from datetime import datetime
from time import process_time

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsmill.formats.fields import host, record_of
from newsmill.formats.found import Limits, Reject
from newsmill.formats.frames import list_rows
from newsmill.formats.json_records import IN_LINE, read_json, read_json_lines
from newsmill.records import RawRecord

LIMITS = Limits()
BODY = "The mayor said no."


def only(record):
    (found,) = read_json(json.dumps(record).encode(), LIMITS)
    return found


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"maintext": BODY, "date_publish": "2024-03-05 10:00:00", "source_domain": "a.example"}, "site", "a.example"),
        ({"articleBody": BODY, "headline": "No"}, "title", "No"),
        ({"body": BODY, "author": [{"@type": "Person", "name": "A B"}, {"name": "C D"}]}, "authors", ["A B", "C D"]),
        ({"text": BODY, "byline": "A B; C D"}, "authors", ["A B", "C D"]),
        ({"content": BODY, "source": {"id": None, "name": "Wire"}}, "site", "Wire"),
        ({"text": BODY, "link": "https://www.News.example:8080/a"}, "site", "news.example"),
        ({"text": BODY, "source_url": "https://www.cnn.example/x"}, "site", "cnn.example"),
        ({"text": BODY, "_id": {"$oid": "507f"}}, "external_id", "507f"),
        ({"text": BODY, "id": 17}, "external_id", "17"),
        ({"text": BODY, "lang": "English"}, "language", "en"),
        ({"text": BODY, "inLanguage": "pt-BR"}, "language", "pt"),
        ({"text": "", "description": BODY}, "text", BODY),
        ({"paragraphs": ["One.", "Two."]}, "text", "One.\n\nTwo."),
        ({"body": {"summary": ["S."], "sections": [{"headline": ["H"], "paragraphs": ["P."]}]}}, "text", "S.\n\nH\n\nP."),
        ({"title": {"rendered": "No"}, "content": {"rendered": "<p>One &amp; two</p>\n<p>Three</p>"}}, "text", "One & two\n\nThree"),
        ({"title": {"rendered": "No"}, "content": {"rendered": "<p>One</p>"}}, "title", "No"),
        ({"_id": "e1", "_source": {"text": BODY}}, "external_id", "e1"),
        ({"text": BODY, "caption": "The mayor"}, "captions", ["The mayor"]),
        ({"text": BODY, "articleSection": "UK"}, "section", "UK"),
        ({"abstract": "Short.", "lead_paragraph": BODY, "headline": {"main": "No", "kicker": None}}, "text", BODY),
        ({"abstract": "Short.", "lead_paragraph": BODY, "headline": {"main": "No", "kicker": None}}, "title", "No"),
        ({"text": BODY, "byline": "By JANE DOE and Bo Ek"}, "authors", ["Jane Doe", "Bo Ek"]),
        ({"text": BODY, "author": "Jane Doe, Bo Ek & Ann Oe"}, "authors", ["Jane Doe", "Bo Ek", "Ann Oe"]),
        ({"text": BODY, "author": "Jane  Doe\nBo Ek"}, "authors", ["Jane Doe", "Bo Ek"]),
        ({"text": BODY, "author": "Doe, Jane"}, "authors", ["Doe, Jane"]),
        ({"text": BODY, "author": "Jane Doe, Reuters"}, "authors", ["Jane Doe, Reuters"]),
        ({"text": BODY, "author": "Department of Arts and Culture"}, "authors", ["Department of Arts and Culture"]),
    ],
)  # fmt: skip
def test_fields_are_found_under_the_names_dumps_use(record, field, value):
    assert getattr(only(record), field) == value


def test_unknown_fields_and_what_was_not_understood_in_full_stay_in_extra():
    found = only(
        {"text": BODY, "views": 3, "date": "5 March 2024", "published": "soon", "summary": "S", "tags": ["a"]}
    )
    assert orjson.loads(found.extra) == {
        "views": 3, "date": "5 March 2024", "published": "soon", "summary": "S", "tags": ["a"],
    }  # fmt: skip
    assert found.published_at == datetime.fromisoformat("2024-03-05T00:00:00+00:00")


def test_a_list_of_captions_is_understood_in_full_and_other_lists_are_not():
    assert only({"text": BODY, "captions": ["A boat", "A bridge"]}).extra is None
    found = only({"text": BODY, "captions": [{"name": "A boat", "by": "A B"}]})
    assert (found.captions, orjson.loads(found.extra)["captions"]) == (
        ["A boat"],
        [{"name": "A boat", "by": "A B"}],
    )


def test_a_record_understood_in_full_has_no_extra():
    assert (
        only({"id": "a", "text": BODY, "title": "No", "published_at": "2024-03-05T00:00:00Z"}).extra is None
    )


@pytest.mark.parametrize("key", ["articles", "items", "data", "results", "docs", "@graph"])
def test_an_object_may_hold_the_list_of_records(key):
    page = {"status": "ok", "total": 2, key: [{"text": "One."}, {"text": "Two."}]}
    found = list(read_json(json.dumps(page).encode(), LIMITS))
    assert [(record.record, record.text) for record in found] == [(0, "One."), (1, "Two.")]


def test_search_results_nested_twice_are_reached():
    page = {"took": 1, "hits": {"total": 1, "hits": [{"_id": "x", "_source": {"body": BODY}}]}}
    assert only(page).text == BODY


def test_a_bad_line_costs_one_reject_with_its_offset():
    lines = [b'{"text": "One."}', b'{"text": "Two', b"", b"[1]", b"{}", b'{"text": "Three."}\r']
    data = b"\xef\xbb\xbf" + b"\n".join(lines)
    found = list(read_json_lines(data, LIMITS))
    assert [(item.record, getattr(item, "reason", "kept")) for item in found] == [
        (0, "kept"), (1, "bad_json"), (3, "not_an_object"), (4, "no_text"), (5, "kept"),
    ]  # fmt: skip
    for item in found:
        if isinstance(item, Reject):
            assert data[item.offset : item.offset + item.content_bytes] == item.content == lines[item.record]


def test_a_range_of_lines_counts_on_from_where_it_starts():
    (found,) = read_json_lines(b"oops\n", LIMITS, 100, 7)
    assert (found.record, found.offset) == (7, 100)


def test_a_huge_line_is_refused_and_its_neighbours_are_not():
    limits = Limits(max_record_bytes=1000)
    data = b'{"text": "One."}\n{"text": "' + b"x" * 2000 + b'"}\n{"text": "Two."}'
    assert [getattr(item, "reason", "kept") for item in read_json_lines(data, limits)] == [
        "kept",
        "too_large",
        "kept",
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b'{"text": "a\\ud800b"}', "a\ufffdb"),
        (b'{"text": "a\\ud83d\\ude00"}', "a😀"),
        (b'{"text": "caf\xe9 noir"}', "café noir"),
        (b'{"text": "a\tb"}', "a\tb"),
        (b'{"text": "a", "n": NaN, "big": 1e999}', "a"),
        (b'{"text": "a", "n": 99999999999999999999999999}', "a"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "a"),
        ('{"text": "Żółw"}'.encode("utf-16"), "Żółw"),
    ],
)  # fmt: skip
def test_what_strict_parsers_refuse_is_mended(line, text):
    (found,) = read_json(line, LIMITS)
    assert found.text == text
    found.text.encode("utf-8")


@pytest.mark.parametrize(
    "digits", ["9223372036854775807", "18446744073709551616", "-9" + "8" * 18, "1" * 5000]
)
@pytest.mark.parametrize("beside", ["", ', "n": NaN'])
def test_no_digit_of_a_long_integer_is_lost(digits, beside):
    data = f'[{{"id": {digits}, "text": "{BODY}", "n": {digits}}}, {{"id": {digits}{beside}}}]'.encode()
    for found in (read_json(data, LIMITS), read_json_lines(data, LIMITS)):
        kept, refused = found
        assert kept.external_id == digits
        assert digits in kept.extra
        assert digits.encode() in refused.content


@pytest.mark.parametrize("depth", [500, 1000, 2000, 200_000])
@pytest.mark.parametrize("shape", [("[", "]"), ('{"body":', "}"), ('{"text":"a","x":', "}")])
def test_depth_never_breaks_the_reader(depth, shape):
    data = (shape[0] * depth + "1" + shape[1] * depth).encode()
    assert len(list(read_json(data, LIMITS))) == 1
    assert len(list(read_json_lines(data, LIMITS))) == 1


@pytest.mark.parametrize(
    ("data", "reason"), [(b"[]", "no_text"), (b"3", "not_an_object"), (b'{"a":', "bad_json")]
)
def test_what_holds_no_record_is_one_reject(data, reason):
    (found,) = read_json(data, LIMITS)
    assert found.reason == reason


def test_hosts_are_read_from_addresses():
    assert [host(url) for url in ("https://www.a.example/x", "//b.example", "c", None)] == [
        "a.example", "b.example", None, None,
    ]  # fmt: skip


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["id", "text", "body", "title", "authors", "date", "url", "source", "lang", "section", "x"]
)


@given(st.dictionaries(NAMES, VALUES, max_size=8))
@example({"text": [-(10**18), "0"]})
@settings(deadline=None, max_examples=200)
def test_any_object_gives_a_record_of_the_contract_or_a_reject(value):
    read = list(read_json_lines(json.dumps(value).encode() or b"{}", LIMITS))
    with suppress(ValueError, TypeError):
        if (record := record_of(value, 0, "jsonl", "utf-8")) is not None and not list_rows(value):
            assert [one.text for one in read] == [record.text]
    assert read
    for found in read:
        if isinstance(found, RawRecord):
            assert RawRecord.model_validate(found.model_dump()) == found
        else:
            assert found.reason in {"no_text", "bad_record"}
            assert not math.isnan(found.content_bytes)


def test_a_list_that_breaks_off_gives_its_whole_records_and_one_reject():
    data = json.dumps([{"text": f"Page {number}."} for number in range(9)], indent=1).encode()
    found = list(read_json(data[:-20], LIMITS))
    assert [getattr(item, "text", "!") for item in found] == [f"Page {number}." for number in range(8)] + [
        "!"
    ]
    assert (found[-1].record, found[-1].reason) == (8, "bad_json")
    assert found[-1].content.startswith(b"{")


def test_objects_one_after_another_are_records():
    assert [item.text for item in read_json(b'{"text": "One."}{"text":\n"Two."},\n{"text": "Three."}\n', LIMITS)] == [
        "One.", "Two.", "Three.",
    ]  # fmt: skip


def test_offsets_are_not_told_where_the_bytes_were_turned_into_others():
    found = list(read_json_lines('{"text": "Żółw"}\nbad\n'.encode("utf-16"), LIMITS))
    assert [getattr(item, "offset", "kept") for item in found] == ["kept", None]


def outcomes(data, read=read_json):
    return [getattr(item, "reason", None) or item.text for item in read(data, LIMITS)]


def listed(count, **more):
    return [
        {"id": number, "title": f"N{number}", "text": f"Page {number}.", **more} for number in range(count)
    ]


PAGES = [f"Page {number}." for number in range(9)]


def test_a_container_that_breaks_off_gives_its_whole_records_and_one_reject():
    for page in ({"status": "ok", "articles": listed(9)}, {"response": {"total": 9, "docs": listed(9)}}):
        assert outcomes(json.dumps(page).encode()[:-20]) == [*PAGES[:8], "bad_json"]


@pytest.mark.parametrize(
    "bad", ['{"id": 3, "title": "say "hi"", "text": "x"}', '{"id": 3, "text": }', "{oops}", "{'id': 3}"]
)
@pytest.mark.parametrize(
    "shape", ["[%s]", '{"total": 9, "items": [%s], "next": {"page": 2}}', '{"r": {"docs": [%s]}}']
)
@pytest.mark.parametrize("between", [",", ",\n", ", "])
def test_a_broken_element_costs_itself(bad, shape, between):
    elements = [json.dumps(record) for record in listed(9, authors=[{"name": "A"}, {"name": "B"}])]
    data = (shape % between.join([*elements[:3], bad, *elements[4:]])).encode()
    assert outcomes(data) == [*PAGES[:3], "bad_json", *PAGES[4:]]


@pytest.mark.parametrize(
    "bad", ["{bad line", '{"bad line', '{"text": "cut', '{"id": 0, "x": [1, {"a": 1},', "oops"]
)
def test_a_broken_first_line_costs_itself_under_any_name(bad):
    data = "\n".join([bad, *map(json.dumps, listed(3))]).encode()
    assert outcomes(data) == ["bad_json", *PAGES[:3]]
    assert outcomes(data, read_json_lines) == ["bad_json", *PAGES[:3]]


def test_parts_of_a_broken_record_are_no_records():
    inner = [{"id": number, "text": "A comment."} for number in range(3)]
    for whole in (
        json.dumps({"id": 1, "comments": inner, "text": "Long."}),
        json.dumps({"id": 1, "comments": inner, "text": "L."}, indent=1),
    ):
        assert outcomes(whole[:-4].encode()) == ["bad_json"]
    assert outcomes(json.dumps(listed(1, items=inner))[:-4].encode()) == ["bad_json"]


def test_what_breaks_without_end_is_given_up():
    data = b'{"id": [\n' * 30_000
    assert outcomes(data) == ["bad_json"]


def test_a_line_may_hold_a_list_or_a_container_and_positions_stay_apart():
    lines = [
        json.dumps(listed(2)),
        json.dumps({"status": "ok", "articles": listed(2)}),
        json.dumps(listed(1)[0]),
    ]
    found = list(read_json_lines("\n".join(lines).encode(), LIMITS))
    assert [item.text for item in found] == [*PAGES[:2], *PAGES[:2], PAGES[0]]
    assert [item.record for item in found] == [0, IN_LINE, 1, 1 + IN_LINE, 2]


@pytest.mark.parametrize(
    "shape", ["%s,\n%s,\n%s", "%s%s%s", "\x1e%s\n\x1e%s\n\x1e%s\n", "%s\r%s\r%s", "%s %s\n%s"]
)
def test_lines_with_what_other_tools_put_between_records_are_read(shape):
    data = (shape % tuple(map(json.dumps, listed(3)))).encode()
    assert outcomes(data, read_json_lines) == PAGES[:3]


def test_lines_in_utf_16_need_no_mark():
    data = "\n".join(map(json.dumps, listed(3))).encode("utf-16-le")
    assert outcomes(data, read_json_lines) == PAGES[:3]


def test_the_description_of_a_feed_does_not_hide_its_articles():
    feed = {"version": "1.1", "title": "My Feed", "description": "Daily news.", "items": [
        {"id": "1", "content_html": "<p>One.</p>"}, {"id": "2", "content_text": "Two."},
    ]}  # fmt: skip
    assert outcomes(json.dumps(feed).encode()) == ["One.", "Two."]


def test_an_article_is_no_container_for_what_it_links_to():
    for key in ("items", "data", "articles", "results"):
        page = {"title": "No", "text": BODY, key: [{"title": "Other", "description": "Another story."}]}
        assert outcomes(json.dumps(page).encode()) == [BODY]
    assert outcomes(json.dumps({"body": {"items": [{"text": BODY}]}}).encode()) == [BODY]


def test_all_lists_of_a_container_are_read():
    page = {"articles": listed(1), "news": [{"text": "Page 1."}], "rows": [["a", 1]]}
    assert outcomes(json.dumps(page).encode()) == PAGES[:2]


@pytest.mark.parametrize(
    "path", [["article"], ["data", "article"], ["story"], ["content"], ["_source"], ["node"]]
)
def test_a_record_one_level_down_keeps_its_fields(path):
    record = {
        "title": "No",
        "author": "A B",
        "url": "https://a.example/1",
        "published_at": "2024-03-05T00:00:00Z",
        "summary": "S.",
        "body": BODY,
    }
    for key in reversed(path):
        record = {key: record}
    found = only({"id": 7, **record})
    assert (found.title, found.authors, found.url, found.text) == ("No", ["A B"], "https://a.example/1", BODY)
    assert found.published_at is not None
    assert found.external_id == "7"


def test_what_a_site_says_of_itself_is_no_article():
    assert (
        only({"title": "No", "content": None, "source": {"name": "Wire", "description": "News."}}).reason
        == "no_text"
    )


def test_a_teaser_beside_the_text_is_not_part_of_it():
    assert only({"body": [{"value": "<p>One.</p>", "format": "html", "summary": "S."}]}).text == "One."


def test_nan_is_nothing():
    (found,) = read_json(
        b'{"text": "a", "id": NaN, "url": NaN, "site": NaN, "section": NaN, "author": NaN, "n": NaN}', LIMITS
    )
    assert (found.external_id, found.url, found.site, found.section, found.authors) == (
        None,
        None,
        None,
        None,
        [],
    )


REAL = {"date": "2024-01-05T10:00:00Z"}


@pytest.mark.parametrize(
    "flag",
    [
        True,
        1,
        1.0,
        0,
        "1",
        2024,
        "2024",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
    ],
)
def test_what_stands_for_no_date_never_beats_one(flag):
    assert (
        only({"text": BODY, "published": flag, **REAL}).published_at.isoformat()
        == "2024-01-05T10:00:00+00:00"
    )
    assert only({"text": BODY, "published": flag}).published_at is None


@pytest.mark.parametrize(
    ("record", "moment"),
    [
        ({"date": "2024-01-05", "dateTime": "2024-01-05T10:00:00Z"}, "2024-01-05T10:00:00+00:00"),
        (
            {"published": "2024-01-05", "publish_date": "2024-01-05T00:30:00+02:00"},
            "2024-01-04T22:30:00+00:00",
        ),
        ({"date": "2024-03-01T01:30:00", "date_gmt": "2024-02-29T20:00:00"}, "2024-02-29T20:00:00+00:00"),
        ({"published": "2024-01-05", "timestamp": "2024-02-01T10:00:00Z"}, "2024-01-05T00:00:00+00:00"),
        ({"published": "2024-01-05T10:00:00Z", "date": "2024-01-05T10:05:00Z"}, "2024-01-05T10:00:00+00:00"),
        ({"published": 20240105}, "2024-01-05T00:00:00+00:00"),
    ],
)
def test_of_times_that_mean_one_moment_the_exact_one_counts(record, moment):
    assert only({"text": BODY, **record}).published_at == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("record", "day"),
    [
        ({"published_at": "2024-03-05T08:00:00+09:00"}, "2024-03-05"),
        ({"published_at": "2024-03-04T21:00:00-05:00"}, "2024-03-04"),
        ({"published_at": "2024-03-04T23:00:00Z"}, "2024-03-04"),
        ({"date": "2024-03-05T08:00:00", "date_gmt": "2024-03-04T23:00:00"}, "2024-03-05"),
        ({"published": "2024-03-05", "timestamp": "2024-03-04T23:00:00Z"}, "2024-03-05"),
        ({"date": "2024-03-05T08:00:07", "date_gmt": "2024-03-04T23:00:00"}, "2024-03-04"),
    ],
)
def test_the_day_of_publication_is_that_of_the_zone_that_the_record_names(record, day):
    assert only({"text": BODY, **record}).published_at.date().isoformat() == day


@pytest.mark.parametrize(
    ("record", "authors"),
    [
        ({"author": 12, "_embedded": {"author": [{"id": 12, "name": "Jane Doe"}]}}, ["Jane Doe"]),
        ({"author": 12}, []),
        ({"author": {"display_name": "Jane Doe", "id": 5}}, ["Jane Doe"]),
        ({"authors": [{"first_name": "Jane", "last_name": "Doe", "id": 5}]}, ["Jane Doe"]),
        ({"author": [{"name": {"first": "Jane", "last": "Doe"}}]}, ["Jane Doe"]),
        ({"authors": "['Jane Doe', 'John Roe']"}, ["Jane Doe", "John Roe"]),
        ({"authors": '["Jane Doe", "John Roe"]'}, ["Jane Doe", "John Roe"]),
        ({"author": "[Staff]"}, ["[Staff]"]),
        ({"byline": "By Jane Doe"}, ["Jane Doe"]),
        ({"byline": "Byron Allen"}, ["Byron Allen"]),
        ({"author": ["By Jane Doe", None, "null", 7]}, ["Jane Doe"]),
        ({"author": "Se&aacute;n O&#8217;Brien; A B"}, ["Seán O’Brien", "A B"]),
    ],
)
def test_authors_are_names_and_no_keys_of_tables(record, authors):
    assert only({"text": BODY, **record}).authors == authors


def test_a_section_is_a_name_and_no_key_of_a_table():
    assert only({"text": BODY, "categories": [3]}).section is None
    assert only({"text": BODY, "category": 3, "section": "UK"}).section == "UK"


def test_entities_in_names_and_addresses_are_characters():
    found = only(
        {
            "text": BODY,
            "section": "Arts &amp; Culture",
            "site": "AT&amp;T News",
            "url": "https://a.example/?a=1&amp;b=2&copy=3",
        }
    )
    assert (found.section, found.site, found.url) == (
        "Arts & Culture",
        "AT&T News",
        "https://a.example/?a=1&b=2&copy=3",
    )


def test_a_source_that_is_the_address_of_the_page_is_its_url():
    found = only({"text": BODY, "source": "https://traf.example/world/story-1"})
    assert (found.url, found.site) == ("https://traf.example/world/story-1", "traf.example")
    assert only({"text": BODY, "source": "https://traf.example/"}).url is None


def test_an_object_of_articles_by_their_ids_gives_each():
    articles = {"a1": {"title": "One", "text": BODY}, "a2": {"id": 7, "title": "Two", "text": BODY}}
    found = list(read_json(json.dumps(articles).encode(), LIMITS))
    assert [(each.record, each.external_id, each.title) for each in found] == [
        (0, "a1", "One"),
        (1, "7", "Two"),
    ]


def test_an_object_with_something_else_beside_an_article_is_one_record():
    found = list(read_json(json.dumps({"a1": {"title": "One", "text": BODY}, "a2": 5}).encode(), LIMITS))
    assert [each.reason for each in found] == ["no_text"]


def test_a_broken_list_of_empty_lists_is_on_record():
    assert [found.reason for found in read_json(b"[[], [],", LIMITS)] == ["bad_json"]


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b",".join([b'{"title": "T", "text": "a b c", "x": }'] * 40_000) + b"]",
        json.dumps({"text": BODY, "author": "Jane" + " " * 40_000 + "Doe"}).encode(),
        json.dumps({"text": BODY, "caption": "A bridge" + " " * 40_000 + "closed"}).encode(),
    ],
    ids=["broken records", "author", "caption"],
)
def test_hostile_records_are_read_in_time_that_grows_as_their_size(data):
    began = process_time()
    assert len(list(read_json(data, LIMITS))) == 1
    assert process_time() - began < 2


@pytest.mark.parametrize("mark", ["[Removed]", " [removed]\n", "[deleted]"])
def test_an_article_that_its_source_has_taken_back_is_a_reject(mark):
    record = {"title": "[Removed]", "description": mark, "content": mark, "url": "https://removed.com"}
    found = only(record)
    assert (found.reason, found.record, orjson.loads(found.content)) == ("removed", 0, record)
    assert only({"title": "Rain", "content": f"The word {mark} is what they print."}).title == "Rain"
