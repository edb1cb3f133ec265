"""Fixtures every kind of test may use, and how long hypothesis may look."""

import os

from hypothesis import HealthCheck, settings

from tests.postgres import empty_database, postgres_server

__all__ = ["empty_database", "postgres_server"]

# A busy machine is slow, which says nothing about the code. In CI the same examples are tried each time, so that a run
# says something about the change at hand; new ones are tried everywhere else.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
