"""What the platform holds of one customer: handed out, or erased. Orders, money and the audit chain stay."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from platform_service.application.jobs import Jobs
from platform_service.application.ports import Transactions
from platform_service.application.receipts import Signer
from platform_service.application.records import Json
from platform_service.application.refusals import NotFound
from platform_service.application.storage import Work
from platform_service.domain.forgetting import forgotten

Counts = Mapping[str, int]


class PersonalData:
    """Export and erasure per customer; staff have nothing here. NotFound for a user nobody knows."""

    def __init__(self, transactions: Transactions, signer: Signer, jobs: Jobs, forget: Callable[[str], None]) -> None:
        self._transactions = transactions
        self._jobs = jobs
        self._signer = signer
        self._forget = forget

    async def export(self, user_id: str) -> Json:
        """Everything personal, by table, with how many rows of each there are."""
        async with self._transactions.system() as work:
            held = await work.people.held(user_id) if await _is_customer(work, user_id) else {}
        return {"counts": {name: len(rows) for name, rows in held.items()}, "data": held}

    async def erase(self, user_id: str) -> Counts:
        """Erase names and words, in one transaction; how many rows of each table held some.

        Open quotes of the customer are released. Receipts are signed anew over what is left of them. The customer's
        tickets are erased by jobs that the same transaction enqueues, again each time this is asked for.
        """
        async with self._transactions.system() as work:
            if not await _is_customer(work, user_id):
                return {}
            for quote_id in await work.people.open_quotes(user_id):
                work.quotes.release(quote_id)
            for kind, ident in await work.people.matters(user_id):
                self._jobs.forget_ticket(work, kind, ident)
            counts = Counter(await self._rewrite(work, user_id))
            counts.update(await work.people.erase(user_id))
        self._forget(user_id)
        return counts

    async def _rewrite(self, work: Work, user_id: str) -> Counts:
        """The documents that name the customer, without."""
        counts: Counter[str] = Counter()
        for kept in await work.people.documents(user_id):
            left = forgotten(kept.document, user_id)
            if left == kept.document:
                continue
            counts[kept.table] += 1
            work.people.replace(kept, self._signed(left) if kept.table == "receipts" else left)
        return counts

    def _signed(self, receipt: Json) -> Json:
        unsigned: dict[str, Any] = {name: value for name, value in receipt.items() if name != "jws"}
        return {**unsigned, "jws": self._signer.sign(unsigned)}


async def _is_customer(work: Work, user_id: str) -> bool:
    known = await work.people.is_customer(user_id)
    if known is None:
        raise NotFound(user_id)
    return known
