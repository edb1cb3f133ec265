"""Moves orders as the real world would, and waits until the platform has seen it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from brightthread.service.problems import Problem, invalid, not_found
from local_stack.emulators.advance import CannotAdvance, UnknownOrder, advance
from local_stack.emulators.odoo import OdooState
from local_stack.emulators.shippo import Mover

SEEN_WITHIN_S = 20.0
LOOK_AGAIN_S = 0.1
Document = dict[str, Any]


class EmulatedWorld:
    """The ERP's people and the carrier's, played by the emulators; ``token`` gives one that may read an order."""

    def __init__(
        self, odoo: OdooState, shippo: Mover, platform: httpx.AsyncClient, token: Callable[[str], str]
    ) -> None:
        self._odoo = odoo
        self._shippo = shippo
        self._platform = platform
        self._token = token

    async def advance(self, order_id: str, status: str | None, pieces: Mapping[str, int]) -> Document:
        """Move the order, then return it as the platform shows it once it has seen the move."""
        try:
            reached = advance(self._odoo, self._shippo, order_id, status, pieces)
        except UnknownOrder:
            raise not_found(order_id) from None
        except CannotAdvance as error:
            field = "pieces_produced" if status is None else "status"
            raise invalid(field, "cannot_advance", f"{error}.") from None
        return await self._seen(order_id, reached if status else None, pieces)

    async def _seen(self, order_id: str, status: str | None, pieces: Mapping[str, int]) -> Document:
        deadline = time.monotonic() + SEEN_WITHIN_S
        while time.monotonic() < deadline:
            order = await self._order(order_id)
            if order is not None and _shows(order, status, pieces):
                return order
            await asyncio.sleep(LOOK_AGAIN_S)
        raise Problem("dependency_unavailable", "The order was moved, but the platform has not seen it yet.")

    async def _order(self, order_id: str) -> Document | None:
        headers = {"Authorization": f"Bearer {self._token(order_id)}"}
        try:
            answer = await self._platform.get(f"/platform/v1/orders/{order_id}", headers=headers)
        except httpx.TransportError:
            return None
        if answer.status_code == 404:
            raise not_found(order_id)
        return answer.json() if answer.status_code == 200 else None


def _shows(order: Document, status: str | None, pieces: Mapping[str, int]) -> bool:
    if status is not None and order["status"] != status:
        return False
    made = {line["line_id"]: line["pieces_produced"] for line in order["lines"]}
    return all(made.get(line_id) == number for line_id, number in pieces.items())
