"""Canonical names across the lake."""

import pyarrow as pa

from newsmill import schema
from newsmill.enrich.names import entity_id
from newsmill.enrich.names.register import KNOWN, Register, count_names, merge_known

COLUMNS = pa.schema([f for f in schema.MENTIONS.schema if f.name not in {"run_id", "pipeline_version"}])


def mentions(*rows: tuple[str, str, str]) -> pa.Table:
    """Rows of article, kind and name."""
    return pa.Table.from_pylist(
        [
            {
                "article_id": article, "kind": kind, "surface": name, "start": 0, "end": len(name), "name": name,
                "entity_id": entity_id(kind, name), "confidence": 0.9, "method": "surface",
            }
            for article, kind, name in rows
        ],
        COLUMNS,
    )  # fmt: skip


def known(**articles: int) -> pa.Table:
    rows = [{"name": name.replace("_", " "), "kind": "person", "articles": n} for name, n in articles.items()]
    return pa.Table.from_pylist(rows, KNOWN)


def resolve(table: pa.Table, lake: pa.Table | None = None) -> pa.Table:
    """What publication does: the names of the lake and of the run are weighed together."""
    return Register(merge_known(known() if lake is None else lake, count_names(table))).resolve(table)


def resolved(table: pa.Table, lake: pa.Table | None = None) -> list[str]:
    return resolve(table, lake)["name"].to_pylist()


def test_rows_order_and_schema_stay():
    table = mentions(("1", "person", "Obama"), ("1", "place", "Obama"), ("2", "person", "Vladidmir Putin"))
    result = resolve(table)
    assert result.schema == table.schema
    assert result["article_id"].to_pylist() == ["1", "1", "2"]
    assert result["surface"].to_pylist() == table["surface"].to_pylist()


def test_a_misspelt_name_takes_the_known_spelling_its_id_and_says_so():
    result = resolve(mentions(("1", "person", "Vladidmir Putin"))).to_pylist()[0]
    assert (result["name"], result["method"]) == ("Vladimir Putin", "typo:1")
    assert result["entity_id"] == entity_id("person", "Vladimir Putin")
    assert result["confidence"] < 0.9


def test_a_name_the_lake_knows_well_mends_a_slip():
    table = mentions(("1", "person", "Katarina Wolkova"))
    assert resolved(table) == ["Katarina Wolkova"]
    assert resolved(table, known(Katarzina_Wolkova=40)) == ["Katarzina Wolkova"]
    assert resolved(table, known(Katarzina_Wolkova=40, Katarina_Wolkova=30)) == ["Katarina Wolkova"]


def test_a_lone_surname_is_the_person_the_corpus_means():
    table = mentions(("1", "person", "Wolkova"))
    assert resolved(table, known(Katarzina_Wolkova=9)) == ["Katarzina Wolkova"]
    assert resolved(table, known(Katarzina_Wolkova=9, Maria_Wolkova=8)) == ["Wolkova"]
    assert resolved(table, known(Katarzina_Wolkova=1)) == ["Wolkova"]


def test_a_lone_surname_of_the_world_is_known_on_a_first_run():
    assert resolved(mentions(("1", "person", "Obama"), ("2", "person", "Bush"))) == ["Barack Obama", "Bush"]


def test_this_runs_own_articles_attest_too():
    rows = [(str(n), "person", "Katarzina Wolkova") for n in range(5)] + [("9", "person", "Wolkova")]
    assert resolved(mentions(*rows))[-1] == "Katarzina Wolkova"


def test_only_persons_change():
    table = mentions(("1", "organization", "Obama"), ("1", "place", "Putin"), ("1", "demonym", "Merkel"))
    assert resolve(table).equals(table)


def test_the_order_of_rows_does_not_matter():
    rows = [
        ("1", "person", "Obama"), ("2", "person", "Vladidmir Putin"), ("3", "person", "Merkel"),
        ("4", "person", "Katarzina Wolkova"), ("5", "person", "Wolkova"),
    ]  # fmt: skip
    assert resolved(mentions(*rows)) == resolved(mentions(*reversed(rows)))[::-1]


def test_resolving_twice_changes_nothing_more():
    table = mentions(("1", "person", "Obama"), ("2", "person", "Vladidmir Putin"))
    once = resolve(table)
    assert resolve(once).equals(once)


def test_the_method_in_the_article_is_kept_before_the_corpus():
    table = mentions(("1", "person", "Vladidmir Putin"))
    at = table.schema.get_field_index("method")
    table = table.set_column(at, table.schema.field(at), pa.array(["surname"], pa.string()))
    assert resolve(table)["method"].to_pylist() == ["surname,typo:1"]


def test_empty_tables_and_null_names_pass():
    assert resolve(mentions()).num_rows == 0
    table = pa.Table.from_pylist([{"article_id": "1", "kind": "person", "name": None}], COLUMNS)
    assert resolve(table).equals(table)


def test_articles_are_counted_once_a_name_and_known_tables_add_up():
    table = mentions(
        ("1", "person", "A B"), ("1", "person", "A B"), ("2", "person", "A B"), ("2", "place", "C")
    )
    counted = count_names(table)
    assert counted.to_pylist() == [{"name": "A B", "kind": "person", "articles": 2}]
    assert merge_known(counted, counted).to_pylist() == [{"name": "A B", "kind": "person", "articles": 4}]
    assert merge_known(known(), known()).num_rows == 0
