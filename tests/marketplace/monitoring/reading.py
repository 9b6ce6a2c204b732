"""Read what /metrics of the site prints."""

from __future__ import annotations

from django.test import Client
from prometheus_client.parser import text_string_to_metric_families


def figures() -> dict[str, float]:
    """Samples by name; one with labels is `name{label=value}`."""
    found = {}
    for family in text_string_to_metric_families(text()):
        for sample in family.samples:
            marks = ",".join(f"{name}={value}" for name, value in sample.labels.items())
            found[sample.name + (f"{{{marks}}}" if marks else "")] = float(sample.value)
    return found


def text() -> str:
    response = Client().get("/metrics")
    assert response.status_code == 200
    return response.content.decode()
