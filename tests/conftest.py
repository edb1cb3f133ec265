"""Fixtures every kind of test may use."""

from tests.postgres import empty_database, postgres_server

__all__ = ["empty_database", "postgres_server"]
