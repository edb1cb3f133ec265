"""An Order as it is served."""

from dataclasses import asdict

from brightthread.contract.instants import render
from platform_service.application.ports import Json
from platform_service.domain.money import money
from platform_service.domain.order import Line, Order, Posting


def order_document(order: Order) -> Json:
    """Return the Order of ``api.md`` as plain JSON."""
    return {
        "order_id": order.order_id,
        "status": str(order.status),
        "version": order.version,
        "created_at": render(order.created_at),
        "delivery_date": order.delivery_date.isoformat(),
        "placed_by": asdict(order.placed_by),
        "address": asdict(order.address),
        "lines": [_line(line, order.currency) for line in order.lines],
        "fees": [_posting(fee, order.currency) for fee in order.fees],
        "credits": [_posting(credit, order.currency) for credit in order.credits],
        "totals": {
            "goods": money(order.goods, order.currency),
            "fees": money(sum(fee.amount for fee in order.fees), order.currency),
            "credits": money(sum(credit.amount for credit in order.credits), order.currency),
            "total": money(order.total, order.currency),
        },
    }


def _line(line: Line, currency: str) -> Json:
    return {
        "line_id": line.line_id,
        "sku": line.sku,
        "product_id": line.product_id,
        "product_name": line.product_name,
        "color": line.color,
        "size": line.size,
        "quantity": line.quantity,
        "pieces_produced": line.pieces_produced,
        "unit_price": money(line.unit_price, currency),
        "total": money(line.total, currency),
        "artwork": None if line.artwork is None else asdict(line.artwork),
    }


def _posting(posting: Posting, currency: str) -> Json:
    return {
        "code": posting.code,
        "label": posting.label,
        "amount": money(posting.amount, currency),
        "change_id": posting.change_id,
    }
