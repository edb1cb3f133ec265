"""Calls of Odoo 19's JSON-2 interface and what its refusals mean to us (``vendors.md``)."""

from typing import Any

import httpx

from brightthread.service.resilience import Breaker, Timeouts
from platform_service.adapters.vendor_http import Errors, VendorHttp, first_line, new_client
from platform_service.application.vendor_ports import ErpMisused, ErpRefused, ErpUnavailable

ERRORS = Errors(ErpUnavailable, ErpRefused, ErpMisused)
# Words of the rules we know, as Odoo puts them.
REFUSALS = (
    ("locked order", "order_locked"),
    ("already delivered", "already_delivered"),
    ("already processed", "already_produced"),
    ("already done", "already_produced"),
)
RULE_ERRORS = ("odoo.exceptions.UserError", "odoo.exceptions.ValidationError")


class OdooRpc:
    """One database of one Odoo, by API key."""

    def __init__(
        self, url: str, database: str, api_key: str, *, transport: httpx.AsyncBaseTransport | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:  # fmt: skip
        headers = {"Authorization": f"bearer {api_key}", "X-Odoo-Database": database}
        self._client = new_client(url, headers, transport=transport, timeouts=timeouts)
        self._http = VendorHttp(self._client, ERRORS, Breaker("odoo"), _is_our_fault)

    async def call(self, model: str, method: str, **arguments: Any) -> Any:
        """Call a method that changes something, once, as one transaction of Odoo's."""
        return _result(await self._http.write("POST", f"/json/2/{model}/{method}", json=arguments))

    async def create(self, model: str, values: dict[str, Any]) -> int:
        """Create one record and return its id."""
        ids = await self.call(model, "create", vals_list=[values])
        if not (isinstance(ids, list) and len(ids) == 1 and isinstance(ids[0], int)):
            raise ErpUnavailable("wrong_shape", f"no id of a new {model}")
        return ids[0]

    async def ask(self, model: str, method: str, **arguments: Any) -> Any:
        """Call a method that changes nothing; it may be sent twice."""
        return _result(await self._http.read("POST", f"/json/2/{model}/{method}", json=arguments))

    async def search_read(
        self, model: str, domain: list[Any], fields: list[str], order: str = "id", **more: Any
    ) -> list[dict[str, Any]]:
        """Return the records of a domain. Raises ErpUnavailable where the answer is no list of records."""
        found = await self.ask(model, "search_read", domain=domain, fields=fields, order=order, **more)
        wanted = {"id", *fields}
        if not isinstance(found, list) or not all(isinstance(one, dict) and wanted <= one.keys() for one in found):
            raise ErpUnavailable("wrong_shape", f"no records in the answer about {model}")
        return found

    async def close(self) -> None:
        await self._client.aclose()


def _is_our_fault(answer: httpx.Response) -> bool:
    # An unknown field or a bad value is answered as 500 with Python's own exception.
    return str(_error_of(answer).get("name", "")).startswith("builtins.")


def _error_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _result(answer: httpx.Response) -> Any:
    if answer.status_code == 200:
        try:
            return answer.json()
        except ValueError as error:
            raise ErpUnavailable("wrong_shape", "an answer that is no JSON") from error
    body = _error_of(answer)
    name, message = str(body.get("name", "")), first_line(body.get("message", ""))
    if answer.status_code == 401:
        # A key that was revoked is put right by an operator; what is to be done stays to be done.
        raise ErpUnavailable("unauthenticated", message)
    if name == "odoo.exceptions.MissingError":
        raise ErpRefused("order_missing", message)
    if answer.status_code == 422 and (name in RULE_ERRORS or not name):
        raise ErpRefused(_code_of(message), message)
    raise ErpMisused(f"http_{answer.status_code}", message or name or "an answer without words")


def _code_of(message: str) -> str:
    return next((code for words, code in REFUSALS if words in message.lower()), "refused")
