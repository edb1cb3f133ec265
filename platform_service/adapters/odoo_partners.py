"""Delivery addresses in Odoo: contacts of type ``delivery`` below the customer's company."""

from typing import Any

from platform_service.adapters.odoo_rpc import OdooRpc
from platform_service.application.vendor_ports import ErpRefused
from platform_service.domain.order import Address

FIELDS = ["street", "city", "zip", "state_id", "country_id", "ref"]


class OdooPartners:
    """Finds the contact of an address, or enters it."""

    def __init__(self, rpc: OdooRpc) -> None:
        self._rpc = rpc

    async def contact(self, company: int, address: Address, present: int) -> int:
        """Return the contact for ``address``: the ``present`` one if it fits, else one of the company's, else a new."""
        wanted = await self._values(address)
        domain = ["|", ["id", "=", present], "&", ["parent_id", "=", company], ["type", "=", "delivery"]]
        known = await self._rpc.search_read("res.partner", domain, FIELDS)
        fitting = [one["id"] for one in known if _place(one) == _place(wanted)]
        if present in fitting:
            return present
        if fitting:
            return int(fitting[0])
        values = {**wanted, "parent_id": company, "type": "delivery", "name": address.label or address.street}
        values["ref"] = address.address_id or False
        return await self._rpc.create("res.partner", values)

    async def _values(self, address: Address) -> dict[str, Any]:
        country = await self._country(address.country)
        state = await self._state(address.region, country)
        return {
            "street": address.street, "city": address.city, "zip": address.postal_code, "country_id": country,
            "state_id": state or False,
        }  # fmt: skip

    async def _country(self, code: str) -> int:
        found = await self._rpc.search_read("res.country", [["code", "=", code.upper()]], ["code"])
        if not found:
            raise ErpRefused("refused", f"the ERP knows no country {code}")
        return int(found[0]["id"])

    async def _state(self, region: str, country: int) -> int | None:
        if not region:
            return None
        domain = [["country_id", "=", country], "|", ["code", "=", region], ["name", "=ilike", region]]
        found = await self._rpc.search_read("res.country.state", domain, ["code"])
        if found:
            return int(found[0]["id"])
        values = {"name": region, "code": region, "country_id": country}
        return await self._rpc.create("res.country.state", values)


def _place(values: dict[str, Any]) -> tuple[Any, ...]:
    linked = (values["state_id"], values["country_id"])
    ids = tuple(one[0] if isinstance(one, list) else one or 0 for one in linked)
    return (values["street"] or "", values["city"] or "", values["zip"] or "", *ids)
