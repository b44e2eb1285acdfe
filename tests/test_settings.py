import importlib.util
from pathlib import Path

import pytest

from newsmill.exceptions import SettingsError
from newsmill.settings import load_settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_flags_win_over_environment_over_file_over_defaults(tmp_path, monkeypatch):
    assert load_settings().lake == Path("data/lake")
    (tmp_path / "newsmill.toml").write_text('lake = "from-file"\nworkers = 3\n[source]\nbatch_files = 7\n')
    assert load_settings().lake == Path("from-file")
    monkeypatch.setenv("NEWSMILL_LAKE", "from-environment")
    monkeypatch.setenv("NEWSMILL_SOURCE__BATCH_BYTES", "4096")
    settings = load_settings()
    assert (settings.lake, settings.workers) == (Path("from-environment"), 3)
    assert (settings.source.batch_files, settings.source.batch_bytes) == (7, 4096)
    settings = load_settings(["source.batch_files=9"], lake="from-flag")
    assert (settings.lake, settings.source.batch_files) == (Path("from-flag"), 9)


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        (
            "wrokers=2",
            r"wrokers: no such setting \(did you mean workers\?\); there are: .*batch_timeout_seconds",
        ),
        ("clean.splice=1", r"clean\.splice: no such setting.*splice_threshold"),
        ("workers=none", r"workers = 'none': Input should be a valid integer"),
        ("source.batch_bytes=1", r"source\.batch_bytes = 1: Input should be greater than or equal to 1024"),
        ("enrich.ner_backend=nope", r"No entity backend 'nope': choose one of native, spacy:<pipeline>"),
        ("enrich.ner_backend=spacy:en_core_web_sm", r"pip install"),
        ("workers", r"--set workers: write it as key=value"),
        ("=1", r"--set =1: write it as key=value"),
        ("source..batch_files=1", r"--set source\.\.batch_files=1: write it as key=value"),
        ("keep_hours=1e13", r"keep_hours = 10000000000000.0: Input should be less than or equal to 1000000"),
        ("lock_wait_seconds=1e999", r"lock_wait_seconds = inf: Input should be a finite number"),
        ("lake=", r"^lake = '': no folder is named"),
        ('gates.max_null_share={"nope": 0.1}', r"articles has no column nope; it has article_id"),
    ],
)
def test_a_bad_setting_is_refused_by_name_with_what_is_allowed(assignment, words):
    with pytest.raises(SettingsError, match=words):
        load_settings([assignment])


def test_an_unknown_variable_of_ours_is_refused(monkeypatch):
    monkeypatch.setenv("NEWSMILL_WROKERS", "2")
    with pytest.raises(SettingsError, match=r"NEWSMILL_WROKERS: no such setting .did you mean workers"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NEWSMILL_GATES", r"gates = 'abc': Input should be a valid dictionary"),
        ("NEWSMILL_ENRICH__ENRICHERS", r"enrich\.enrichers = 'abc': Input should be a valid tuple"),
    ],
)
def test_a_variable_that_should_be_json_and_is_not_is_refused_by_name(monkeypatch, name, words):
    monkeypatch.setenv(name, "abc")
    with pytest.raises(SettingsError, match=words):
        load_settings()


def test_null_takes_back_what_the_file_says_where_there_may_be_none(tmp_path, monkeypatch):
    (tmp_path / "newsmill.toml").write_text("worker_memory_bytes = 268435456\n[gates]\nmin_articles = 9\n")
    by_flag = load_settings(["worker_memory_bytes=null", "gates.min_articles=null"])
    by_parameter = load_settings(values={"worker_memory_bytes": None, "gates": {"min_articles": None}})
    monkeypatch.setenv("NEWSMILL_WORKER_MEMORY_BYTES", "null")
    monkeypatch.setenv("NEWSMILL_GATES__MIN_ARTICLES", "null")
    for settings in (by_flag, by_parameter, load_settings()):
        assert (settings.worker_memory_bytes, settings.gates.min_articles) == (None, None)
    with pytest.raises(SettingsError, match=r"workers = None: Input should be a valid integer"):
        load_settings(["workers=null"])


def test_the_lake_that_is_named_wins_over_the_one_among_the_values():
    assert load_settings(values={"lake": "one"}, lake="other").lake == Path("other")
    assert load_settings(values={"lake": "one"}).lake == Path("one")


@pytest.mark.parametrize("first", ["source=5", "source=null", "source=text"])
def test_an_assignment_into_what_is_no_section_is_refused(first):
    with pytest.raises(SettingsError, match=r"--set source\.batch_bytes=9999: .* sets source to"):
        load_settings([first, "source.batch_bytes=9999"])


def test_an_unknown_key_in_the_file_is_refused(tmp_path):
    (tmp_path / "newsmill.toml").write_text("[source]\nbatch = 1\n")
    with pytest.raises(SettingsError, match=r"source\.batch: no such setting"):
        load_settings()


def test_the_assignment_shown_as_an_example_is_one():
    with pytest.raises(SettingsError) as refused:
        load_settings(["workers"])
    assert load_settings([str(refused.value).rpartition("--set ")[2]])


def test_the_page_of_settings_is_what_the_models_say():
    spec = importlib.util.spec_from_file_location("settings_docs", ROOT / "tools/settings_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.document()
    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8") == page
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert [row[0] for row in rows if not row[3].strip()] == [], "a setting without a description"


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    (tmp_path / "newsmill.toml").write_text("lake = \n")
    with pytest.raises(SettingsError, match=r"newsmill\.toml is not valid TOML"):
        load_settings()
    (tmp_path / "newsmill.toml").write_bytes(b'lake = "\xff"\n')
    with pytest.raises(SettingsError, match=r"newsmill\.toml is not UTF-8"):
        load_settings()


def test_only_settings_that_change_contents_change_what_a_batch_is():
    assert load_settings(["workers=1"]).of_content() == load_settings(["workers=2"]).of_content()
    assert load_settings(["clean.use_file_time=true"]).of_content() != load_settings().of_content()


def test_a_file_that_is_no_text_or_may_not_be_read_is_refused(own_folder, monkeypatch):
    monkeypatch.chdir(own_folder)
    file = own_folder / "newsmill.toml"
    file.write_bytes(b'lake = "caf\xe9"\n')
    with pytest.raises(SettingsError, match=r"newsmill\.toml is not UTF-8: .* at byte 11; save it as UTF-8"):
        load_settings()
    file.chmod(0)
    with pytest.raises(
        SettingsError, match=r"newsmill\.toml cannot be read: Permission denied; give this user"
    ):
        load_settings()


def test_a_lake_without_a_name_is_refused_and_a_home_folder_is_expanded(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "newsmill.toml").write_text('lake = "~/x"\n')
    assert load_settings().lake == load_settings(lake=Path("~/x")).lake == tmp_path / "x"
    with pytest.raises(SettingsError, match=r"lake = '~nobody-of-this-name/x': .*home directory"):
        load_settings(lake="~nobody-of-this-name/x")
    monkeypatch.setenv("NEWSMILL_LAKE", "")
    with pytest.raises(SettingsError, match=r"lake = '': .*no folder is named"):
        load_settings()
