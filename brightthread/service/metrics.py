"""Metrics: one registry per process, read by Prometheus at ``/metrics`` and by CloudWatch as EMF lines."""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """The metrics of one service; names are prefixed with ``brightthread_``."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.registry = CollectorRegistry()
        self._requests = self.histogram(
            "http_request_seconds", "Time to answer a request", ("method", "route", "status")
        )
        self._in_flight = self.gauge("http_requests_in_flight", "Requests being answered")

    def counter(self, name: str, meaning: str, labels: Sequence[str] = ()) -> Counter:
        """A number that only grows."""
        return Counter(f"brightthread_{name}", meaning, labels, registry=self.registry)

    def gauge(self, name: str, meaning: str, labels: Sequence[str] = ()) -> Gauge:
        """A number that comes and goes."""
        return Gauge(f"brightthread_{name}", meaning, labels, registry=self.registry)

    def histogram(
        self, name: str, meaning: str, labels: Sequence[str] = (), buckets: Sequence[float] = SECONDS
    ) -> Histogram:
        """A distribution; ``buckets`` are upper bounds, in seconds unless the name says otherwise."""
        return Histogram(f"brightthread_{name}", meaning, labels, buckets=buckets, registry=self.registry)

    def request_started(self) -> None:
        """One more request is being answered."""
        self._in_flight.inc()

    def request_done(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered; ``route`` is its template, never its path."""
        self._in_flight.dec()
        self._requests.labels(method, route, str(status)).observe(seconds)

    def exposition(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)
