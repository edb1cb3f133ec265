"""Orders in SQL: an order with its lines and postings is one statement."""

from collections.abc import Sequence
from typing import Any

from platform_service.adapters.sql.session import Row, SqlSession
from platform_service.application.records import OrderItem, OrderSearch
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Posting, Status

_ORDER = """
SELECT o.order_id, o.company_id, o.user_id, u.name AS user_name, o.status, o.version, o.created_at, o.delivery_date,
       o.address, o.next_line, o.currency,
       (SELECT json_agg(json_build_array(l.line_id, l.sku, v.product_id, p.name, v.color, v.size, l.quantity,
                                         l.unit_price, l.artwork_id, a.name, l.pieces_produced) ORDER BY l.position)
          FROM order_lines l JOIN variants v USING (sku) JOIN products p USING (product_id)
          LEFT JOIN artworks a USING (artwork_id)
         WHERE l.order_id = o.order_id) AS lines,
       (SELECT json_agg(json_build_array(kind, code, label, amount, change_id) ORDER BY posting_id)
          FROM order_postings f WHERE f.order_id = o.order_id) AS postings
  FROM orders o JOIN users u USING (user_id)
 WHERE o.order_id = :order_id AND (:company_id = '*' OR o.company_id = :company_id)
"""

_PAGE = """
SELECT o.*, l.lines
  FROM (SELECT order_id, status, version, created_at, delivery_date, pieces, total, currency
          FROM orders o
         WHERE {conditions}
         ORDER BY created_at DESC, order_id DESC LIMIT :limit) o
 CROSS JOIN LATERAL (
       SELECT array_agg(concat(l.quantity, ' × ', p.name, ' ', v.color, ' ', v.size) ORDER BY l.position) AS lines
         FROM order_lines l JOIN variants v USING (sku) JOIN products p USING (product_id)
        WHERE l.order_id = o.order_id) l
 ORDER BY created_at DESC, order_id DESC
"""

_WORDS = """(o.order_id ILIKE :words OR EXISTS (
    SELECT FROM order_lines l JOIN variants v USING (sku) JOIN products p USING (product_id)
     WHERE l.order_id = o.order_id AND concat_ws(' ', l.sku, p.name, v.color, v.size) ILIKE :words))"""


class SqlOrders:
    """The Protocol ``OrderReads``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def get(self, order_id: str) -> Order | None:
        row = await self._session.row(_ORDER, order_id=order_id, company_id=self._session.company_id)
        return None if row is None else order_of(row)

    async def page(self, search: OrderSearch) -> Sequence[OrderItem]:
        parameters: dict[str, Any] = {"limit": search.limit + 1}
        conditions = ["true"]
        if self._session.company_id != "*":
            conditions.append("o.company_id = :company_id")
            parameters["company_id"] = self._session.company_id
        if search.status is not None:
            conditions.append("o.status = :status")
            parameters["status"] = search.status
        if search.words:
            conditions.append(_WORDS)
            parameters["words"] = f"%{like(search.words)}%"
        if search.after is not None:
            conditions.append("(o.created_at, o.order_id) < (:at, :id)")
            parameters["at"], parameters["id"] = search.after
        rows = await self._session.rows(_PAGE.format(conditions=" AND ".join(conditions)), **parameters)
        return [_item(row) for row in rows]


def like(words: str) -> str:
    """Words as a LIKE pattern takes them literally."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def order_of(row: Row) -> Order:
    """The domain's order out of a row of ``_ORDER``."""
    postings = row["postings"] or []
    return Order(
        order_id=row["order_id"],
        company_id=row["company_id"],
        placed_by=Person(row["user_id"], row["user_name"]),
        status=Status(row["status"]),
        version=row["version"],
        created_at=row["created_at"],
        delivery_date=row["delivery_date"],
        address=Address(**row["address"]),
        lines=tuple(_line(part) for part in row["lines"] or []),
        next_line=row["next_line"],
        currency=row["currency"],
        fees=tuple(Posting(*part[1:]) for part in postings if part[0] == "fee"),
        credits=tuple(Posting(*part[1:]) for part in postings if part[0] == "credit"),
    )


def _line(part: Sequence[Any]) -> Line:
    line_id, sku, product_id, product_name, color, size, quantity, unit_price, artwork_id, artwork_name, produced = part
    return Line(
        line_id=line_id,
        sku=sku,
        product_id=product_id,
        product_name=product_name,
        color=color,
        size=size,
        quantity=quantity,
        unit_price=unit_price,
        artwork=None if artwork_id is None else ArtworkRef(artwork_id, artwork_name),
        pieces_produced=produced,
    )


def _item(row: Row) -> OrderItem:
    return OrderItem(**{**row, "lines": tuple(row["lines"] or ())})
