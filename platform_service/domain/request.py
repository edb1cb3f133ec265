"""What can be wrong with a request before any rule is asked: contradicting parts, ids that do not exist."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeDeliveryDate,
    RemoveLine,
    SplitShipment,
)
from platform_service.domain.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with the body (422); ``field`` in the form ``changes[0].line_id``."""

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class UnknownId:
    """An id in a request that does not exist for this company (404); ``kind`` is line, artwork, address or sku."""

    kind: str
    id: str


def validate_request(changes: Sequence[Change]) -> list[FieldError]:
    """What makes the parts of one request contradict each other (api.md, 422); empty if nothing does."""
    return [*_cancelled_beside(changes), *_two_dates(changes), *_removed_lines(changes), *_addresses(changes)]


def _cancelled_beside(changes: Sequence[Change]) -> Iterator[FieldError]:
    if len(changes) < 2:
        return
    for index, change in enumerate(changes):
        if isinstance(change, CancelOrder):
            message = "Cancelling the order stands alone in a request."
            yield FieldError(f"changes[{index}]", "cancel_order_stands_alone", message)


def _two_dates(changes: Sequence[Change]) -> Iterator[FieldError]:
    dates = [index for index, change in enumerate(changes) if isinstance(change, ChangeDeliveryDate)]
    for index in dates[1:]:
        message = "A request names one delivery date."
        yield FieldError(f"changes[{index}]", "duplicate_delivery_date", message)


def _removed_lines(changes: Sequence[Change]) -> Iterator[FieldError]:
    removed: set[str] = set()
    for index, change in enumerate(changes):
        for field, line_id in _named_lines(change):
            if line_id in removed:
                message = f"An earlier part of the request removes line {line_id}."
                yield FieldError(f"changes[{index}].{field}", "line_removed", message)
        if isinstance(change, RemoveLine):
            removed.add(change.line_id)


def _addresses(changes: Sequence[Change]) -> Iterator[FieldError]:
    for index, change in enumerate(changes):
        if isinstance(change, ChangeAddress) and (change.address_id is None) == (change.address is None):
            message = "Give exactly one of address_id and address."
            yield FieldError(f"changes[{index}]", "one_of_address", message)


def _named_lines(change: Change) -> Iterator[tuple[str, str]]:
    """Every line id a change names, with the field that names it."""
    if isinstance(change, SplitShipment):
        for nth, shipment in enumerate(change.shipments):
            for place, line in enumerate(shipment.lines):
                yield f"shipments[{nth}].lines[{place}].line_id", line.line_id
        return
    line_id = getattr(change, "line_id", None)
    if line_id is not None:
        yield "line_id", line_id


def unknown_id(line_ids: Container[str], change: Change, surroundings: Surroundings) -> UnknownId | None:
    """The first id in ``change`` that is not on the order or not the company's; None if all exist."""
    for _, line_id in _named_lines(change):
        if line_id not in line_ids:
            return UnknownId("line", line_id)
    for kind, id_, known in _named_things(change, surroundings):
        if id_ not in known:
            return UnknownId(kind, id_)
    return None


def _named_things(change: Change, surroundings: Surroundings) -> Iterator[tuple[str, str, Container[str]]]:
    if isinstance(change, AddLine):
        yield "sku", change.sku, surroundings.variants
    if isinstance(change, AddLine | ChangeArtwork) and change.artwork_id is not None:
        yield "artwork", change.artwork_id, surroundings.artworks
    if isinstance(change, ChangeAddress) and change.address_id is not None:
        yield "address", change.address_id, surroundings.addresses
    if isinstance(change, SplitShipment):
        for shipment in change.shipments:
            if shipment.address_id is not None:
                yield "address", shipment.address_id, surroundings.addresses
