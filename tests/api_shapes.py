"""The shapes of ``api.md``, written down a second time: exact field names and types, without the product's models.

``check(shape, value)`` lists where a value differs. A dict is an object with exactly those keys (a key that ends in
``?`` may be absent); a list of one shape is a list of it; a tuple is a choice; a type or a predicate speaks for itself.
"""

import re
from collections.abc import Callable
from typing import Any

Shape = Any


def check(shape: Shape, value: Any, path: str = "$") -> list[str]:
    """Every place where ``value`` is not of ``shape``."""
    if isinstance(shape, dict):
        return _object(shape, value, path)
    if isinstance(shape, list):
        return _list(shape[0], value, path)
    if isinstance(shape, tuple):
        tried = [check(choice, value, path) for choice in shape]
        return [] if any(not faults for faults in tried) else min(tried, key=len)
    if shape is None or isinstance(shape, str):
        fine = value == shape
    elif shape is int:
        fine = isinstance(value, int) and not isinstance(value, bool)
    elif isinstance(shape, type):
        fine = isinstance(value, shape)
    elif isinstance(shape, Lazy):
        return check(shape.make(), value, path)
    else:
        fine = bool(shape(value))
    name = getattr(shape, "__name__", repr(shape))
    return [] if fine else [f"{path}: {value!r:.120} is not {name}"]


def _object(shape: dict[str, Shape], value: Any, path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r:.120} is not an object"]
    known = {key.rstrip("?"): inner for key, inner in shape.items()}
    faults = [f"{path}.{key}: not in api.md" for key in value if key not in known and "*" not in shape]
    faults += [f"{path}.{key}: missing" for key in shape if not key.endswith("?") and key != "*" and key not in value]
    return faults + [f for key in value if key in known for f in check(known[key], value[key], f"{path}.{key}")]


def _list(shape: Shape, value: Any, path: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{path}: {value!r:.120} is not a list"]
    return [f for n, each in enumerate(value) for f in check(shape, each, f"{path}[{n}]")]


class Lazy:
    """A shape that is named before it is there."""

    def __init__(self, make: Callable[[], Shape]) -> None:
        self.make = make


def matching(pattern: str) -> Callable[[Any], bool]:
    def match(value: Any) -> bool:
        return isinstance(value, str) and re.fullmatch(pattern, value) is not None

    match.__name__ = pattern
    return match


def made(prefix: str) -> Callable[[Any], bool]:
    """One of our ids: prefix and the hex of a UUID of version 7."""
    return matching(prefix + r"_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}")


def one_of(*values: str) -> Shape:
    return tuple(values)


def maybe(shape: Shape) -> Shape:
    return (None, shape)


def natural(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def positive(value: Any) -> bool:
    return natural(value) and value > 0


def page(item: Shape) -> Shape:
    return {"items": [item], "next_cursor": maybe(str)}


INSTANT = matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
DATE = matching(r"\d{4}-\d\d-\d\d")
HEX64 = matching(r"[0-9a-f]{64}")
MONEY = {"amount": int, "currency": "USD"}
STATUS = one_of(
    "CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED", "DELIVERED", "RETURNED", "CANCELLED"
)
ESCALATION_REASON = one_of(
    "customer_requested", "needs_review", "order_shipped", "order_not_found", "too_many_clarifications",
    "refund_above_threshold", "change_failed", "dependency_down", "frustrated", "policy_exception",
)  # fmt: skip
REASON_CODE = one_of(
    "free_of_charge", "fee_applies", "no_refund", "refund_applies", "days_added", "lead_time_moves_date",
    "status_forbids", "order_shipped", "order_final", "insufficient_stock", "no_such_variant", "artwork_unusable",
    "below_minimum", "above_maximum", "no_change", "carrier_cannot_redirect", "date_in_past", "rush", "split_shipment",
    "refund_above_threshold",
)  # fmt: skip
FEE_CODE = one_of("artwork_change", "size_color_change", "quantity_increase", "address_change", "materials_committed")

PROBLEM = {
    "type": matching(r"/problems/[a-z_]+"), "title": str, "status": int, "detail": str, "code": matching("[a-z_]+"),
    "correlation_id": matching(r"[A-Za-z0-9._-]{1,64}"),
    "errors?": [{"field": str, "code": matching("[a-z_]+"), "message": str}],
}  # fmt: skip
PERSON = {"user_id": str, "name": str}
PLACE = {"label": str, "street": str, "city": str, "region": str, "postal_code": str, "country": str}
FEE = {"code": FEE_CODE, "label": str, "amount": MONEY}
POSTED = {"code": str, "label": str, "amount": MONEY, "change_id": maybe(made("chg"))}
LINE = {
    "line_id": str, "sku": str, "product_id": str, "product_name": str, "color": str, "size": str,
    "quantity": positive, "pieces_produced": natural, "unit_price": MONEY, "total": MONEY,
    "artwork": maybe({"artwork_id": str, "name": str}),
}  # fmt: skip
TOTALS = {"goods": MONEY, "fees": MONEY, "credits": MONEY, "total": MONEY}
ORDER = {
    "order_id": str, "status": STATUS, "version": positive, "created_at": INSTANT, "delivery_date": DATE,
    "placed_by": PERSON, "address": {"address_id": maybe(str)} | PLACE, "lines": [LINE], "fees": [POSTED],
    "credits": [POSTED], "totals": TOTALS,
}  # fmt: skip
ORDER_ITEM = {
    "order_id": str, "status": STATUS, "version": positive, "created_at": INSTANT, "delivery_date": DATE,
    "pieces": natural, "total": MONEY, "summary": str,
}  # fmt: skip
CHANGE = (
    {"type": "change_quantity", "line_id": str, "new_quantity": positive},
    {"type": "change_size", "line_id": str, "new_size": str, "quantity?": positive},
    {"type": "change_color", "line_id": str, "new_color": str, "quantity?": positive},
    {"type": "change_artwork", "artwork_id": str, "line_id?": str},
    {"type": "change_address", "address_id": str},
    {"type": "change_address", "address": {k + ("?" if k == "label" else ""): v for k, v in PLACE.items()}},
    {"type": "add_line", "sku": str, "quantity": positive, "artwork_id?": str},
    {"type": "remove_line", "line_id": str},
    {"type": "cancel_order", "reason?": str},
    {"type": "change_delivery_date", "delivery_date": DATE},
    {"type": "split_shipment", "shipments?": [dict]},
)
REASON = {
    "code": REASON_CODE, "message": str, "change_index": maybe(natural),
    "policy_ref": maybe(matching(r"[a-z0-9-]+#[a-z0-9-]+")), "facts": dict,
}  # fmt: skip
RECEIPT_OPTION = {
    "option_id": made("opt"), "title": str,
    "kind": one_of("as_requested", "part", "in_stock", "other_size", "other_color"), "changes": [CHANGE],
    "price_delta": MONEY, "fees": [FEE], "refund": MONEY, "days_added": natural, "new_delivery_date": DATE,
    "needs_review": bool,
}  # fmt: skip
OPTION = RECEIPT_OPTION | {"order_after": ORDER}
QUOTE = {
    "quote_id": made("q"), "order_id": str, "order_version": positive, "policy_version": str,
    "status": one_of("open", "used", "released", "expired"),
    "verdict": one_of("allowed", "conditional", "denied", "needs_review"), "requested": [CHANGE],
    "reasons": [REASON], "options": [OPTION], "escalation_reason": maybe(ESCALATION_REASON), "created_at": INSTANT,
    "expires_at": INSTANT, "digest": HEX64,
}  # fmt: skip
STEP = {
    "system": one_of("erp", "shipping", "crm"),
    "status": one_of("not_needed", "pending", "doing", "done", "compensating", "failed"), "attempts": natural,
    "reference": maybe(str), "error_code": maybe(str), "done_at": maybe(INSTANT),
}  # fmt: skip
CONFIRMATION = {"conversation_id": str, "message_id": str, "text": str}
POINT = {"version": positive, "total": MONEY, "delivery_date": DATE}
RECEIPT = {
    "receipt_id": made("rcp"), "change_id": made("chg"), "order_id": str, "company_id": str, "issued_at": INSTANT,
    "confirmed_by": PERSON, "confirmation": CONFIRMATION, "quote_digest": HEX64, "option": RECEIPT_OPTION,
    "before": POINT, "after": POINT,
    "audit": {"sequence": positive, "previous_hash": maybe(HEX64), "entry_hash": HEX64},
    "jws": matching(r"[\w-]+\.[\w-]+\.[\w-]+"),
}  # fmt: skip
ORDER_CHANGE = {
    "change_id": made("chg"), "order_id": str, "quote_id": made("q"), "option_id": made("opt"),
    "status": one_of("applied", "pending_review", "rejected", "reversed", "expired", "superseded"),
    "review_id": maybe(made("rev")),
    "sync_state": one_of("pending", "synced", "compensating", "reversed", "failed"), "steps": [STEP],
    "created_at": INSTANT, "applied_at": maybe(INSTANT), "order": ORDER, "receipt": maybe(RECEIPT),
}  # fmt: skip
TIMELINE_ITEM = {
    "at": INSTANT, "kind": one_of("status", "change", "review", "escalation", "sync"), "summary": str,
    "status?": maybe(STATUS), "change_id?": maybe(made("chg")),
    "by": {"type": one_of("customer", "cx_agent", "system"), "name": str},
}  # fmt: skip
TRACKING = {
    "order_id": str,
    "shipments": [{
        "carrier": str, "tracking_number": str, "status": str, "eta": maybe((INSTANT, DATE)), "url": maybe(str),
        "events": [{"at": INSTANT, "status": str, "location": maybe(str), "description": maybe(str)}],
    }],
}  # fmt: skip
ESCALATION = {
    "escalation_id": made("esc"), "reason": ESCALATION_REASON, "priority": one_of("urgent", "high", "normal"),
    "status": one_of("open", "taken_over", "solved"), "ticket_id": maybe(str), "expected_response_by": INSTANT,
    "created_at": INSTANT,
}  # fmt: skip
REVIEW = {
    "review_id": made("rev"), "order_id": str, "company": {"company_id": str, "name": str}, "change_id": made("chg"),
    "quote": QUOTE, "option_id": made("opt"), "reason": str, "requested_by": PERSON, "conversation_id": str,
    "created_at": INSTANT, "decide_by": INSTANT,
    "status": one_of("waiting", "approved", "rejected", "expired", "withdrawn"),
    "decision": maybe({"by": (str, PERSON), "at": INSTANT, "comment": maybe(str)}), "ticket_id": maybe(str),
}  # fmt: skip
DECIDED = REVIEW | {"change": ORDER_CHANGE, "fresh_quote?": maybe(QUOTE)}
PRODUCT = {
    "product_id": str, "name": str, "category": str, "base_price": MONEY, "colors": [str], "sizes": [str],
    "variants": [{"sku": str, "color": str, "size": str, "available": natural}],
}  # fmt: skip
INVENTORY_ITEM = {"sku": str, "on_hand": natural, "reserved": natural, "available": natural}
ADDRESS = {"address_id": str} | PLACE | {"is_default": bool}
ARTWORK = {
    "artwork_id": str, "name": str, "file_type": one_of("png", "jpg", "svg", "pdf"), "width_px": maybe(positive),
    "height_px": maybe(positive), "dpi": maybe(positive), "size_bytes": natural, "active": bool, "usable": bool,
    "problems": list,
}  # fmt: skip
ME = {
    "user_id": str, "name": str, "email": str, "company": maybe({"company_id": str, "name": str}),
    "groups": [one_of("customers", "cx_agents", "ops")],
}  # fmt: skip

STATE = one_of(
    "GREETING", "IDENTIFY_ORDER", "CLARIFY_REQUEST", "CHECK_FEASIBILITY", "PRESENT_OPTIONS", "AWAIT_CONFIRMATION",
    "EXECUTE_CHANGE", "COMPLETE", "ESCALATE",
)  # fmt: skip
WAITING_STATE = one_of("GREETING", "IDENTIFY_ORDER", "CLARIFY_REQUEST", "AWAIT_CONFIRMATION", "COMPLETE", "ESCALATE")
ACTION = (
    {"type": "choose_option", "option_id": made("opt")},
    {"type": "confirm", "quote_id": made("q"), "option_id": made("opt"), "digest": HEX64},
    {"type": "decline"},
    {"type": "talk_to_human"},
    {"type": "choose_order", "order_id": str},
)
PART = (
    {"kind": "order", "order": ORDER},
    {"kind": "options", "quote_id": made("q"), "option_ids": [made("opt")], "expires_at": INSTANT},
    {"kind": "choices", "items": [({"label": str, "text": str}, {"label": str, "action": ACTION})]},
    {"kind": "receipt", "receipt": RECEIPT},
    {
        "kind": "citations",
        "items": [{"document": str, "title": str, "version": str, "section": str, "url": maybe(str), "passage": str}],
    },
    {
        "kind": "ticket", "escalation_id": maybe(made("esc")), "ticket_id": maybe(str),
        "expected_response_by": maybe(INSTANT),
    },
    {"kind": "tracking", "tracking": TRACKING},
    {"kind": "products", "items": [PRODUCT]},
)  # fmt: skip
OUTCOME = {
    "kind": one_of("applied", "pending_review", "escalated", "declined", "answered", "denied"),
    "reason": maybe(ESCALATION_REASON), "change_id": maybe(made("chg")), "review_id": maybe(made("rev")),
    "escalation_id": maybe(made("esc")), "ticket_id": maybe(str),
}  # fmt: skip
REPLY = {
    "message_id": made("msg"), "in_reply_to": maybe(str), "text": str, "parts": [PART], "state": WAITING_STATE,
    "quote": maybe(QUOTE), "outcome": maybe(OUTCOME), "created_at": INSTANT,
}  # fmt: skip
TURN = {"conversation_id": made("conv"), "state": WAITING_STATE, "reply": maybe(REPLY)}
CONVERSATION_ITEM = {
    "conversation_id": made("conv"), "state": WAITING_STATE, "order_id": maybe(str), "title": maybe(str),
    "created_at": INSTANT, "updated_at": INSTANT, "expires_at": INSTANT,
}  # fmt: skip
MESSAGE = {
    "message_id": made("msg"), "role": one_of("customer", "assistant", "cx_agent", "system"), "text": maybe(str),
    "parts": [PART], "outcome": maybe(OUTCOME), "author": maybe(str), "created_at": INSTANT,
}  # fmt: skip
CONVERSATION = CONVERSATION_ITEM | {
    "taken_over_by": maybe(str), "pending": maybe({"quote": QUOTE, "option_id": maybe(made("opt"))}),
    "messages": [MESSAGE],
}  # fmt: skip
TRACE = {
    "conversation_id": made("conv"),
    "turns": [{
        "message_id": maybe(made("msg")), "client_message_id": maybe(str), "started_at": INSTANT,
        "duration_ms": (int, float), "interpreter": one_of("rules", "model", "button"), "interpretation": maybe(dict),
        "transitions": [{"from": STATE, "to": STATE, "on": str}], "prompts": [{"name": str, "version": str}],
        "tools": [{"name": str, "duration_ms": (int, float), "http_status": maybe(int), "error_code": maybe(str)}],
        "model_calls": [{
            "model": str, "input_tokens": natural, "output_tokens": natural, "cost_usd": (int, float, str),
            "duration_ms": (int, float), "stop_reason": maybe(str),
        }],
        "claim_check": {"checked": (int, bool), "replaced": (int, bool)}, "store_requests": natural,
    }],
}  # fmt: skip
