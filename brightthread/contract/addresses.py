"""Addresses of a company and the one-off address of a change."""

from typing import Annotated

from pydantic import Field, StrictBool

from brightthread.contract.wire import ABSENT, Line, Request, View

Country = Annotated[str, Field(min_length=2, max_length=64, pattern=r"^[^\x00]*$")]


class PostalAddressRequest(Request):
    """An address as a customer types it; without a ``label`` it has none."""

    label: Line | None = ABSENT
    street: Line
    city: Line
    region: Line
    postal_code: Line
    country: Country


class NewAddressRequest(PostalAddressRequest):
    """``POST /addresses``."""

    is_default: StrictBool | None = ABSENT


class OrderAddressView(View):
    """Where an order goes; ``address_id`` is null for a one-off address not yet applied."""

    address_id: str | None
    label: str | None
    street: str
    city: str
    region: str
    postal_code: str
    country: str


class AddressView(OrderAddressView):
    """An address of the company's book."""

    address_id: str
    is_default: bool
