"""The same numbers reach Prometheus and CloudWatch."""

import json

from brightthread.service.emf import EmfWriter
from brightthread.service.metrics import Metrics


def test_emf_lines_tell_what_was_added_since_the_last() -> None:
    metrics = Metrics("platform")
    applied = metrics.counter("changes_applied", "Changes applied", ("kind",))
    waiting = metrics.gauge("jobs_waiting", "Jobs waiting")
    lines: list[str] = []
    writer = EmfWriter(metrics.registry, namespace="BrightThread", service="platform", write=lines.append)
    applied.labels("cancel").inc(2)
    waiting.set(5)
    writer.flush(1000)
    applied.labels("cancel").inc()
    writer.flush(2000)
    writer.flush(3000)
    told = [json.loads(line) for line in lines]
    counts = [line["brightthread_changes_applied_total"] for line in told if line.get("kind") == "cancel"]
    assert counts == [2.0, 1.0]
    assert [line["brightthread_jobs_waiting"] for line in told if "brightthread_jobs_waiting" in line] == [5, 5, 5]
    directive = told[0]["_aws"]["CloudWatchMetrics"][0]
    assert directive["Namespace"] == "BrightThread"
    assert told[0]["_aws"]["Timestamp"] == 1000
    assert set(directive["Dimensions"][0]) <= told[0].keys()


def test_histograms_become_count_and_sum() -> None:
    metrics = Metrics("agent")
    metrics.request_started()
    metrics.request_done("GET", "/x", 200, 0.25)
    lines: list[str] = []
    EmfWriter(metrics.registry, namespace="n", service="agent", write=lines.append).flush(1)
    (line,) = [json.loads(line) for line in lines if "/x" in line]
    assert line["brightthread_http_request_seconds_count"] == 1
    assert line["brightthread_http_request_seconds_sum"] == 0.25
    units = {metric["Name"]: metric["Unit"] for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]}
    assert units["brightthread_http_request_seconds_sum"] == "Seconds"
    assert not any("bucket" in name for name in line)
    assert b'brightthread_http_request_seconds_count{method="GET",route="/x",status="200"} 1.0' in metrics.exposition()
