"""Finding orders by words: in the id, or in a line's SKU, product, color and size.

The cost does not grow with the number of orders: ids are found by their ends, lines newest first by SKU.
"""

from typing import Any

from platform_service.adapters.sql.session import SqlSession
from platform_service.application.records import OrderSearch

_SKUS = """
SELECT v.sku FROM variants v JOIN products p USING (product_id)
 WHERE concat_ws(' ', v.sku, p.name, v.color, v.size) ILIKE :pattern
"""

_MANY = 2_000
"""With more ids than that, going through the orders from the newest on finds a page of them sooner than sorting."""

# company by company, each by the index: left to itself the planner goes through the terms of all companies for staff
_TERMS = f"""
  FROM companies c CROSS JOIN LATERAL (
       SELECT company_id, ordered_at, order_id FROM order_terms
        WHERE company_id = c.company_id AND term >= lower(:words) AND term < lower(:words) || chr(1114111)
        LIMIT {_MANY + 1}) AS t
"""

_COUNT = f"""
SELECT count(*) AS found
  FROM (SELECT {_TERMS} WHERE :company_id IN ('*', c.company_id) LIMIT {_MANY + 1}) AS few
"""

_BY_FEW_IDS = f"SELECT DISTINCT t.ordered_at AS at, t.order_id {_TERMS} {{join}} WHERE {{conditions}}"

_BY_MANY_IDS = """
SELECT o.created_at AS at, o.order_id FROM orders o WHERE o.order_id ILIKE :pattern AND {conditions}
"""

_BY_LINES = """
SELECT f.at, f.order_id FROM unnest(CAST(:skus AS text[])) AS s (sku) CROSS JOIN LATERAL (
       SELECT DISTINCT t.ordered_at AS at, t.order_id FROM order_lines t {join}
        WHERE t.sku = s.sku AND {conditions} ORDER BY at DESC, order_id DESC LIMIT :limit) AS f
"""

_NEWEST = "SELECT * FROM ({}) AS newest ORDER BY at DESC, order_id DESC LIMIT :limit"


def like(words: str) -> str:
    """Words as a LIKE pattern takes them literally."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def found_by_words(session: SqlSession, search: OrderSearch, words: str) -> list[str]:
    """The ids of the first ``search.limit + 1`` orders of the page, newest first."""
    pattern = f"%{like(words)}%"
    skus = [row["sku"] for row in await session.rows(_SKUS, pattern=pattern)]
    many = await _many_ids(session, words)
    by_id = _BY_MANY_IDS.format(conditions=_conditions(session, search, "o", "created_at")) if many else ""
    narrowed = {
        "conditions": _conditions(session, search, "t", "ordered_at"),
        "join": "JOIN orders o USING (order_id)" if search.status else "",
    }
    parts = [_NEWEST.format(by_id or _BY_FEW_IDS.format(**narrowed))]
    parts += [_BY_LINES.format(**narrowed)] if skus else []
    given: dict[str, Any] = {"limit": search.limit + 1, "company_id": session.company_id, "words": words}
    given |= {"status": search.status} if search.status else {}
    given |= {"at": search.after[0], "id": search.after[1]} if search.after else {}
    sql = _NEWEST.format(" UNION ".join(f"({part})" for part in parts))
    rows = await session.rows(sql, pattern=pattern, skus=skus, **given)
    return [row["order_id"] for row in rows]


async def _many_ids(session: SqlSession, words: str) -> bool:
    row = await session.row(_COUNT, words=words, company_id=session.company_id)
    return row is not None and row["found"] > _MANY


def _conditions(session: SqlSession, search: OrderSearch, table: str, age: str) -> str:
    """``table`` narrowed to the company, the status and what comes after the cursor."""
    conditions = ["true"]
    if session.company_id != "*":
        conditions.append(f"{table}.company_id = :company_id")
    if search.status is not None:
        conditions.append("o.status = :status")
    if search.after is not None:
        conditions.append(f"({table}.{age}, {table}.order_id) < (:at, :id)")
    return " AND ".join(conditions)
