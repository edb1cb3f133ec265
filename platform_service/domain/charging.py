"""What a part costs and how long it takes, by the policy's cell for its topic: noted on the sheet."""

from platform_service.domain.money import money, percent_of
from platform_service.domain.order import Posting
from platform_service.domain.policy_terms import Topic
from platform_service.domain.reasons import PRICE_KEPT
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Charge, Sheet

#: The fee line each topic brings (api.md, fee codes), with the words on it.
_FEES = {
    Topic.QUANTITY_UP: ("quantity_increase", "Added pieces"),
    Topic.QUANTITY_DOWN: (PRICE_KEPT, "Materials already committed"),
    Topic.SIZE_COLOR: ("size_color_change", "New size or color"),
    Topic.ARTWORK: ("artwork_change", "New artwork"),
    Topic.ADDRESS: ("address_change", "New delivery address"),
}
_MAKES_GOODS = frozenset({Topic.QUANTITY_UP, Topic.SIZE_COLOR, Topic.ARTWORK, Topic.DELIVERY_DATE})


def charge(sheet: Sheet, setting: Setting, index: int, topic: Topic, *, goods: int = 0, printed: int = 0) -> None:
    """Note the fee on the affected ``goods`` (cents; rounded once), the days, and whether the lead time counts.

    ``printed`` pieces are already printed: it informs and never changes the price.
    """
    cell = setting.cell(topic)
    amount = percent_of(goods, cell.fee_percent) + cell.fee
    if amount:
        taken_of = {"percent": _plain(cell.fee_percent / 100), "goods": money(goods, sheet.order.currency)}
        facts = taken_of if cell.fee_percent else {}
        _post(sheet, index, topic, amount, {**facts, "pieces_produced": printed})
    if cell.days:
        sheet.days.append((index, cell.days))
    if topic in _MAKES_GOODS:
        sheet.lead_index = index


def keep_price(sheet: Sheet, setting: Setting, index: int, goods: int, printed: int) -> None:
    """Note what of the price of removed ``goods`` (cents) stays with us as a fee line, and that pieces were taken."""
    cell = setting.cell(Topic.QUANTITY_DOWN)
    amount = goods - percent_of(goods, cell.refund_percent)
    if amount:
        facts = {"goods": money(goods, sheet.order.currency), "pieces_produced": printed}
        _post(sheet, index, Topic.QUANTITY_DOWN, amount, facts)
    if cell.days:
        sheet.days.append((index, cell.days))
    sheet.takers.append(index)


def _plain(percent: float) -> float:
    """A percentage without a needless ``.0``."""
    return int(percent) if percent.is_integer() else percent


def _post(sheet: Sheet, index: int, topic: Topic, amount: int, facts: dict[str, object]) -> None:
    code, label = _FEES[topic]
    details = {"fee": code, "amount": money(amount, sheet.order.currency), **facts}
    sheet.charges.append(Charge(index, Posting(code, label, amount), details))
