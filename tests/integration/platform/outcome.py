"""What must be true of a platform and the systems around it once everything has been carried out."""

import json
from collections import Counter
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.integration.platform.running import Running
from tests.invariants import violations

Json = dict[str, Any]
UNDERWAY = """
SELECT (SELECT count(*) FROM changes
         WHERE status IN ('applied', 'reversed') AND sync_state IN ('pending', 'compensating'))
     + (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')) AS underway
"""


def underway(running: Running) -> int:
    """How many changes and jobs are not finished."""
    with psycopg.connect(running.dsns.administrator) as connection:
        row = connection.execute(UNDERWAY).fetchone()
    assert row is not None
    return int(row[0])


def faults(running: Running) -> list[str]:
    """Everything that is not as it must be: invariants, unfinished work, and effects missing or doubled outside."""
    with psycopg.connect(running.dsns.administrator, row_factory=dict_row) as connection:
        rows = connection.execute("SELECT * FROM changes ORDER BY created_at").fetchall()
        orders = {row["order_id"] for row in rows}
        shown = {order_id: _stored(connection, order_id) for order_id in orders}
        matters = connection.execute(
            "SELECT review_id AS id, ticket_id FROM reviews UNION ALL SELECT escalation_id, ticket_id FROM escalations"
        ).fetchall()
        jobs = connection.execute("SELECT task_name, args, status FROM procrastinate_jobs").fetchall()
    found = violations(running.dsns.administrator)
    found += [f"job left: {job}" for job in jobs]
    found += [f"{row['change_id']} is {row['sync_state']}" for row in rows if not _ended(row)]
    shown_by_erp = {order_id: _in_erp(running, order_id) for order_id in sorted(orders)}
    found += [f"{each}: ERP {erp}, stored {shown[each]}" for each, erp in shown_by_erp.items() if erp != shown[each]]
    found += _tickets(running, matters)
    found += _labels(running, rows)
    return found + _events(running, rows)


def _ended(change: Json) -> bool:
    return change["status"] == "pending_review" or change["sync_state"] in ("synced", "reversed")


def _stored(connection: psycopg.Connection[Json], order_id: str) -> Json:
    order = connection.execute("SELECT * FROM orders WHERE order_id = %s", (order_id,)).fetchone()
    lines = connection.execute("SELECT sku, quantity FROM order_lines WHERE order_id = %s", (order_id,)).fetchall()
    assert order is not None
    if order["status"] == "CANCELLED":
        return {"cancelled": True}
    pieces = {line["sku"]: line["quantity"] for line in lines}
    return {"pieces": pieces, "delivery": str(order["delivery_date"]), "street": order["address"]["street"]}


def _in_erp(running: Running, order_id: str) -> Json:
    call = running.erp.state.odoo.call
    domain = [["client_order_ref", "=", order_id]]
    orders = call("sale.order", "search_read", {"domain": domain, "fields": []})
    assert len(orders) == 1, f"{len(orders)} orders {order_id} in the ERP"
    if orders[0]["state"] == "cancel":
        return {"cancelled": True}
    asked = {"domain": [["order_id", "=", orders[0]["id"]]], "fields": ["product_id", "product_uom_qty"]}
    lines = call("sale.order.line", "search_read", asked)
    skus = {one["id"]: one["default_code"] for one in call("product.product", "search_read",
            {"domain": [], "fields": ["default_code"]})}  # fmt: skip
    pieces: Counter[str] = Counter()
    for line in lines:
        if line["product_id"] and line["product_uom_qty"]:
            pieces[skus[line["product_id"][0]]] += int(line["product_uom_qty"])
    contact = call("res.partner", "search_read", {"domain": [["id", "=", orders[0]["partner_shipping_id"][0]]],
                   "fields": ["street"]})  # fmt: skip
    return {"pieces": dict(pieces), "delivery": orders[0]["commitment_date"][:10], "street": contact[0]["street"]}


def _tickets(running: Running, matters: list[Json]) -> list[str]:
    found = []
    for matter in matters:
        tickets = [str(ticket["id"]) for ticket in running.desk.state.zendesk.tickets(matter["id"])]
        if tickets != [matter["ticket_id"]]:
            found.append(f"{matter['id']} has the tickets {tickets}, knows of {matter['ticket_id']}")
    return found


def _labels(running: Running, changes: list[Json]) -> list[str]:
    """One label bought and kept for each redirected change, and it is where the parcel goes."""
    transactions, _ = running.carrier.state.shippo.newest("transaction", 1, 10_000)
    found = []
    for change in changes:
        redirected = any(part["type"] == "change_address" for part in change["option"]["changes"])
        if not redirected or not change["order_id"].startswith("R"):
            continue
        bought = [one for one in transactions if one["metadata"] == f"{change['order_id']} {change['change_id']}"]
        if [one["status"] for one in bought] != ["SUCCESS"]:
            found.append(f"{change['change_id']} bought {json.dumps(bought)}")
    return found


def _events(running: Running, changes: list[Json]) -> list[str]:
    """Each change that ended was told, by one event however often it was delivered."""
    ids = {event["event_id"]: (event["kind"], event["data"].get("change", {}).get("change_id"))
           for event in running.agent.events}  # fmt: skip
    told = Counter(ids.values())
    wanted = {"synced": "change_synced", "reversed": "change_reversed"}
    return [
        f"{change['change_id']} was told {told[wanted[change['sync_state']], change['change_id']]} times"
        for change in changes
        if change["sync_state"] in wanted
        and change["status"] in ("applied", "reversed")
        and told[wanted[change["sync_state"]], change["change_id"]] != 1
    ]
