"""The real thing: `newsmill schedule` with its server, its serving process and its runs, on a lake of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from newsmill.lake.store import Lake

PROJECT = Path(__file__).parents[2]
BATCHES = 40
# Nothing is as slow as that on a machine that is idle, and little on one with twenty times what it can do.
PATIENCE_SECONDS = 600.0


def until(true, seconds=PATIENCE_SECONDS):
    deadline = time.monotonic() + seconds
    while True:
        # A server that is being started, or a machine with too much to do, answers later.
        with contextlib.suppress(urllib.error.URLError, TimeoutError):
            if found := true():
                return found
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.2)


def children(pid, *, deep=True):
    """Processes under `pid`: {pid: command line}."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if fields[0] != "Z":
                parents[int(folder.name)] = (int(fields[1]), (folder / "cmdline").read_text())
    found, todo = {}, [pid]
    while todo:
        above = todo.pop()
        mine = {p: command for p, (parent, command) in parents.items() if parent == above}
        found |= mine
        todo += mine if deep else []
    return found


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def articles(number, name):
    rows = [
        {"title": f"Story {name} {n}", "text": f"Word{name}{n} happened in Rome on Monday. " * 12, "url": f"http://x.org/{name}/{n}"}
        for n in range(number)
    ]  # fmt: skip
    return "\n".join(json.dumps(row) for row in rows)


class Service:
    """A schedule under way."""

    def __init__(self, folder, *options):
        self.folder, self.source, self.lake = folder, folder / "in", folder / "lake"
        self.source.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "NEWSMILL"))}
        # Tests have an engine of their own in this process; runs beside it must not meet it.
        self.environment |= {"PYTHONPATH": str(PROJECT)}
        self.process = self.newsmill("schedule", str(self.source), "--port", str(self.port), *options)

    def newsmill(self, *arguments):
        log = (self.folder / f"{arguments[0]}.log").open("a")
        return subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *arguments, "--lake", str(self.lake)],
            stdout=log, stderr=log, env=self.environment, cwd=self.folder,
        )  # fmt: skip

    def ask(self, path, **body):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}",
            data=json.dumps(body).encode() if body else None,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return json.load(answer)

    def flow_runs(self, *states):
        return self.ask("/flow_runs/filter", flow_runs={"state": {"type": {"any_": states}}}, limit=200)

    def runs(self):
        if not (self.lake / ".current").exists():
            return []
        return (
            Lake.open(self.lake, create=False)
            .current()
            .dataset("runs")
            .to_table()
            .sort_by("run_id")
            .to_pylist()
        )

    def ended(self, trigger):
        return [run for run in self.runs() if run["trigger"] == trigger]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    one = Service(tmp_path_factory.mktemp("service"), "--every", "1d")
    yield one
    one.process.kill()
    one.process.wait()


def test_a_fresh_machine_serves_and_runs_at_once_and_an_empty_inbox_is_no_failure(service):
    [run] = until(lambda: service.ended("start"))
    assert (run["status"], run["files_listed"], run["articles_written"]) == ("completed", 0, 0)
    for flow, schedules in {"ingest": 1, "maintain": 1, "reprocess": 0}.items():
        deployment = service.ask(f"/deployments/name/{flow}/newsmill")
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert len(deployment["schedules"]) == schedules
        # Prefect's form shows what the docstring says of each parameter.
        properties = deployment["parameter_openapi_schema"]["properties"]
        assert [name for name, shown in properties.items() if not shown.get("description")] == []
    # The scheduler of a server that is broken by its dependencies makes no runs, without a word.
    assert until(lambda: service.flow_runs("SCHEDULED"))


def test_a_killed_run_is_interrupted_crashed_and_taken_up_again(service):
    (service.source / "first.jsonl").write_text(articles(3, "first"))
    for number in range(BATCHES):
        (service.source / f"many-{number}.jsonl").write_text(articles(5, f"many{number}"))
    settings = ["--set", "source.batch_bytes=2000", "--set", "workers=1"]
    killed = service.newsmill("run", str(service.source), *settings)
    staging = service.lake / ".staging"
    until(lambda: len(list(staging.glob("batches/*/enrich"))) >= 2)
    workers = children(killed.pid)
    killed.kill()
    killed.wait()
    [stuck] = service.flow_runs("RUNNING")
    until(lambda: not any(is_alive(pid) for pid in workers))

    again = service.newsmill("run", str(service.source), *settings)
    assert again.wait(PATIENCE_SECONDS) == 0
    interrupted, completed = service.ended("cli")
    assert (interrupted["status"], completed["status"]) == ("interrupted", "completed")
    assert interrupted["flow_run_id"] == stuck["id"]
    assert json.loads(completed["steps"])["enrich"]["resumed_batches"] >= 2
    assert [run["id"] for run in service.flow_runs("CRASHED")] == [stuck["id"]]
    assert service.flow_runs("RUNNING") == []
    urls = (
        ds.dataset(service.lake / "articles", partitioning="hive")
        .to_table(columns=["url"])["url"]
        .to_pylist()
    )
    assert sorted(urls) == sorted(set(urls))
    assert len(urls) == 3 + 5 * BATCHES


def test_a_refused_run_is_told_and_a_hook_that_fails_costs_nothing(service):
    told = service.folder / "told.json"
    (service.source / "bad.jsonl").write_text("not json")
    hooks = {"command": f"tee {told}", "webhook": "http://127.0.0.1:9/"}
    refused = service.newsmill(
        "run", str(service.source), "--set", "gates.max_reject_share=0.1", "--set", f"hooks.on_failure={json.dumps(hooks)}"
    )  # fmt: skip
    assert refused.wait(PATIENCE_SECONDS) == 1
    payload = json.loads(told.read_text())
    # The schedule may have run in the meantime.
    run = service.ended("cli")[-1]
    assert (payload["run_id"], payload["status"]) == (run["run_id"], "refused")
    assert "max_reject_share" in payload["error"]


@pytest.mark.slow
def test_a_killed_server_comes_back_and_missed_runs_are_made_up_for(service):
    def pid(name):
        return next(
            (p for p, command in children(service.process.pid, deep=False).items() if name in command), None
        )

    server, runner = pid("flows.server"), pid("flows.schedule")
    os.kill(server, signal.SIGKILL)
    until(lambda: pid("flows.server") not in {None, server})
    # The runner of Prefect no longer hears of cancellations; it is started anew when it is idle.
    until(lambda: pid("flows.schedule") not in {None, runner})
    until(lambda: not service.flow_runs("RUNNING", "PENDING") and len(service.ended("start")) > 1)

    before = len(service.runs())
    os.kill(pid("flows.schedule"), signal.SIGSTOP)
    deployment = service.ask("/deployments/name/ingest/newsmill")
    for minutes in range(1, 31):
        due = datetime.now(UTC) - timedelta(minutes=minutes)
        state = {"type": "SCHEDULED", "name": "Late", "state_details": {"scheduled_time": due.isoformat()}}
        service.ask(f"/deployments/{deployment['id']}/create_flow_run", state=state)
    os.kill(pid("flows.schedule"), signal.SIGKILL)
    until(lambda: service.ended("catch-up"))
    assert len(service.flow_runs("CANCELLED")) >= 30
    assert len(service.runs()) == before + 1


def test_the_end_of_the_schedule_is_the_end_of_all_its_processes(service):
    started = children(service.process.pid)
    assert any("flows.server" in command for command in started.values())
    assert any("flows.schedule" in command for command in started.values())
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(PATIENCE_SECONDS) == 0
    assert not any(is_alive(pid) for pid in started)
    with pytest.raises(urllib.error.URLError):
        service.ask("/health")
    assert not list(service.folder.glob("**/newsmill-server.json"))
