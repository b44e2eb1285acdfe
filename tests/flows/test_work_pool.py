from pathlib import Path

import yaml
from prefect.flows import load_flow_from_entrypoint

from flows.schedule import SERVED


def test_a_work_pool_runs_the_flows_that_a_schedule_serves():
    """`prefect.yaml` and `newsmill schedule`: the same flows, by parameters that they have."""
    deployed = yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text())["deployments"]
    assert [one["entrypoint"] for one in deployed] == [served.entrypoint for served in SERVED]
    for one, served in zip(deployed, SERVED, strict=True):
        parameters = load_flow_from_entrypoint(served.entrypoint).parameters.properties
        scheduled = [schedule["parameters"] for schedule in one["schedules"]]
        assert all(given.keys() <= parameters.keys() for given in [one["parameters"], *scheduled])
        assert bool(scheduled) == (served.kind != "by hand")
        assert one["description"] == served.description
