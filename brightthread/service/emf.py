"""The same metrics for CloudWatch: embedded metric format, one JSON line per set of labels.

Counters and histograms are written as what was added since the last line, gauges as they stand; buckets are left out,
a histogram becomes its ``_count`` and ``_sum``.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from prometheus_client import CollectorRegistry

_MOST_METRICS_A_LINE = 100
_SKIPPED = ("_bucket", "_created")

Labels = tuple[tuple[str, str], ...]


class EmfWriter:
    """Writes the registry's numbers through ``write`` (one line a call) at each ``flush``."""

    def __init__(
        self, registry: CollectorRegistry, *, namespace: str, service: str, write: Callable[[str], object]
    ) -> None:
        self._registry = registry
        self._namespace = namespace
        self._service = service
        self._write = write
        self._written: dict[tuple[str, Labels], float] = {}

    def flush(self, now_ms: int) -> None:
        """Write what changed, stamped ``now_ms`` (milliseconds since 1970)."""
        by_labels: dict[Labels, dict[str, float]] = defaultdict(dict)
        for name, labels, value in self._changes():
            by_labels[labels][name] = value
        for labels, values in by_labels.items():
            names = list(values)
            for start in range(0, len(names), _MOST_METRICS_A_LINE):
                part = {name: values[name] for name in names[start : start + _MOST_METRICS_A_LINE]}
                self._write(json.dumps(self._line(labels, part, now_ms)))

    def _changes(self) -> Iterator[tuple[str, Labels, float]]:
        for family in self._registry.collect():
            for sample in family.samples:
                if sample.name.endswith(_SKIPPED):
                    continue
                labels = tuple(sorted(sample.labels.items()))
                if family.type == "gauge":
                    yield sample.name, labels, sample.value
                    continue
                added = sample.value - self._written.get((sample.name, labels), 0.0)
                self._written[sample.name, labels] = sample.value
                if added:
                    yield sample.name, labels, added

    def _line(self, labels: Labels, values: dict[str, float], now_ms: int) -> dict[str, Any]:
        dimensions = {"service": self._service, **dict(labels)}
        directive = {
            "Namespace": self._namespace,
            "Dimensions": [list(dimensions)],
            "Metrics": [{"Name": name, "Unit": _unit(name)} for name in values],
        }
        return {"_aws": {"Timestamp": now_ms, "CloudWatchMetrics": [directive]}, **dimensions, **values}


def _unit(name: str) -> str:
    if name.endswith("_seconds_sum"):
        return "Seconds"
    return "Count" if name.endswith(("_total", "_count")) else "None"
