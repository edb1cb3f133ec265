"""Whether a parcel may still be sent elsewhere: asked of the carrier, before any row is locked."""

from platform_service.application.ports import Transactions
from platform_service.application.vendor_ports import Carrier, VendorError
from platform_service.domain.surroundings import Parcel


class Redirects:
    """Looks where an order's parcel is just now."""

    def __init__(self, transactions: Transactions, carrier: Carrier) -> None:
        self._transactions = transactions
        self._carrier = carrier

    async def parcel_now(self, company_id: str, order_id: str) -> Parcel | None:
        """Return the labelled parcel of an order that is ready to ship, as the carrier sees it.

        None without one, and where the carrier does not answer: then what its webhooks told last counts, and the
        carrier itself is asked again when the change is carried out.
        """
        async with self._transactions.reading(company_id) as reads:
            label = await reads.orders.label_to_redirect(order_id)
        if label is None:
            return None
        try:
            tracking = await self._carrier.track(label.carrier, label.tracking_number)
        except VendorError:
            return None
        return Parcel(label.carrier, tracking.status)
