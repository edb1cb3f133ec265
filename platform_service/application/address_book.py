"""A company's book of addresses."""

from collections.abc import Sequence
from datetime import datetime

from platform_service.application.ports import Clock, IdSource, Json, Transactions
from platform_service.application.records import Actor, BookedAddress
from platform_service.domain.order import Address


class AddressBook:
    """Reads the book, and adds to it."""

    def __init__(self, transactions: Transactions, clock: Clock, ids: IdSource) -> None:
        self._transactions = transactions
        self._clock = clock
        self._ids = ids

    async def page(self, actor: Actor, limit: int, after: tuple[datetime, str] | None) -> Sequence[BookedAddress]:
        """Return addresses from old to new, one more than ``limit`` where there are more; no one-off ones."""
        async with self._transactions.reading(actor.scope) as reads:
            return await reads.book.addresses(limit, after)

    async def add(self, actor: Actor, typed: Address, *, is_default: bool) -> Json:
        """Store an address and return it; a new default takes the place of the old one."""
        company_id = actor.company_id or ""
        now = self._clock.now()
        address = Address(
            self._ids("adr"), typed.label, typed.street, typed.city, typed.region, typed.postal_code, typed.country
        )
        async with self._transactions.customer(company_id) as work:
            work.book.add_address(company_id, address, one_off=False, is_default=is_default, at=now)
        return {**_members(address), "is_default": is_default}


def address_document(address: BookedAddress) -> Json:
    """An item of ``GET /addresses``."""
    return {**_members(address), "is_default": address.is_default}


def _members(address: Address | BookedAddress) -> Json:
    return {
        "address_id": address.address_id,
        "label": address.label,
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }
