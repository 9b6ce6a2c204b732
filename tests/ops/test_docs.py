"""Dashboard, alert rules and runbook speak of metrics that exist, as /metrics prints them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from campaigns.clicks.recording.tally import Tally
from campaigns.clicks.redirect import redirect_metrics
from marketplace.heartbeat import beat
from marketplace.processes.programs import ROOT
from tests.marketplace.monitoring import reading

OPS = ROOT / "docs" / "ops"
OF_PROMETHEUS = {"up"}
# What stands where a metric could, in PromQL: https://prometheus.io/docs/prometheus/latest/querying
WORDS = {
    "absent", "and", "by", "delta", "group_left", "increase", "max", "offset", "on", "or",
    "predict_linear", "rate", "sum", "unless",
}  # fmt: skip
FORBIDDEN_ENDINGS = ("_ms", "_minutes", "_hours", "_kilobytes", "_percent")


def names_in(expression: str) -> set[str]:
    """The metrics that a PromQL expression names: neither functions nor labels nor durations."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"", " ", expression)
    bare = re.sub(r"\b(by|on|group_left)\s*\([^)]*\)", " ", bare)
    return set(re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", bare)) - WORDS


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((OPS / "prometheus-alerts.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((OPS / "grafana-dashboard.json").read_text())["panels"]
    return found


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    yield from (target["expr"] for panel in panels() for target in panel.get("targets", []))


@pytest.fixture
def printed(db: None, tmp_path: Path) -> list[str]:
    """What the site and the redirect print."""
    beat("payouts.audit", unexplained_cents=0, broken=0)
    return [reading.text(), redirect_metrics.exposition(tmp_path, Tally(tmp_path), 0)]


def exposed(printed: list[str]) -> set[str]:
    """The names of all series, with the endings that their type gives them."""
    found = set()
    for text in printed:
        for family in text_string_to_metric_families(text):
            ending = "_total" if family.type == "counter" else ""
            found |= {family.name + ending, *(sample.name for sample in family.samples)}
    return found


def test_every_name_exists(printed: list[str]) -> None:
    named = {name for expression in expressions() for name in names_in(expression)}

    assert named - exposed(printed) - OF_PROMETHEUS == set()


def test_every_figure_is_shown_or_watched(printed: list[str]) -> None:
    named = {name for expression in expressions() for name in names_in(expression)}
    ours = {name for name in exposed(printed) if name.startswith("franc_")}

    assert {name for name in ours - named if not name.endswith("_created")} <= {
        "franc_redirect_spool_segments"
    }


def test_every_series_says_what_it_is(printed: list[str]) -> None:
    for text in printed:
        told = {line.split()[2] for line in text.splitlines() if line.startswith("# HELP")}
        typed = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
        series = {re.split(r"[{ ]", line)[0] for line in text.splitlines() if line[:1] != "#"}
        assert told == typed
        assert series <= told
        assert {name for name in told if name.endswith(FORBIDDEN_ENDINGS)} == set()


def test_every_alert_has_its_part_of_the_runbook() -> None:
    runbook = (OPS / "runbook.md").read_text()
    parts = re.findall(r"^## (\S+)$", runbook, flags=re.MULTILINE)
    linked = [rule["annotations"]["runbook"] for rule in rules()]

    assert {f"docs/ops/runbook.md#{part}" for part in parts} == set(linked)


def test_rules_are_whole() -> None:
    names = [rule["alert"] for rule in rules()]

    assert len(names) == len(set(names))
    for rule in rules():
        assert set(rule) - {"for"} == {"alert", "expr", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"page", "warn"}
        assert set(rule["annotations"]) == {"summary", "runbook"}
        assert re.fullmatch(r"\d+[mh]", rule.get("for", "1m"))
        assert rule["expr"].count("(") == rule["expr"].count(")")


def test_panels_are_whole_and_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        place = panel["gridPos"]
        cells = {
            (place["x"] + across, place["y"] + down)
            for across in range(place["w"])
            for down in range(place["h"])
        }
        assert not taken & cells, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in panels()}) == len(panels())
    rows = [panel["title"] for panel in panels() if panel["type"] == "row"]
    assert rows == ["Money", "Clicks", "Queues", "Hosts"]


def test_prometheus_reads_both_and_these_rules() -> None:
    settings = yaml.safe_load((OPS / "prometheus.yml").read_text())

    assert [job["job_name"] for job in settings["scrape_configs"]] == [
        "franc-site",
        "franc-redirect",
    ]
    assert [(OPS / name).exists() for name in settings["rule_files"]] == [True]
    jobs = {job for text in expressions() for job in re.findall(r'job="([^"]+)"', text)}
    assert jobs == {"franc-site", "franc-redirect"}
