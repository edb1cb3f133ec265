"""A session sends what it collected in order, with the next read or the commit, whatever it was put together to."""

from collections.abc import AsyncIterator

import psycopg
import pytest

from platform_service.adapters.sql.session import SqlSession
from tests.postgres import Dsns


@pytest.fixture
async def session(database: Dsns) -> AsyncIterator[SqlSession]:
    async with await psycopg.AsyncConnection.connect(database.owner) as connection:
        await connection.execute("CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree, note jsonb)")
        await connection.execute("CREATE TABLE leaf (tree int REFERENCES tree, name text)")
        yield SqlSession(connection, "one")
        await connection.rollback()


async def test_rows_inserted_after_each_other_arrive_all_and_children_find_their_parents(session: SqlSession) -> None:
    session.insert("tree", [{"id": 1, "parent": None, "note": '{"a": 1}'}, {"id": 2, "parent": 1, "note": None}])
    session.insert("leaf", [{"tree": 2, "name": "two"}, {"tree": 1, "name": "%s :one"}])
    assert await session.rows("SELECT id, parent, note FROM tree ORDER BY id") == [
        {"id": 1, "parent": None, "note": {"a": 1}},
        {"id": 2, "parent": 1, "note": None},
    ]
    assert [row["name"] for row in await session.rows("SELECT name FROM leaf ORDER BY tree")] == ["%s :one", "two"]


async def test_what_was_written_between_two_inserts_keeps_its_place(session: SqlSession) -> None:
    session.insert("leaf", [{"tree": None, "name": "early"}])
    session.write("UPDATE leaf SET name = name || :mark", mark="!")
    session.insert("leaf", [{"tree": None, "name": "late"}])
    assert [row["name"] for row in await session.rows("SELECT name FROM leaf ORDER BY name")] == ["early!", "late"]


async def test_an_insert_ends_as_it_was_told(session: SqlSession) -> None:
    session.insert("tree", [{"id": 1, "note": '"old"'}])
    session.write("SELECT 1")
    session.insert(
        "tree",
        [{"id": 1, "note": '"new"'}, {"id": 2, "note": '"new"'}],
        then="ON CONFLICT (id) DO UPDATE SET note = excluded.note",
    )
    assert [row["note"] for row in await session.rows("SELECT note FROM tree")] == ["new", "new"]


async def test_no_rows_are_no_statement(session: SqlSession) -> None:
    session.insert("tree", [])
    await session.flush(commit=True)
    assert await session.row("SELECT FROM tree") is None


async def test_several_reads_are_made_in_their_order_after_what_was_written(session: SqlSession) -> None:
    session.write("INSERT INTO leaf (name) VALUES (:name)", name="a")
    changed, left = await session.rows_of(
        ("UPDATE leaf SET name = :new RETURNING name", {"new": "b"}), ("SELECT name FROM leaf", {})
    )
    assert (changed, left) == ([{"name": "b"}], [{"name": "b"}])


async def test_a_row_that_breaks_a_rule_fails_the_flush_and_nothing_is_committed(session: SqlSession) -> None:
    session.write("INSERT INTO leaf (name) VALUES ('kept?')")
    session.insert("leaf", [{"tree": 99, "name": "orphan"}])
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        await session.flush(commit=True)
    await session.driver.rollback()
    with pytest.raises(psycopg.errors.UndefinedTable):
        await session.rows("SELECT FROM leaf")
