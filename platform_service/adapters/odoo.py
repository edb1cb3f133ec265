"""The ERP: Odoo 19 by its JSON-2 interface. Orders are found by ``client_order_ref`` = our order id."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import httpx

from brightthread.service.resilience import Timeouts
from platform_service.adapters import odoo_records as records
from platform_service.adapters.odoo_partners import OdooPartners
from platform_service.adapters.odoo_plan import agrees, missing_productions, plan_lines
from platform_service.adapters.odoo_records import ENDED, Product, Record, SaleLine, SaleOrder
from platform_service.adapters.odoo_rpc import OdooRpc
from platform_service.application.vendor_ports import ErpOrder, ErpRefused, ErpShipment, ErpUnavailable
from platform_service.domain.order import Order, Status

PAGE = 200
# Where a change may show, and which field leads back to the order.
TRACES = (("sale.order", "id"), ("sale.order.line", "order_id"), ("stock.picking", "sale_id"))


class OdooErp:
    """The ``Erp`` port. Nothing is kept between calls but which SKU a product has."""

    def __init__(
        self, url: str, database: str, api_key: str, *, transport: httpx.AsyncBaseTransport | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:  # fmt: skip
        self._rpc = OdooRpc(url, database, api_key, transport=transport, timeouts=timeouts)
        self._partners = OdooPartners(self._rpc)
        self._products: dict[int, Product] = {}

    async def close(self) -> None:
        """Close the connections."""
        await self._rpc.close()

    async def find(self, order_ref: str) -> ErpOrder | None:
        """See ``Erp.find``."""
        found = await self._find(order_ref)
        return records.as_port(found) if found else None

    async def apply_change(self, order: Order, key: str, shipment: ErpShipment | None = None) -> ErpOrder:
        """See ``Erp.apply_change``; ``key`` stays on Odoo's order as its source document."""
        current = await self._existing(order.order_id)
        if order.status is Status.CANCELLED:
            await self._cancel(current)
            return records.as_port(await self._cancelled(order.order_id))
        if current.state == "cancel":
            raise ErpRefused("order_cancelled", f"{current.reference} is cancelled in the ERP")
        shipping = await self._write(current, order, key)
        current = await self._existing(order.order_id)
        await self._print_what_lacks(current, order)
        await self._follow_address(current, shipment)
        return records.as_port(await self._agreeing(order, shipping))

    async def changed_since(self, moment: datetime) -> Sequence[ErpOrder]:
        """See ``Erp.changed_since``: orders, lines, deliveries and productions each keep a ``write_date``."""
        since = records.stamp(moment)
        found = await asyncio.gather(
            *(self._touched(model, field, since) for model, field in TRACES), self._touched_by_production(since)
        )
        ids = sorted(set[int]().union(*found))
        orders = [
            order for start in range(0, len(ids), PAGE)
            for order in await self._load([["id", "in", ids[start : start + PAGE]], ["client_order_ref", "!=", False]])
        ]  # fmt: skip
        return [records.as_port(order) for order in sorted(orders, key=lambda order: (order.written_at, order.id))]

    # --------------------------------------------------------------------------------------------------------- reading

    async def _find(self, order_ref: str) -> SaleOrder | None:
        found = await self._load([["client_order_ref", "=", order_ref]])
        # Odoo lets two orders share a reference; the one that lives is meant, the oldest of several.
        living = [order for order in found if order.state != "cancel"]
        return next(iter(living or found), None)

    async def _existing(self, order_ref: str) -> SaleOrder:
        found = await self._find(order_ref)
        if found is None:
            raise ErpRefused("order_missing", f"the ERP has no order {order_ref}")
        return found

    async def _load(self, domain: list[Any]) -> list[SaleOrder]:
        orders = await self._rpc.search_read("sale.order", domain, records.ORDER_FIELDS)
        if not orders:
            return []
        ids = [order["id"] for order in orders]
        of_order = [["sale_line_id.order_id", "in", ids], ["state", "!=", "cancel"]]
        lines, productions, pickings = await asyncio.gather(
            self._rpc.search_read("sale.order.line", [["order_id", "in", ids]], records.LINE_FIELDS),
            self._rpc.search_read("mrp.production", of_order, records.PRODUCTION_FIELDS),
            self._rpc.search_read("stock.picking", [["sale_id", "in", ids]], records.PICKING_FIELDS),
        )
        try:
            await self._learn(line["product_id"][0] for line in lines if line["product_id"])
            return self._assembled(orders, lines, productions, pickings)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise ErpUnavailable("wrong_shape", f"records that make no sense: {type(error).__name__}") from error

    def _assembled(
        self, orders: list[Record], lines: list[Record], productions: list[Record], pickings: list[Record]
    ) -> list[SaleOrder]:
        order_of_line = {line["id"]: line["order_id"][0] for line in lines}
        by_order: dict[int, tuple[list[Record], list[Record], list[Record]]] = defaultdict(lambda: ([], [], []))
        for record in lines:
            by_order[record["order_id"][0]][0].append(record)
        for production in productions:
            by_order[order_of_line[production["sale_line_id"][0]]][1].append(production)
        for picking in pickings:
            by_order[picking["sale_id"][0]][2].append(picking)
        assembled = []
        for order in orders:
            own_lines, own_productions, own_pickings = by_order[order["id"]]
            written = [one["write_date"] for one in (order, *own_lines, *own_productions, *own_pickings)]
            goods = [line for line in map(self._goods, own_lines) if line]
            shown = {line.id for line in goods}
            printed = [one for one in own_productions if one["sale_line_id"][0] in shown]
            assembled.append(records.order_of(order, goods, printed, own_pickings, written))
        return assembled

    def _goods(self, record: Record) -> SaleLine | None:
        """Return the line if it is goods of ours; notes, sections and services are not."""
        if not record["product_id"]:
            return None
        product = self._products[record["product_id"][0]]
        return records.line_of(record, product) if product.is_goods and product.sku else None

    async def _learn(self, ids: Iterable[int]) -> None:
        unknown = sorted(set(ids) - self._products.keys())
        if unknown:
            found = await self._rpc.search_read("product.product", [["id", "in", unknown]], records.PRODUCT_FIELDS)
            self._products |= {record["id"]: records.product_of(record) for record in found}

    async def _touched(self, model: str, field: str, since: str) -> set[int]:
        domain: list[Any] = [["write_date", ">=", since]]
        found = await self._all(model, domain if field == "id" else [*domain, [field, "!=", False]], [field])
        return {one["id"] if field == "id" else one[field][0] for one in found}

    async def _touched_by_production(self, since: str) -> set[int]:
        domain = [["write_date", ">=", since], ["sale_line_id", "!=", False]]
        lines = sorted({one["sale_line_id"][0] for one in await self._all("mrp.production", domain, ["sale_line_id"])})
        found = await self._all("sale.order.line", [["id", "in", lines]], ["order_id"]) if lines else []
        return {one["order_id"][0] for one in found}

    async def _all(self, model: str, domain: list[Any], fields: list[str]) -> list[Record]:
        """Read page by page, by id: what is written meanwhile cannot shift the pages."""
        found: list[Record] = []
        while True:
            last = found[-1]["id"] if found else 0
            page = await self._rpc.search_read(model, [*domain, ["id", ">", last]], fields, limit=PAGE)
            found += page
            if len(page) < PAGE:
                return found

    # --------------------------------------------------------------------------------------------------------- writing

    async def _write(self, current: SaleOrder, order: Order, key: str) -> int:
        """Write what differs, lines and head in one transaction of Odoo's; return the contact it goes to."""
        plan = plan_lines(current, order, await self._product_ids({line.sku for line in order.lines}))
        shipping = await self._partners.contact(current.partner_id, order.address, current.shipping_id)
        values: Record = {}
        if plan.commands:
            values["order_line"] = list(plan.commands)
        if shipping != current.shipping_id:
            values["partner_shipping_id"] = shipping
        if current.delivery_date != order.delivery_date:
            values["commitment_date"] = f"{order.delivery_date.isoformat()} 12:00:00"
        # Cut first: it is what may still be refused, if printing went on since we looked.
        for cut in plan.cuts:
            await self._resize(cut.production, cut.quantity)
        if values or current.origin != key:
            await self._rpc.call("sale.order", "write", ids=[current.id], vals={**values, "origin": key})
        return shipping

    async def _product_ids(self, skus: set[str]) -> dict[str, int]:
        found = await self._rpc.search_read("product.product", [["default_code", "in", sorted(skus)]], ["default_code"])
        return {str(record.get("default_code")): record["id"] for record in found}

    async def _resize(self, production: int, quantity: int) -> None:
        if quantity == 0:
            await self._rpc.call("mrp.production", "action_cancel", ids=[production])
            return
        wizard = await self._rpc.create("change.production.qty", {"mo_id": production, "product_qty": quantity})
        await self._rpc.call("change.production.qty", "change_prod_qty", ids=[wizard])

    async def _print_what_lacks(self, current: SaleOrder, order: Order) -> None:
        """Have more pieces printed where Odoo did not see to it by itself (its routes decide that)."""
        for missing in missing_productions(current):
            if missing.grow:
                await self._resize(missing.grow.id, missing.grow.quantity + missing.pieces)
                continue
            values = {
                "product_id": missing.line.product_id, "product_qty": missing.pieces, "origin": order.order_id,
                "sale_line_id": missing.line.id,
            }  # fmt: skip
            made = await self._rpc.create("mrp.production", values)
            await self._rpc.call("mrp.production", "action_confirm", ids=[made])
        # Where all that had begun was cut, what takes its place has begun: the order does not go back.
        waiting = [one.id for one in current.productions if one.state == "confirmed"]
        if order.status is Status.IN_PRODUCTION and waiting and records.status_of(current) is Status.APPROVED:
            await self._rpc.call("mrp.production", "action_start", ids=waiting)

    async def _follow_address(self, current: SaleOrder, shipment: ErpShipment | None) -> None:
        """Send open deliveries where the order goes: Odoo itself leaves them as they were."""
        for picking in current.pickings:
            if picking.is_return or picking.state in ENDED:
                continue
            values: Record = {}
            if picking.partner_id != current.shipping_id:
                values["partner_id"] = current.shipping_id
            if shipment and picking.tracking_number != shipment.tracking_number:
                values["carrier_tracking_ref"] = shipment.tracking_number
            if values:
                await self._rpc.call("stock.picking", "write", ids=[picking.id], vals=values)

    async def _agreeing(self, order: Order, shipping: int) -> SaleOrder:
        current = await self._existing(order.order_id)
        if not agrees(current, order, shipping):
            # Somebody else wrote in between: the next attempt reads and writes what differs.
            raise ErpUnavailable("read_back_differs", f"{current.reference} is not as written")
        return current

    async def _cancel(self, current: SaleOrder) -> None:
        # Odoo would cancel what has left without a word (``vendors.md``).
        if current.state != "cancel" and current.delivery_status in ("started", "partial", "full"):
            raise ErpRefused("already_delivered", f"{current.reference} has left, in part at least")
        if current.state != "cancel":
            await self._rpc.call("sale.order", "action_cancel", ids=[current.id])
        printing = [one.id for one in current.productions if one.state not in ENDED]
        if printing:
            await self._rpc.call("mrp.production", "action_cancel", ids=printing)

    async def _cancelled(self, order_ref: str) -> SaleOrder:
        current = await self._existing(order_ref)
        if current.state != "cancel":
            raise ErpUnavailable("read_back_differs", f"{current.reference} is not cancelled")
        return current
