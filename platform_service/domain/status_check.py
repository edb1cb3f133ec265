"""The status check that comes before all details (api.md, order of checks)."""

from platform_service.domain import reasons
from platform_service.domain.order import Status
from platform_service.domain.outcome import Outcome, for_a_person, refused
from platform_service.domain.policy_terms import Rule, Topic
from platform_service.domain.setting import Setting
from platform_service.domain.status import FINAL


def status_bars(setting: Setting, index: int, *topics: Topic) -> Outcome | None:
    """What the order's status says against a part about one of ``topics``; None while one of them is allowed."""
    order = setting.order
    rules = {setting.cell(topic).rule for topic in topics}
    if Rule.ALLOWED in rules:
        return None
    human = Rule.HUMAN in rules
    if order.status is Status.SHIPPED:
        reason = reasons.order_shipped(order, index)
    elif order.status in FINAL:
        reason = reasons.order_final(order, index)
    else:
        reason = reasons.status_forbids(order, index, human=human)
    return for_a_person(reason) if human else refused(reason)
