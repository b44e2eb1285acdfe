import csv
import io
from time import process_time

import pandas as pd
import pytest

from newsmill.formats.found import Limits, Reject
from newsmill.formats.parse import parse
from newsmill.records import RawRecord

LIMITS = Limits()
ROWS = [
    {"id": 1, "title": "Rain, again", "author": "Jane Doe; Bo Ek", "date": "2024-03-05T10:00:00Z", "content": 'It "rained".\n\nAll day, they said.'},
    {"id": 2, "title": "Sun", "author": None, "date": None, "content": "Блеск солнца; and more."},
]  # fmt: skip


def read(data, name="news.csv"):
    data = data if isinstance(data, bytes) else data.encode()
    return [found for _, found in parse(data, name, LIMITS)]


@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_pandas_writes_is_read_a_row_an_article(sep, encoding):
    text = io.StringIO()
    pd.DataFrame(ROWS).to_csv(text, sep=sep)  # with its index, a column without a name
    one, two = read(text.getvalue().encode(encoding), "news.tsv")
    assert (one.external_id, one.title, one.authors, one.text) == (
        "1",
        "Rain, again",
        ["Jane Doe", "Bo Ek"],
        ROWS[0]["content"],
    )
    assert one.published_at.isoformat() == "2024-03-05T10:00:00+00:00"
    assert (two.record, two.source_format, two.authors, two.published_at, two.extra) == (
        1,
        "csv",
        [],
        None,
        None,
    )


def test_unknown_columns_stay_in_extra_and_a_name_that_comes_twice_too():
    (found,) = read("text,views,text\nIt rained.,12,no\n")
    assert (found.text, found.extra) == ("It rained.", '{"views":"12","text.1":"no"}')


def test_empty_cells_behind_the_last_column_break_no_row():
    one, two = read("id,text\n1,It rained.,\n2,It snowed.,, ,\n")
    assert (one.text, two.text) == ("It rained.", "It snowed.")


@pytest.mark.parametrize("nothing", ["", " ", "nan", "NaN", "NULL"])
def test_what_stands_for_nothing_in_a_cell_is_nothing(nothing):
    (found,) = read(f"title,views,text\n{nothing},{nothing},It rained.\n")
    assert (found.title, found.extra) == (None, None)


def test_a_table_of_nothing_is_one_reject():
    (found,) = read(b"\xef\xbb\xbf\n")
    assert found.reason == "empty"


def test_a_column_of_texts_alone_is_a_table():
    assert [one.text for one in read('text\n"It rained, they said."\nIt snowed.\n')] == [
        "It rained, they said.",
        "It snowed.",
    ]


def test_quotation_marks_behind_backslashes_are_read_as_doubled_ones():
    rows = ['He said "no, never" on Monday.', '"Rain", again\nand again', "So\\"]
    text = io.StringIO()
    pd.DataFrame({"text": rows, "id": range(3)}).to_csv(
        text, index=False, quoting=csv.QUOTE_ALL, escapechar="\\", doublequote=False
    )
    found = read(text.getvalue())
    assert [(one.external_id, one.text) for one in found] == [("0", rows[0]), ("1", rows[1]), ("2", "So\\\\")]


def test_backslashes_before_the_end_of_a_cell_are_part_of_it():
    text = io.StringIO()
    rows = ["C:\\", 'a \\"b" c', "\\"]
    pd.DataFrame({"id": range(3), "text": rows}).to_csv(text, index=False, quoting=csv.QUOTE_ALL)
    assert [one.text for one in read(text.getvalue())] == rows


def test_a_whole_page_in_a_cell_is_read_as_a_page():
    page = f"<!doctype html><html><body><h1>Rain</h1>{'<p>It rained all day in the town, the mayor said on Tuesday.</p>' * 3}</body></html>"
    text = io.StringIO()
    csv.writer(text).writerows([["url", "body"], ["https://a.example/rain", page]])
    (found,) = read(text.getvalue())
    assert found.text.startswith("It rained all day")
    assert found.url == "https://a.example/rain"


def test_a_broken_row_costs_no_other():
    rows = 'id,text\n1,It rained.\n2,"a","b",c\n3,\n\n4,It snowed.\n5,"It hailed\n6,It thawed.\n7,It froze.\n'
    found = read(rows)
    assert [one.text for one in found if isinstance(one, RawRecord)] == [
        "It rained.",
        "It snowed.",
        "It thawed.",
        "It froze.",
    ]
    rejects = [(one.record, one.reason, one.content) for one in found if isinstance(one, Reject)]
    assert rejects == [
        (1, "bad_record", b'2,"a","b",c\n'),
        (2, "no_text", b"3,\n"),
        (4, "bad_record", b'5,"It hailed\n'),
    ]


def test_a_quotation_mark_within_a_cell_opens_none():
    assert [one.text for one in read('id,text\n1,a 5" gun\n2,the last 5" gun')] == [
        'a 5" gun',
        'the last 5" gun',
    ]


def test_short_rows_lack_what_is_at_their_end():
    (found,) = read("text,title\nIt rained.\n")
    assert (found.text, found.title) == ("It rained.", None)


def test_the_delimiter_may_be_told_on_a_line_of_its_own():
    (found,) = read("sep=;\ntitle;text\nRain;It rained, they said.\n")
    assert (found.title, found.text) == ("Rain", "It rained, they said.")


@pytest.mark.parametrize(
    "table", ["date,price\n2024-01-01,3\n2024-01-02,4\n", "title,summary\nRain,It rained.\nSun,It shone.\n"]
)
def test_a_table_of_something_else_is_unsupported(table):
    (found,) = read(table)
    assert found.reason == "unsupported_format"


def test_a_story_in_a_file_named_as_a_table_is_a_text():
    (found,) = read("The text, they said, was long.\n\nIt had no end.\n")
    assert found.source_format == "text"


def test_a_table_without_rows_is_empty():
    (found,) = read("id,text\n")
    assert found.reason == "empty"


def test_a_row_that_is_not_closed_takes_no_other_in():
    found = read('id,text\n1,"It rained\n2,"It snowed"\n3,"It hailed"\n')
    assert [one.text for one in found if isinstance(one, RawRecord)] == ["It snowed", "It hailed"]
    assert [one.content for one in found if isinstance(one, Reject)] == [b'1,"It rained\n']


def test_quotation_marks_that_are_not_doubled_cost_no_row():
    one, two = read('id,text\n1,"It "rained" all day."\n2,"It snowed."\n')
    assert (one.text, two.text) == ('It rained" all day."', "It snowed.")


def test_a_row_that_is_cut_off_is_a_reject():
    whole, cut = read('id,text\n1,"It rained."\n2,"It sno')
    assert (whole.text, cut.reason, cut.content) == ("It rained.", "bad_record", b'2,"It sno')


@pytest.mark.parametrize("row", ['1,"It rained\n', '1,"It rained\n\n', '"\n'])
def test_open_quotation_marks_in_every_row_take_no_quadratic_time(row):
    begin = process_time()
    assert read("id,text\n" + row * 20_001)
    assert process_time() - begin < 5
