"""Cancelling an order: the lines stay, the refund is a credit (domain.md, rulings on money)."""

from platform_service.domain.changes import CancelOrder
from platform_service.domain.money import percent_of
from platform_service.domain.order import Posting, Status
from platform_service.domain.outcome import DONE, Outcome
from platform_service.domain.policy_terms import Topic
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Sheet

REFUND_CODE = "cancellation_refund"
_LABEL = "Refund of the cancelled order"


def cancel_order(sheet: Sheet, setting: Setting, index: int, change: CancelOrder) -> Outcome:
    """Refund the policy's share of the order total, fees included, less the deduction, never below zero."""
    cell = setting.cell(Topic.CANCEL)
    share = percent_of(max(0, sheet.order.total), cell.refund_percent)
    refund = max(0, share - cell.deduction)
    sheet.status = Status.CANCELLED
    sheet.cancelled_by = index
    if refund:
        sheet.credit = Posting(REFUND_CODE, _LABEL, refund)
    return DONE
