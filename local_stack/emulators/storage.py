"""What an emulator remembers: a SQLite file, written with every call, so that a kill at any moment loses nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Store:
    """A SQLite file in write-ahead mode; ``transaction`` commits as a whole or not at all. One thread uses it."""

    def __init__(self, file: Path, schema: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        # Normal is enough: the file must survive the death of the process, not that of the machine.
        self._connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;")
        self._connection.executescript(schema)
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction; inside another one it is part of that."""
        self._depth += 1
        try:
            if self._depth == 1:
                self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
        except BaseException:
            if self._depth == 1:
                self._connection.execute("ROLLBACK")
            raise
        else:
            if self._depth == 1:
                self._connection.execute("COMMIT")
        finally:
            self._depth -= 1

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for reading."""
        return self._connection

    def close(self) -> None:
        self._connection.close()
