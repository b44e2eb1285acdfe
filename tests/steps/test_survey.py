"""What counts as a line that pages of a site share."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill import schema
from newsmill.steps.survey import EDGES, SHARED, edges_of, survey
from newsmill.text.furniture import boilerplate_key, edge_lines, line_digest, page_digest

FOOTER = "The Daily, a paper since 1901"


def edges(*pages: tuple[str, int, list[int]]) -> pa.Table:
    rows = [
        {"article_id": str(n), "site": site, "page": page, "lines": lines}
        for n, (site, page, lines) in enumerate(pages)
    ]
    return pa.Table.from_pylist(rows, schema=EDGES)


def found(arriving: pa.Table, *known: pa.Table, least: int = 2, share: float = 0.0) -> set[tuple[str, int]]:
    shared = survey(arriving, (table.select(["site", "page", "lines"]) for table in known), least, share)
    assert shared.schema == SHARED
    return set(zip(shared["site"].to_pylist(), shared["line"].to_pylist(), strict=True))


PAGES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "/in"]), st.integers(0, 4), st.lists(st.integers(-3, 3), unique=True)
    ),
    max_size=12,
)


@settings(deadline=None)
@given(st.data(), PAGES, PAGES, st.integers(2, 4), st.sampled_from([0.0, 0.3, 1.0]))
def test_it_says_what_counting_says_however_pages_are_cut_and_ordered(data, arriving, known, least, share):
    expected = set()
    for site, line in {(site, line) for site, _, lines in arriving for line in lines}:
        for pages in (arriving, arriving + known):
            mine = [(page, lines) for of, page, lines in pages if of == site]
            sharing = {page for page, lines in mine if line in lines}
            is_statement, in_folder = line % 2 == 1, site == "/in"
            part = max(share, 0.5) if is_statement or in_folder else share
            enough = max(4 * least if is_statement else least, part * len(mine))
            if len(sharing) >= enough and not (is_statement and in_folder):
                expected.add((site, line))
    order, others = data.draw(st.permutations(arriving)), data.draw(st.permutations(known))
    sites = {site for site, _, _ in arriving}
    others = [page for page in others if page[0] in sites]
    cut = data.draw(st.integers(0, len(others)))
    pieces = pa.concat_tables([edges(*order[:3]), edges(*order[3:])])
    assert found(pieces, edges(*others[:cut]), edges(*others[cut:]), least=least, share=share) == expected
    again = survey(edges(*order), [edges(*others)], least, share)
    assert again.equals(survey(pieces, [edges(*others[:cut]), edges(*others[cut:])], least, share))


def test_copies_of_a_page_count_once():
    assert found(edges(("a", 1, [8]), ("a", 1, [8])), edges(("a", 1, [8]))) == set()
    assert found(edges(("a", 1, [8])), edges(("a", 2, [8]))) == {("a", 8)}


def test_a_line_that_many_pages_of_another_site_have_says_nothing():
    assert found(edges(("a", 1, [8]), ("b", 2, [8]), ("b", 3, [8]))) == {("b", 8)}


def test_in_a_large_site_few_pages_are_no_template_but_a_new_one_shows_in_the_run():
    many = edges(*[("a", n, [n]) for n in range(100, 200)])
    assert found(edges(("a", 1, [8])), many, edges(("a", 2, [8])), share=0.1) == set()
    assert found(edges(("a", 1, [8]), ("a", 2, [8])), many, share=0.1) == {("a", 8)}


def test_no_pages_share_nothing():
    assert found(edges()) == set()
    assert found(edges(("a", 1, []))) == set()


def test_edges_have_one_row_an_article_whatever_it_lacks():
    rows = [
        dict.fromkeys(schema.RAW_ARTICLES.names) | {"article_id": "1", "source_uri": "in/a.txt"},
        dict.fromkeys(schema.RAW_ARTICLES.names)
        | {"article_id": "2", "site": "s", "text": "1\n\nHome | News"},
    ]
    table = edges_of(pa.Table.from_pylist(rows, schema.RAW_ARTICLES))
    assert table["site"].to_pylist() == ["in", "s"]
    assert table["lines"].to_pylist() == [[], [line_digest("home news")]]
    assert edges_of(schema.RAW_ARTICLES.empty_table()).schema == EDGES


def test_the_numbers_of_a_sentence_tell_reports_apart_and_those_of_a_label_do_not():
    assert boilerplate_key("Page 3 of 9") == boilerplate_key("Page 4 of 9")
    reports = [f"Hog slaughter is estimated at about {n},000 head today." for n in (301, 305)]
    assert line_digest(reports[0]) != line_digest(reports[1])


# Sentences of the news that end many stories; what a series of pages asks or says on each; and lines of a template.
NEWS = """
Police are investigating.
Terms of the deal were not disclosed.
No group has claimed responsibility for the attack.
The company did not immediately respond to an email seeking comment.
What is your favourite book?
No one was hurt.
Serves 4
Il n'y a pas eu de blessés.
警方正在调查。
""".strip().split("\n")
NOTICES = """
The Daily, a paper since 1901
We use cookies to improve your experience.
This story has not been edited by our staff.
Associated Press writer Amy Holt contributed to this report.
Page 4
Published in the Daily, December 17th, 2014
""".strip().split("\n")


def shared_lines(site: str | None, line: str, pages: int, others: int = 0) -> int:
    rows = [
        dict.fromkeys(schema.RAW_ARTICLES.names)
        | {
            "article_id": str(n),
            "site": site,
            "source_uri": f"/in/{n}.txt",
            "text": f"{'story ' * 20} {n}\n\n{end}",
        }
        for n, end in enumerate([line] * pages + ["x"] * others)
    ]
    shared = survey(edges_of(pa.Table.from_pylist(rows, schema.RAW_ARTICLES)), (), 5, 0.002)
    return shared["line"].to_pylist().count(line_digest(line))


@pytest.mark.parametrize("line", NEWS)
def test_a_sentence_of_the_news_is_no_furniture_for_standing_on_some_pages(line):
    assert shared_lines("daily.example", line, 7, 53) == 0
    assert shared_lines("daily.example", line, 10) == 0
    assert shared_lines(None, line, 60) == 0
    assert shared_lines("daily.example", line, 40, 10) == 1


@pytest.mark.parametrize("line", NOTICES)
def test_what_a_site_says_of_itself_is_furniture_on_few_pages_and_in_a_folder_on_half(line):
    assert shared_lines("daily.example", line, 5, 200) == 1
    assert shared_lines(None, line, 5, 1) == 1
    assert shared_lines(None, line, 7, 53) == 0


def test_sentences_that_differ_in_a_number_are_not_one_line():
    assert len({line_digest(f"It is {n} years old.") for n in range(28, 35)}) == 7


def test_a_line_is_found_at_both_edges_of_a_page_and_not_between():
    story = [f"Paragraph number {chr(97 + n)} of the story." for n in range(20)]
    lines = edge_lines("\n\n".join(["Masthead", *story, FOOTER]))
    assert {line_digest("MASTHEAD"), line_digest(FOOTER)} <= set(lines)
    assert line_digest(story[10]) not in lines
    assert len(lines) == 12


def test_line_ends_make_no_difference():
    text = f"Masthead of the paper\n\nThey met.\n\n{FOOTER}\n"
    assert edge_lines(text.replace("\n", "\r\n")) == edge_lines(text)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=400), max_size=6), st.text(max_size=5))
def test_any_text_has_edges(paragraphs, end):
    text = "\n\n".join(paragraphs) + end
    assert page_digest(text) == page_digest(text)
    assert len(set(edge_lines(text))) == len(edge_lines(text))


def test_revisions_that_grow_stay_one_page():
    story = [
        f"On day {n} of the talks the ministers spoke about point {n * n} for {n} hours{',' * n}."
        for n in range(16)
    ]
    grown = {page_digest("\n\n".join(story[:length])) for length in range(8, 17)}
    assert len(grown) < 5
