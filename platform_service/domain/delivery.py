"""Where and when an order is delivered: address, date, split shipment (domain.md, rulings on dates and redirecting)."""

from platform_service.domain import reasons
from platform_service.domain.changes import ChangeAddress, ChangeDeliveryDate, SplitShipment
from platform_service.domain.charging import charge
from platform_service.domain.order import Address
from platform_service.domain.outcome import DONE, NOTHING, Outcome, for_a_person, refused
from platform_service.domain.policy_terms import Topic
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Sheet


def change_address(sheet: Sheet, setting: Setting, index: int, change: ChangeAddress) -> Outcome:
    """The order goes elsewhere; a parcel that has its label must be one the carrier can redirect."""
    wanted = change.address or setting.surroundings.addresses[change.address_id or ""]
    if same_place(wanted, sheet.address):
        return NOTHING
    parcel = setting.surroundings.parcel
    if parcel and setting.cell(Topic.ADDRESS).redirect and not _can_redirect(setting):
        reason = reasons.carrier_cannot_redirect(sheet.order, index, parcel.carrier, parcel.tracking_status)
        return refused(reason)
    sheet.address = wanted
    charge(sheet, setting, index, Topic.ADDRESS)
    return DONE


def same_place(one: Address, other: Address) -> bool:
    """Whether ``one`` is ``other``: the same stored address, or given in full for the same door and label."""
    if one.address_id is not None:
        return one.address_id == other.address_id
    return _door(one) == _door(other) and one.label in ("", other.label)


def _door(address: Address) -> tuple[str, ...]:
    return (address.street, address.city, address.region, address.postal_code, address.country)


def _can_redirect(setting: Setting) -> bool:
    parcel, policy = setting.surroundings.parcel, setting.policy
    if parcel is None:
        return True
    known_carrier = parcel.carrier.lower() in policy.redirect_carriers
    return known_carrier and parcel.tracking_status in policy.redirect_tracking_statuses


def change_delivery_date(sheet: Sheet, setting: Setting, index: int, change: ChangeDeliveryDate) -> Outcome:
    """A later date is free; an earlier one is a rush, which a person arranges."""
    wanted, order = change.delivery_date, sheet.order
    if wanted == order.delivery_date:
        return NOTHING
    if wanted < setting.surroundings.today:
        return refused(reasons.date_in_past(order, index, wanted, setting.surroundings.today))
    if wanted < order.delivery_date:
        return for_a_person(reasons.rush(order, index, wanted))
    sheet.requested_date = wanted
    charge(sheet, setting, index, Topic.DELIVERY_DATE)
    return DONE


def split_shipment(sheet: Sheet, setting: Setting, index: int, change: SplitShipment) -> Outcome:
    """Splitting is always arranged by a person."""
    return for_a_person(reasons.split_shipment(sheet.order, index))
