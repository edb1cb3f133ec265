"""The state machine as data: the table of ``design.md``, row by row, and the edges to a human generated beside it."""

from dataclasses import dataclass

from agent_service.conversation.states import State

G, I, C, F, P, A, X, D, E = State  # noqa: E741 - one letter a state keeps a row of the table on one line


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow and what it is taken on."""

    source: State
    target: State
    on: str


TABLE: tuple[Transition, ...] = (
    Transition(G, I, "intent recognised"),
    Transition(G, E, "customer asks for a human"),
    Transition(I, C, "several orders, or request unclear"),
    Transition(I, F, "order identified"),
    Transition(I, E, "order not found, and asking again is pointless (no orders at all)"),
    Transition(I, D, "customer drops the request"),
    Transition(C, C, "still unclear"),
    Transition(C, F, "request understood"),
    Transition(
        C,
        E,
        "more than 3 attempts (the 4th unclear message in a row; an understood one resets the count), "
        "or the order is still not found",
    ),
    Transition(C, D, "customer drops the request"),
    Transition(F, P, "options available"),
    Transition(F, E, "needs human review"),
    Transition(F, D, "no change needed, or denied and explained"),
    Transition(P, A, "options presented"),
    Transition(A, X, "customer confirms"),
    Transition(A, P, "customer chooses among the options"),
    Transition(A, F, "customer modifies the request"),
    Transition(A, C, "unclear what to modify"),
    Transition(A, E, "customer asks for a human"),
    Transition(A, D, "customer cancels"),
    Transition(X, D, "success"),
    Transition(X, P, "the offer no longer holds, a fresh one does"),
    Transition(X, E, "failed"),
    Transition(D, I, "new request"),
    Transition(E, I, "new request"),
)

AT_ONCE = {
    "customer_requested": "customer asks for a human",
    "frustrated": "customer is frustrated",
    "policy_exception": "customer asks for an exception to the policy",
    "return": "customer wants to return goods",
    "dependency_down": "a dependency is down",
}
"""What goes to a human at once, from every state, and how such an arrow is labelled."""

_LISTED = {(row.source, row.target) for row in TABLE}


def to_human() -> tuple[tuple[State, State], ...]:
    """The generated edges: every state that has no listed arrow to ESCALATE gets one."""
    return tuple((state, E) for state in State if state is not E and (state, E) not in _LISTED)


def edges() -> frozenset[tuple[State, State]]:
    """All arrows the built graph has, listed and generated."""
    return frozenset(_LISTED) | frozenset(to_human())


def label(source: State, target: State) -> str:
    """What the listed arrow is taken on; KeyError for an arrow that is not in the table."""
    return {(row.source, row.target): row.on for row in TABLE}[(source, target)]
