import io
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import pytest

from newsmill.formats.found import Limits, Reject
from newsmill.formats.parse import parse
from newsmill.formats.row_groups import part_starts, read_footer
from newsmill.identity import digest
from newsmill.members import fingerprint, members_of, read_member
from newsmill.records import RawRecord
from newsmill.source import list_source
from newsmill.steps.extract import ExtractParams, extract

ROWS = 600
WORDS = random.Random(1)
TEXTS = [" ".join(str(WORDS.random()) for _ in range(9)) for _ in range(ROWS)]
STORIES = pa.table({"text": TEXTS, "title": [f"Rain {at % 7}" for at in range(ROWS)]})
BATCH_BYTES = 60_000


class PlainKeys(pe.KmsClient):
    def wrap_key(self, key_bytes, _):
        return key_bytes


def parquet(table=STORIES, **options):
    data = io.BytesIO()
    pq.write_table(table, data, **{"row_group_size": 50} | options)
    return data.getvalue()


def members(folder, data):
    (folder / "a.parquet").write_bytes(data)
    (entry,) = list_source(str(folder / "a.parquet"))
    return members_of(entry, fingerprint(entry, BATCH_BYTES))


def read(found):
    return extract([read_member(member, 1 << 30) for member in found], ExtractParams())


def test_a_large_file_is_cut_between_groups_of_rows_and_gives_what_the_whole_gives(tmp_path):
    data = parquet()
    parts = members(tmp_path, data)
    assert 3 < len(parts) < 12
    assert b"".join(data[part.start : part.end] for part in parts) == data
    for part in parts:
        assert part.part_digest == digest(data[part.start : part.end])
        assert part.first_record % 50 == 0
    kept = read(parts).kept
    whole = [found for _, found in parse(data, "a.parquet", Limits())]
    assert kept["text"].to_pylist() == TEXTS
    assert kept["source_record"].to_pylist() == [one.record for one in whole]
    assert set(kept["source_format"].to_pylist()) == {"parquet"}
    assert kept["article_id"].to_pylist() == read(members(tmp_path, data)).kept["article_id"].to_pylist()


def test_a_part_that_is_broken_costs_no_other(tmp_path):
    data = bytearray(parquet(compression="none", write_page_checksum=True))
    at = data.index(TEXTS[275].encode())
    data[at : at + 4] = b"wet!"
    outcome = read(members(tmp_path, bytes(data)))
    assert outcome.kept["text"].to_pylist() == TEXTS[:250] + TEXTS[300:]
    assert outcome.rejected.select(["source_record", "reason"]).to_pylist() == [
        {"source_record": 250, "reason": "bad_table"}
    ]


def test_a_file_that_changes_after_it_was_cut_is_read_in_the_next_run(tmp_path):
    parts = members(tmp_path, parquet())
    with (tmp_path / "a.parquet").open("ab") as file:
        file.write(b"more")
    reasons = {read_member(part, 1 << 30).reason for part in parts}
    assert reasons == {"changed_while_reading"}


@pytest.mark.parametrize(
    "table", [STORIES.rename_columns(["words", "title"]), STORIES.slice(0, 50), STORIES.slice(0, 0)]
)
def test_what_is_no_table_of_articles_or_one_group_is_not_cut(tmp_path, table):
    assert len(members(tmp_path, parquet(table))) == 1


def test_columns_that_are_encrypted_are_no_reason_to_cut(tmp_path):
    settings = pe.EncryptionConfiguration(
        footer_key="k", column_keys={"k": STORIES.column_names}, plaintext_footer=True
    )
    made = pe.CryptoFactory(lambda _: PlainKeys()).file_encryption_properties(
        pe.KmsConnectionConfig(), settings
    )
    found = members(tmp_path, parquet(encryption_properties=made))
    assert len(found) == 1
    (reason,) = set(read(found).rejected["reason"].to_pylist())
    assert reason == "bad_table"


def test_a_footer_that_is_broken_is_no_reason_to_cut(tmp_path):
    whole = parquet()
    assert [member.is_whole for member in members(tmp_path, whole[:-1])] == [True]
    length = len(read_footer(lambda start, size: whole[start : start + size], len(whole)))
    chance = random.Random(2)
    for _ in range(300):
        data = bytearray(whole)
        data[len(data) - 9 - chance.randrange(length - 8)] = chance.randrange(256)
        footer = read_footer(lambda start, size, data=data: bytes(data[start : start + size]), len(data))
        starts = part_starts(footer, len(data), BATCH_BYTES // 6)
        assert starts[0] == (0, 0)
        assert starts == sorted(set(starts))
        assert starts[-1][0] < len(data)


def test_any_byte_of_a_file_in_parts_may_be_wrong(tmp_path):
    whole = parquet()
    chance = random.Random(3)
    for _ in range(40):
        data = bytearray(whole)
        data[len(data) - 1 - chance.randrange(3_000)] = chance.randrange(256)
        outcome = read(members(tmp_path, bytes(data)))
        assert outcome.kept.num_rows + outcome.rejected.num_rows > 0
        assert "failed" not in outcome.rejected["reason"].to_pylist()


def test_a_group_larger_than_any_part_is_read_whole():
    found = [found for _, found in parse(parquet(row_group_size=ROWS), "a", Limits())]
    assert [isinstance(one, RawRecord) for one in found] == [True] * ROWS
    assert not any(isinstance(one, Reject) for one in found)
