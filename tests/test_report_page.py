"""The page of `newsmill report` without a browser: its figures, its examples, and what hostile texts cannot do."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pytest

from newsmill.exceptions import LakeError
from newsmill.lake.changes import Changes
from newsmill.lake.parts import PartWriter
from newsmill.lake.store import Lake
from newsmill.report import build_page, examples, write_page
from newsmill.report.examples import edits_by_rule
from newsmill.report.figures import count_figures
from newsmill.report.tables import open_tables
from newsmill.schema import DATASETS
from newsmill.text.edits import Edit, undo

HOSTILE = "</title></text></svg><script>document.title='owned'</script><img src=x onerror=alert(1)>$\\frac$ & \"'\x00"
VOID = {"meta", "link", "br", "img"}


class Page(HTMLParser):
    """Elements of a page with their attributes, and whether all are closed in order."""

    def __init__(self, words):
        super().__init__()
        self.elements, self.open, self.text, self.is_well_nested = [], [], "", True
        self.feed(words)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.is_well_nested &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def tags(self):
        return [tag for tag, _ in self.elements]


def write_run(lake, run_id, **tables):
    """One commit of a few rows; rows of side datasets go with the articles they name."""
    folder, changes = lake.parts_folder(run_id), Changes()
    rows = {
        name: pa.Table.from_pylist(found, schema=schema_of(name, found)) for name, found in tables.items()
    }
    run = {"run_id": run_id, "started_at": pd.Timestamp("2024-01-01", tz="UTC"), "status": "completed", "files_read": 1,
           "finished_at": pd.Timestamp("2024-01-02", tz="UTC"), "steps": '{"clean": {"rows_in": 1, "kept": 1, '
           '"rejected": 0, "seconds": 1, "cpu_seconds": 1}}', "versions": "{}", "flow": "ingest"}  # fmt: skip
    rows["runs"] = pa.Table.from_pylist([run], schema=schema_of("runs", [run]))
    with lake.lock(5, run_id):
        for name, table in rows.items():
            is_side = name != "articles" and DATASETS[name].is_partitioned
            with PartWriter(
                DATASETS[name], folder, run_id, constants={"run_id": run_id} if name != "runs" else {}
            ) as parts:
                parts.write(table, rows["articles"].select(["article_id", "date"]) if is_side else None)
            changes = changes.adding(parts.parts)
        lake.commit(changes, run_id=run_id)


def schema_of(name, rows):
    return pa.schema([field for field in DATASETS[name].schema if field.name in rows[0]])


@pytest.fixture(scope="module")
def seeds_lake(tmp_path_factory, ingest, seeds):
    root = tmp_path_factory.mktemp("seeds") / "lake"
    ingest(seeds, root)
    return root


@pytest.fixture(scope="module")
def hostile_lake(tmp_path_factory):
    """Every text that the page shows says the same hostile thing."""
    lake = Lake.open(tmp_path_factory.mktemp("hostile") / "lake")
    one = {"article_id": "a1", "site": HOSTILE, "title": HOSTILE, "text": HOSTILE, "language": "x<b>",
           "source_format": HOSTILE, "date": pd.Timestamp("2024-02-29").date(), "word_count": 3, "edit_count": 1,
           "duplicate_kind": "near"}  # fmt: skip
    names = [
        {"article_id": "a1", "kind": kind, "name": HOSTILE[:22] + kind, "entity_id": f"<{kind}>", "country": "<i>",
         "start": n, "latitude": 10.0, "longitude": 10.0}
        for n, kind in enumerate(("person", "place", "organization"))
    ]  # fmt: skip
    edit = {"article_id": "a1", "sequence": 0, "rule": HOSTILE, "rule_version": 1, "field": "text", "position": 9,
            "before": HOSTILE, "after": HOSTILE[9:12]}  # fmt: skip
    quote = {"article_id": "a1", "start": 0, "quote": HOSTILE, "speaker": f"he [{HOSTILE}]"}
    reject = {"source_uri": HOSTILE, "step": HOSTILE, "reason": HOSTILE, "source_record": 0}
    pair = {"article_id": "a1", "other_id": "a1", "kind": HOSTILE, "jaccard": 0.5, "containment": None}
    write_run(
        lake,
        "r1",
        articles=[one],
        mentions=names,
        edits=[edit],
        quotes=[quote],
        rejects=[reject],
        duplicates=[pair],
    )
    return lake.root


@pytest.fixture(scope="module")
def pages(seeds_lake, hostile_lake, tmp_path_factory):
    empty = Lake.open(tmp_path_factory.mktemp("empty") / "lake").root
    return {"seeds": build_page(seeds_lake), "hostile": build_page(hostile_lake), "empty": build_page(empty)}


@pytest.fixture(params=["seeds", "hostile", "empty"])
def page(pages, request):
    return pages[request.param]


def test_a_page_loads_nothing_and_runs_nothing(page):
    found = Page(page)
    assert not {"script", "img", "iframe", "object", "form", "base"} & set(found.tags())
    for tag, attributes in found.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in {"src", "srcset", "action"}
        ]
        assert (attributes.get("href") or "#").startswith("#") or attributes["href"] == "data:,", (
            tag,
            attributes,
        )
    assert not re.findall(r"url\((?!#)|@import|@font-face", page)
    assert "default-src 'none'" in page


def test_a_page_is_well_formed_whatever_the_texts_say(page):
    found = Page(page)
    assert found.is_well_nested
    assert found.open == []
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for picture in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ET.fromstring(picture)


def test_an_edit_stands_between_the_very_words_it_stood_between(tmp_path, pages):
    lake = Lake.open(tmp_path / "lake")
    article = {"article_id": "a", "title": "A", "text": "The ship  sails. \r\n\nNext", "date": None}
    edit = {"article_id": "a", "sequence": 0, "rule": "r", "rule_version": 1, "field": "text", "position": 4,
            "before": "sh\tp", "after": "ship"}  # fmt: skip
    write_run(lake, "r1", articles=[article], edits=[edit])
    assert "The sh⇥pship sails. ¶ Next" in Page(build_page(lake.root)).text
    assert "days aftObama and Putin on the sidelines of G8 er the White House" in Page(pages["seeds"]).text


def test_hostile_texts_are_shown_as_they_are(pages):
    shown = Page(pages["hostile"]).text
    assert shown.count("<script>document.title='owned'</script>") >= 10
    assert "</title></text></svg><place" in shown  # on the map


def test_a_page_can_be_read_without_seeing_it(page):
    found = Page(page)
    assert ("html", {"lang": "en"}) in found.elements
    levels = [int(tag[1]) for tag in found.tags() if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert found.tags().count("table") == found.tags().count("caption")
    assert all(a.get("role") == "img" and a["aria-label"] for tag, a in found.elements if tag == "svg")
    targets = {a["id"] for _, a in found.elements if "id" in a}
    assert {a["href"][1:] for tag, a in found.elements if tag == "a"} <= targets


def test_the_figures_are_those_of_pandas(seeds_lake):
    snapshot = Lake.open(seeds_lake).current()
    frame = {
        name: pd.read_parquet(seeds_lake / name)
        for name in ("articles", "mentions", "rejects", "edits", "quotes")
    }
    with open_tables(snapshot, None) as tables:
        figures = count_figures(tables, None)
        rules = edits_by_rule(tables, snapshot)
    articles = frame["articles"]
    assert figures.totals["articles"] == len(articles)
    assert figures.totals["edits"] == len(frame["edits"]) == articles.edit_count.sum()
    assert sum(row["articles"] for row in figures.days) == articles.date.notna().sum()
    assert {row["language"]: row["articles"] for row in figures.languages} == dict(
        articles.language.value_counts()
    )
    assert {row["reason"]: row["records"] for row in figures.rejects} == dict(
        frame["rejects"].reason.value_counts()
    )
    assert {rule.rule: rule.edits for rule in rules} == dict(frame["edits"].rule.value_counts())
    places = frame["mentions"].query("kind == 'place'").groupby("entity_id")
    expected = pd.DataFrame({"articles": places.article_id.nunique(), "mentions": places.size()})
    shown = pd.DataFrame(figures.places).set_index("entity_id")[["articles", "mentions"]]
    pd.testing.assert_frame_equal(
        shown.sort_index(), expected.loc[shown.index].sort_index(), check_dtype=False
    )
    assert shown.articles.min() >= expected.drop(shown.index).articles.max()
    assert figures.entities["place"] == len(expected)
    speakers = frame["quotes"].speaker_name.value_counts()
    assert all(row["quotes"] == speakers[row["speaker"]] for row in figures.speakers)
    assert any(row["speaker"] == "Lucia Ferrante" for row in figures.speakers)


def test_the_map_shows_places_where_their_mentions_put_them(tmp_path):
    lake = Lake.open(tmp_path / "lake")
    article = {"article_id": "a", "title": "A", "text": "A", "date": None}
    spots = {
        "Oslo": [(59.9, 10.7), (59.9, 10.7), None],
        "Wire": [(59.9, 10.7), (-10.0, 110.0)],
        "Nowhere": [None],
    }
    mentions = [
        {"article_id": "a", "kind": "place", "name": name, "entity_id": name, "start": n * 10 + len(name),
         "latitude": spot and spot[0], "longitude": spot and spot[1]}
        for name, found in spots.items() for n, spot in enumerate(found)
    ]  # fmt: skip
    write_run(lake, "r1", articles=[article], mentions=mentions)
    with open_tables(lake.current(), None) as tables:
        figures = count_figures(tables, None)
    assert [(p["name"], p["latitude"], p["longitude"]) for p in figures.map_places] == [("Oslo", 59.9, 10.7)]
    assert [row["name"] for row in figures.places] == ["Oslo", "Wire", "Nowhere"]


def test_another_change_is_shown_before_the_same_one_in_another_article():
    candidates = [
        {"change": "a", "article_id": "1"},
        {"change": "a", "article_id": "2"},
        {"change": "b", "article_id": "1"},
    ]
    assert [edit["change"] for edit in examples._choose(candidates)] == ["a", "b", "a"]


def test_examples_are_real_edits_with_the_words_around_them(seeds_lake):
    snapshot = Lake.open(seeds_lake).current()
    articles = pd.read_parquet(seeds_lake / "articles").set_index("article_id")
    edits = pd.read_parquet(seeds_lake / "edits").sort_values(["article_id", "sequence"])
    with open_tables(snapshot, None) as tables:
        rules = edits_by_rule(tables, snapshot)
    for rule in rules:
        assert len(rule.examples) == min(3, rule.edits)
        # Different changes are shown before the same one again.
        kinds = len(edits[edits.rule == rule.rule][["before", "after"]].drop_duplicates())
        assert len({(e.before, e.after) for e in rule.examples}) == min(3, kinds)
        for example in rule.examples:
            row = articles.loc[example.article_id]
            mine = [
                Edit(*values)
                for values in edits[edits.article_id == example.article_id][list(Edit._fields)].to_numpy()
            ]
            _, state = undo(row.title, row.text, mine)
            # Forward from the raw text, where the report goes backward from the clean one.
            found = False
            for edit in mine:
                around = state[: edit.position], state[edit.position + len(edit.before) :]
                assert state[edit.position :].startswith(edit.before)
                found |= (edit.rule, edit.before, edit.after) == (
                    rule.rule,
                    example.before,
                    example.after,
                ) and (
                    around[0].endswith(example.left.removeprefix("…"))
                    and around[1].startswith(example.right.removesuffix("…"))
                )
                state = around[0] + edit.after + around[1]
            assert found, (rule.rule, example)


def test_the_same_snapshot_gives_the_same_page(seeds_lake, pages):
    assert build_page(seeds_lake) == pages["seeds"]


def test_the_page_of_a_small_lake_is_small(pages):
    assert len(pages["seeds"].encode()) < 2_000_000


def test_a_run_is_shown_by_the_rows_it_wrote_that_still_stand(tmp_path):
    lake = Lake.open(tmp_path / "lake")
    for run, title in (("20240101T000000Z-aa", "Old one"), ("20240102T000000Z-ab", "New one")):
        article = {"article_id": title, "title": title, "text": title, "site": f"site of {title}", "language": "en",
                   "date": pd.Timestamp("2024-01-01").date(), "source_format": "text"}  # fmt: skip
        write_run(lake, run, articles=[article])
    whole, old = Page(build_page(lake.root)).text, Page(build_page(lake.root, "20240101")).text
    assert "2 articles in the lake" in whole
    assert "20240102T000000Z-ab" in whole.split("Last runs")[0]
    assert "1 article of one run" in old
    assert "site of Old one" in old
    assert "site of New one" not in old
    with pytest.raises(LakeError, match=r"2 runs have an id that begins with '202401'"):
        build_page(lake.root, "202401")
    with pytest.raises(LakeError, match=r"no run has an id that begins with 'x'; the newest are .*aa, .*ab"):
        build_page(lake.root, "x")


def test_a_page_is_written_whole_or_not_at_all(hostile_lake, tmp_path):
    file = tmp_path / "new" / "folder" / "page.html"
    assert write_page(hostile_lake, None, file) == file
    before = file.read_bytes()
    with pytest.raises(LakeError):
        write_page(hostile_lake, "nope", file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["page.html"]
