"""What we send and what our emulators answer is what the vendors' own specifications describe."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_stack.emulators.odoo.methods import COMMON, METHODS
from local_stack.emulators.odoo.models import MODELS
from platform_service.adapters.odoo import OdooErp
from platform_service.adapters.shippo import ShippoCarrier
from platform_service.adapters.zendesk import ZendeskCrm
from platform_service.application.vendor_ports import CarrierRefused
from platform_service.domain.order import Status
from tests.contract import vendor_specs
from tests.contract.test_carrier import NOWHERE, NUMBER, REDIRECT
from tests.contract.test_crm import DRAFT
from tests.contract.vendor_worlds import (
    API_KEY,
    API_TOKEN,
    DATABASE,
    EMAIL,
    NOW,
    OFFICE,
    SHIPPO_TOKEN,
    OdooWorld,
    ShippoWorld,
    ZendeskWorld,
    cancelled,
    line,
    order,
)  # fmt: skip

pytestmark = vendor_specs.NEEDED
DOCUMENTED = {path.stem for path in (vendor_specs.SPECS / "odoo19_doc").glob("*.json")}


async def test_zendesk_is_spoken_to_as_specified(tmp_path: Path) -> None:
    transport = vendor_specs.Validating(ZendeskWorld(tmp_path).app, vendor_specs.zendesk())
    crm = ZendeskCrm("http://zendesk", EMAIL, API_TOKEN, transport=transport)
    ticket_id = await crm.open_ticket(DRAFT)
    await crm.open_ticket(DRAFT)
    await crm.add_note(ticket_id, "noted", "k1")
    await crm.solve(ticket_id, "done")
    await crm.forget(DRAFT.external_id)
    ticket = await crm.read(ticket_id)
    assert ticket is not None
    assert ticket.status == "solved"
    made = {"POST /api/v2/tickets 201", "PUT /api/v2/tickets/1 200", "PUT /api/v2/comment_redactions/1 200"}
    assert made < set(transport.exchanges)
    assert any(exchange.startswith("PUT /api/v2/users/") for exchange in transport.exchanges)


async def test_shippo_is_spoken_to_as_specified(tmp_path: Path) -> None:
    world = ShippoWorld(tmp_path)
    world.put(order(Status.READY_TO_SHIP))
    transport = vendor_specs.Validating(world.app, vendor_specs.shippo())
    carrier = ShippoCarrier("http://shippo", SHIPPO_TOKEN, transport=transport)
    assert not await carrier.address_problems(OFFICE)
    await carrier.track("ups", NUMBER)
    await carrier.track("ups", "1Z404")
    await carrier.redirect(REDIRECT)
    with pytest.raises(CarrierRefused):
        await carrier.redirect(replace(REDIRECT, key="chg_2", address=NOWHERE))
    made = {"POST /addresses 201", "POST /shipments 201", "POST /transactions 201", "POST /refunds/ 201"}
    assert made <= set(transport.exchanges)


class Recording(httpx.AsyncBaseTransport):
    """Passes calls on to the emulated Odoo and keeps them."""

    def __init__(self, app: Any) -> None:
        self._inner = httpx.ASGITransport(app)
        self.calls: list[tuple[str, str, dict[str, Any]]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _, _, _, model, method = request.url.path.split("/")
        self.calls.append((model, method, json.loads(request.content)))
        return await self._inner.handle_async_request(request)


async def test_odoo_is_asked_for_fields_and_methods_it_has(tmp_path: Path) -> None:
    world = OdooWorld(tmp_path)
    transport = Recording(world.app)
    erp = OdooErp("http://odoo", DATABASE, API_KEY, transport=transport)
    one = order(Status.IN_PRODUCTION)
    world.put(one)
    new_place = replace(OFFICE, address_id=None, street="1 New Road")
    await erp.apply_change(
        replace(one, lines=(line(1, "NAV", "M", 30), line(3, "RED", "S", 9)), address=new_place), "k1"
    )
    await erp.apply_change(cancelled(one), "k2")
    await erp.changed_since(NOW)
    assert len({call[:2] for call in transport.calls}) >= 12
    for model, method, arguments in transport.calls:
        if model in DOCUMENTED:
            documented = vendor_specs.odoo(model)
            assert method in documented["methods"], f"{model}.{method}"
            parameters = {*documented["methods"][method]["parameters"], "ids", "context"}
            assert set(arguments) <= parameters, f"{model}.{method}"
            assert set(_named_fields(method, arguments)) <= set(documented["fields"]), f"{model}.{method}"


def _named_fields(method: str, arguments: dict[str, Any]) -> Iterable[str]:
    yield from arguments.get("fields", [])
    yield from (term[0].partition(".")[0] for term in arguments.get("domain", []) if isinstance(term, list))
    for values in [arguments.get("vals", {}), *arguments.get("vals_list", [])]:
        yield from values
    yield from (arguments.get("order", "").split() if method == "search_read" else [])


@pytest.mark.parametrize("model", sorted(DOCUMENTED & MODELS.keys()))
def test_emulated_models_have_real_fields_of_real_types(model: str) -> None:
    documented = vendor_specs.odoo(model)["fields"]
    for name, field in MODELS[model].fields.items():
        assert name in documented, name
        assert field.kind == documented[name]["type"], name
        if field.relation:
            assert field.relation == documented[name]["relation"], name
        if field.selection and field.kind == "selection":
            known = {value for value, _ in documented[name].get("selection") or []}
            assert {value for value, _ in field.selection} <= known, name


@pytest.mark.parametrize("model", sorted(DOCUMENTED & MODELS.keys()))
def test_emulated_methods_exist_with_their_parameters(model: str) -> None:
    documented = vendor_specs.odoo(model)["methods"]
    for name, method in {**METHODS.get(model, {}), **COMMON}.items():
        assert name in documented, name
        assert ("model" in documented[name].get("api", [])) == (not method.on_records), name
        accepted = set(documented[name]["parameters"])
        if not any(one.get("kind") == "VAR_KEYWORD" for one in documented[name]["parameters"].values()):
            assert {*method.required, *method.optional} <= accepted, name
