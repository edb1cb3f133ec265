"""The port to what is personal of customers, in all tables at once."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from platform_service.application.records import PersonalDocument


class People(Protocol):
    """What is personal of customers, in all tables."""

    async def is_customer(self, user_id: str) -> bool | None:
        """Whether the user belongs to a company; None where nobody knows the user."""
        ...

    async def held(self, user_id: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The rows that hold something personal of a customer, by table."""
        ...

    async def open_quotes(self, user_id: str) -> Sequence[str]:
        """The customer's open quotes, locked, but for those that a review waits on."""
        ...

    async def matters(self, user_id: str) -> Sequence[tuple[str, str]]:
        """What of the customer's may have a ticket, as (``review_id`` or ``escalation_id``, id)."""
        ...

    async def documents(self, user_id: str) -> Sequence[PersonalDocument]:
        """Stored documents that may name the customer: receipts, quotes, kept answers."""
        ...

    def replace(self, kept: PersonalDocument, document: Any) -> None:
        """Store ``document`` in the place of what was kept."""
        ...

    async def erase(self, user_id: str) -> Mapping[str, int]:
        """Erase name, address of e-mail and words; the number of rows by table that held some."""
        ...
