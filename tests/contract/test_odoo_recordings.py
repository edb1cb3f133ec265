"""The emulated Odoo answers as a live Odoo 19 was recorded to answer: status, shape and, where it matters, values."""

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_stack.emulators.odoo import OdooSettings, create_app

RECORDED = Path(__file__).parents[2].parent / "shared" / "specs" / "odoo19_recorded_samples.jsonl"
KEY = "the-key"
pytestmark = pytest.mark.skipif(
    not RECORDED.exists(), reason=f"the vendors' specifications are not at {RECORDED.parent}"
)

# The live server had been used before: what ids its records started from, by the call before which it matters.
FIRST_IDS: dict[str, dict[str, int]] = {
    "attr_create": {"product_product": 71, "product_template_attribute_value": 25},
    "so_create": {"sale_order_line": 51, "stock_move": 79, "stock_picking": 20, "sale_order": 25},
    "so2_create": {"stock_picking": 21, "stock_move": 86, "sale_order_line": 54},
    "so_create 2": {"stock_picking": 22, "stock_move": 87, "sale_order_line": 55},
    "so_short_create": {"stock_picking": 23, "stock_move": 88, "sale_order_line": 56},
    "so_conc_create": {"sale_order_line": 57},
}
# Values are compared where they are the point of the recording; elsewhere names and types are.
EXACT = {
    "batch_partial_count", "dup_count", "err_missing_record", "fields_get_mo_state", "fields_get_picking_state",
    "fields_get_so_state", "mo_after_chg", "mo_read_cancelled", "pick", "picking_after_address",
    "picking_after_validate", "product_after_short", "quant_formatted_read_group", "quants_after_reserve",
    "so2_read", "so_after_cancel", "so_short_moves", "so_state", "sol", "sol_after_qty_moves", "variants_search_read",
}  # fmt: skip
# What the emulator does not know: taxes, carriers' names, access groups.
INCIDENTAL = {"carriers", "group_sale", "group_user"}
SENT_WITHOUT_JSON = {"err_bad_json", "err_content_type"}


def _samples() -> list[dict[str, Any]]:
    if not RECORDED.exists():
        return []
    lines = [json.loads(line) for line in RECORDED.read_text().splitlines()]
    seen: set[str] = set()
    samples = []
    for line in lines:
        if line["request"]["path"].startswith("/json/2/") or line["label"] == "web_version":
            label = f"{line['label']} 2" if line["label"] in seen else line["label"]
            seen.add(label)
            samples.append({**line, "label": label})
    return samples


@pytest.fixture(scope="module")
async def answers(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, httpx.Response]]:
    """Play the whole recording against a fresh emulator and return its answers by label."""
    folder = tmp_path_factory.mktemp("odoo")
    app = create_app(folder, OdooSettings("bt", KEY))
    played: dict[str, httpx.Response] = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://odoo") as client:
        for sample in _samples():
            _continue_ids(folder, sample)
            request = sample["request"]
            headers = {k: v.replace("<API_KEY>", KEY) for k, v in request["headers"].items()}
            if sample["label"] == "err_bad_key":
                headers["Authorization"] = "bearer wrong"
            body = request["body"]
            content = body if isinstance(body, str) or body is None else json.dumps(body)
            played[sample["label"]] = await client.request(
                request["method"], request["path"], content=content, headers=headers
            )
    yield played
    app.state.odoo.close()


def _continue_ids(folder: Path, sample: dict[str, Any]) -> None:
    wanted = dict(FIRST_IDS.get(sample["label"], {}))
    path, answer = sample["request"]["path"], sample["response"]["body"]
    if path.endswith("/create") and sample["response"]["status"] == 200:
        wanted[path.split("/")[3].replace(".", "_")] = min(answer)
    with sqlite3.connect(folder / "odoo.sqlite3") as connection:
        for table, first in wanted.items():
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, first - 1))


@pytest.mark.parametrize("sample", _samples(), ids=lambda sample: sample["label"])
def test_emulator_answers_with_the_recorded_status(sample: dict[str, Any], answers: dict[str, httpx.Response]) -> None:
    answer = answers[sample["label"]]
    assert answer.status_code == sample["response"]["status"], answer.text
    recorded_type = sample["response"]["headers"]["Content-Type"].partition(";")[0]
    assert answer.headers["content-type"].partition(";")[0] == recorded_type


@pytest.mark.parametrize("sample", _samples(), ids=lambda sample: sample["label"])
def test_emulator_answers_in_the_recorded_shape(sample: dict[str, Any], answers: dict[str, httpx.Response]) -> None:
    recorded = sample["response"]["body"]
    if sample["response"]["headers"]["Content-Type"].startswith("text/html"):
        assert answers[sample["label"]].text == recorded
        return
    given = answers[sample["label"]].json()
    if sample["label"] in EXACT:
        assert given == recorded
    elif sample["label"] not in INCIDENTAL:
        assert _shape(given) == _shape(recorded)
    if sample["response"]["status"] >= 400:
        assert {k: v for k, v in given.items() if k != "debug"} == {k: v for k, v in recorded.items() if k != "debug"}


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shape(one) for one in value]
    return type(value).__name__
