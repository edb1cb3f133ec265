"""The table of transitions is the design's, word for word."""

from agent_service.conversation.transitions import TABLE

DESIGN = """
| GREETING | IDENTIFY_ORDER | intent recognised |
| GREETING | ESCALATE | customer asks for a human |
| IDENTIFY_ORDER | CLARIFY_REQUEST | several orders, or request unclear |
| IDENTIFY_ORDER | CHECK_FEASIBILITY | order identified |
| IDENTIFY_ORDER | ESCALATE | order not found, and asking again is pointless (no orders at all) |
| IDENTIFY_ORDER | COMPLETE | customer drops the request |
| CLARIFY_REQUEST | CLARIFY_REQUEST | still unclear |
| CLARIFY_REQUEST | CHECK_FEASIBILITY | request understood |
| CLARIFY_REQUEST | ESCALATE | more than 3 attempts (the 4th unclear message in a row; an understood one resets the count), or the order is still not found |
| CLARIFY_REQUEST | COMPLETE | customer drops the request |
| CHECK_FEASIBILITY | PRESENT_OPTIONS | options available |
| CHECK_FEASIBILITY | ESCALATE | needs human review |
| CHECK_FEASIBILITY | COMPLETE | no change needed, or denied and explained |
| PRESENT_OPTIONS | AWAIT_CONFIRMATION | options presented |
| AWAIT_CONFIRMATION | EXECUTE_CHANGE | customer confirms |
| AWAIT_CONFIRMATION | PRESENT_OPTIONS | customer chooses among the options |
| AWAIT_CONFIRMATION | CHECK_FEASIBILITY | customer modifies the request |
| AWAIT_CONFIRMATION | CLARIFY_REQUEST | unclear what to modify |
| AWAIT_CONFIRMATION | ESCALATE | customer asks for a human |
| AWAIT_CONFIRMATION | COMPLETE | customer cancels |
| EXECUTE_CHANGE | COMPLETE | success |
| EXECUTE_CHANGE | PRESENT_OPTIONS | the offer no longer holds, a fresh one does |
| EXECUTE_CHANGE | ESCALATE | failed |
| COMPLETE | IDENTIFY_ORDER | new request |
| ESCALATE | IDENTIFY_ORDER | new request |
"""  # noqa: E501


def test_every_row_is_there_in_order_and_in_the_design_s_words() -> None:
    rows = [tuple(cell.strip() for cell in row.strip("| ").split(" | ")) for row in DESIGN.strip().splitlines()]
    assert rows == [(row.source.value, row.target.value, row.on) for row in TABLE]
