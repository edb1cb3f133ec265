"""Lists are walked by opaque cursors, each item once."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightthread.service.pages import cut, read_cursor, write_cursor
from brightthread.service.problems import Problem

URL = "/demo/v1/things"


async def test_pages_cover_the_list_once(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    seen: list[int] = []
    cursor: str | None = None
    while True:
        params = {"limit": "3", **({"cursor": cursor} if cursor else {})}
        page = (await client.get(URL, params=params, headers=signed)).json()
        seen += [item["n"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"limit": "3.0"}, "limit"),
        ({"limit": " 3"}, "limit"),
        ({"limit": "+3"}, "limit"),
        ({"limit": "1_0"}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"cursor": ""}, "cursor"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"cursor": "x" * 2000}, "cursor"),
        ({"cursor": write_cursor("orders", (3,))}, "cursor"),
        ({"cursor": write_cursor("things", ("3",))}, "cursor"),
        ({"cursor": write_cursor("things", (3, 4))}, "cursor"),
    ],
)
async def test_bad_parameters_are_named(
    client: httpx.AsyncClient, signed: dict[str, str], params: dict[str, str], field: str
) -> None:
    response = await client.get(URL, params=params, headers=signed)
    assert (response.status_code, response.json()["code"]) == (422, "validation_failed")
    assert [error["field"] for error in response.json()["errors"]] == [field]


@given(st.text(max_size=50), st.integers(-(2**60), 2**60))
def test_cursor_brings_back_its_position(text: str, number: int) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    assert read_cursor(write_cursor("k", (number, clean)), "k", (int, str)) == (number, clean)


@given(st.text(max_size=60))
def test_no_text_is_a_cursor_by_chance(text: str) -> None:
    with pytest.raises(Problem, match="validation_failed"):
        read_cursor(text, "k", (int, str))


def test_last_page_has_no_cursor() -> None:
    assert cut([1, 2], 2, "k", lambda n: (n,)).next_cursor is None
    assert cut([1, 2, 3], 2, "k", lambda n: (n,)).items == [1, 2]
