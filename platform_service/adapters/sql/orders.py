"""Orders in SQL: an order with its lines and postings is one statement."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from platform_service.adapters.sql.order_search import found_by_words
from platform_service.adapters.sql.session import Params, Row, SqlSession, json_text
from platform_service.application.records import By, Label, OpenedOrder, OrderItem, OrderSearch
from platform_service.domain.audit import TrailHead
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Posting, Status

# OFFSET 0: an order's lines are read by the order, whatever the planner thinks of other ways to the few goods there are
_LINES = "(SELECT * FROM order_lines WHERE order_id = o.order_id OFFSET 0) l"

_ORDER_WHERE = f"""
SELECT o.order_id, o.company_id, o.user_id, u.name AS user_name, o.status, o.version, o.created_at, o.delivery_date,
       o.address, o.next_line, o.currency, o.audit_sequence, o.audit_hash,
       (SELECT json_agg(json_build_array(l.line_id, l.sku, v.product_id, p.name, v.color, v.size, l.quantity,
                                         l.unit_price, l.artwork_id, a.name, l.pieces_produced) ORDER BY l.position)
          FROM {_LINES} JOIN variants v USING (sku) JOIN products p USING (product_id)
          LEFT JOIN artworks a USING (artwork_id)) AS lines,
       (SELECT json_agg(json_build_array(kind, code, label, amount, change_id) ORDER BY posting_id)
          FROM order_postings f WHERE f.order_id = o.order_id) AS postings
  FROM orders o JOIN users u USING (user_id)
 WHERE o.order_id = {{which}} AND (:company_id = '*' OR o.company_id = :company_id)
"""
_ORDER = _ORDER_WHERE.format(which=":order_id")
ORDER_OF_QUOTE = _ORDER_WHERE.format(which="(SELECT order_id FROM quotes WHERE quote_id = :quote_id)")

_PAGE = f"""
SELECT o.*, l.lines
  FROM (SELECT order_id, status, version, created_at, delivery_date, pieces, total, currency
          FROM orders o
         WHERE {{conditions}}
         ORDER BY created_at DESC, order_id DESC LIMIT :limit) o
 CROSS JOIN LATERAL (
       SELECT array_agg(concat(l.quantity, ' × ', p.name, ' ', v.color, ' ', v.size) ORDER BY l.position) AS lines
         FROM {_LINES} JOIN variants v USING (sku) JOIN products p USING (product_id)) l
 ORDER BY created_at DESC, order_id DESC
"""

_SAVE_ORDER = """
UPDATE orders SET status = :status, version = :version, delivery_date = :delivery_date, address = :address,
                  next_line = :next_line, pieces = :pieces, goods = :goods, fees = :fees, credits = :credits
 WHERE order_id = :order_id
"""

_OR_CHANGE_THE_LINE = """
ON CONFLICT (order_id, line_id) DO UPDATE
   SET position = excluded.position, sku = excluded.sku, quantity = excluded.quantity, unit_price = excluded.unit_price,
       artwork_id = excluded.artwork_id, pieces_produced = excluded.pieces_produced
"""


class SqlOrders:
    """The Protocol ``Orders``."""

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
            conditions.append("o.order_id = ANY (CAST(:found AS text[]))")
            parameters["found"] = await found_by_words(self._session, search, search.words)
        if search.after is not None:
            conditions.append("(o.created_at, o.order_id) < (:at, :id)")
            parameters["at"], parameters["id"] = search.after
        rows = await self._session.rows(_PAGE.format(conditions=" AND ".join(conditions)), **parameters)
        return [_item(row) for row in rows]

    async def exists(self, order_id: str) -> bool:
        row = await self._session.row(
            "SELECT FROM orders WHERE order_id = :order_id AND (:company_id = '*' OR company_id = :company_id)",
            order_id=order_id,
            company_id=self._session.company_id,
        )
        return row is not None

    async def label_to_redirect(self, order_id: str) -> Label | None:
        row = await self._session.row(
            """SELECT s.carrier, s.tracking_number FROM shipments s JOIN orders o USING (order_id)
                WHERE o.order_id = :order_id AND o.status = 'READY_TO_SHIP' AND s.active
                  AND (:company_id = '*' OR o.company_id = :company_id)""",
            order_id=order_id,
            company_id=self._session.company_id,
        )
        return None if row is None else Label(**row)

    async def opened(self, order_id: str, *, lock: bool = True) -> OpenedOrder | None:
        if lock:
            self._session.write("SELECT FROM orders WHERE order_id = :order_id FOR UPDATE", order_id=order_id)
        row = await self._session.row(_ORDER, order_id=order_id, company_id=self._session.company_id)
        return None if row is None else opened_of(row)

    def save(self, before: Order, after: Order) -> None:
        self._session.write(
            _SAVE_ORDER,
            order_id=after.order_id,
            status=str(after.status),
            version=after.version,
            delivery_date=after.delivery_date,
            address=json_text(asdict(after.address)),
            next_line=after.next_line,
            pieces=after.pieces,
            goods=after.goods,
            fees=sum(fee.amount for fee in after.fees),
            credits=sum(credit.amount for credit in after.credits),
        )
        self._save_lines(before, after)
        self._save_postings("fee", before, after, before.fees, after.fees)
        self._save_postings("credit", before, after, before.credits, after.credits)

    def note_status(self, order: Order, at: datetime, by: By) -> None:
        self._session.write(
            """INSERT INTO order_statuses (order_id, company_id, status, at, actor_type, actor_name)
               VALUES (:order_id, :company_id, :status, :at, :actor_type, :actor_name)""",
            order_id=order.order_id,
            company_id=order.company_id,
            status=str(order.status),
            at=at,
            actor_type=by.type,
            actor_name=by.name,
        )

    def _save_lines(self, before: Order, after: Order) -> None:
        kept = {line.line_id for line in after.lines}
        gone = [line.line_id for line in before.lines if line.line_id not in kept]
        if gone:
            self._session.write(
                "DELETE FROM order_lines WHERE order_id = :order_id AND line_id = ANY (CAST(:gone AS text[]))",
                order_id=after.order_id,
                gone=gone,
            )
        old = {line.line_id: (position, line) for position, line in enumerate(before.lines)}
        changed = [
            _line_row(after, position, line)
            for position, line in enumerate(after.lines)
            if old.get(line.line_id) != (position, line)
        ]
        self._session.insert("order_lines", changed, then=_OR_CHANGE_THE_LINE)

    def _save_postings(
        self, kind: str, before: Order, after: Order, old: Sequence[Posting], new: Sequence[Posting]
    ) -> None:
        for change_id in {posting.change_id for posting in (Counter(old) - Counter(new))}:
            self._session.write(
                "DELETE FROM order_postings WHERE order_id = :order_id AND kind = :kind AND change_id = :change_id",
                order_id=before.order_id,
                kind=kind,
                change_id=change_id,
            )
        added = (Counter(new) - Counter(old)).elements()
        self._session.insert("order_postings", [_posting_row(after, kind, posting) for posting in added])


def _line_row(order: Order, position: int, line: Line) -> Params:
    return {
        "order_id": order.order_id,
        "line_id": line.line_id,
        "company_id": order.company_id,
        "position": position,
        "sku": line.sku,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "artwork_id": line.artwork.artwork_id if line.artwork else None,
        "pieces_produced": line.pieces_produced,
        "ordered_at": order.created_at,
    }


def _posting_row(order: Order, kind: str, posting: Posting) -> Params:
    return {
        "order_id": order.order_id,
        "company_id": order.company_id,
        "kind": kind,
        "code": posting.code,
        "label": posting.label,
        "amount": posting.amount,
        "change_id": posting.change_id,
    }


def opened_of(row: Row) -> OpenedOrder:
    """An order with the end of its trail, from its row."""
    return OpenedOrder(order_of(row), TrailHead(row["audit_sequence"], row["audit_hash"]))


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
