"""The graph: one node a state, its arrows from the table, one run a message."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from agent_service.conversation.states import WAITING, State
from agent_service.conversation.transitions import edges, label
from agent_service.conversation.turn import Deps
from agent_service.graph.nodes import (
    await_confirmation,
    check_feasibility,
    clarify_request,
    complete,
    escalate,
    execute_change,
    greeting,
    identify_order,
    present_options,
)
from agent_service.graph.work import Step, Turn, Work

Act = Callable[[Turn, Deps], Awaitable[Step]]


class Node(Protocol):
    """A node as LangGraph calls it."""

    async def __call__(self, state: Work, *, runtime: Runtime[Deps]) -> Work: ...


Graph = CompiledStateGraph[Work, Deps, Work, Work]
NODES: dict[State, Act] = {
    State.GREETING: greeting.run,
    State.IDENTIFY_ORDER: identify_order.run,
    State.CLARIFY_REQUEST: clarify_request.run,
    State.CHECK_FEASIBILITY: check_feasibility.run,
    State.PRESENT_OPTIONS: present_options.run,
    State.AWAIT_CONFIRMATION: await_confirmation.run,
    State.EXECUTE_CHANGE: execute_change.run,
    State.COMPLETE: complete.run,
    State.ESCALATE: escalate.run,
}


def build() -> Graph:
    """START leads to the stored state, every arrow is one of the table (or a generated one), waiting states may end."""
    graph = StateGraph(Work, context_schema=Deps)
    for state, act in NODES.items():
        graph.add_node(state.value, _node(state, act))
        targets = [target.value for source, target in sorted(edges()) if source is state]
        graph.add_conditional_edges(state.value, _goto, [*targets, *([END] if state in WAITING else [])])
    graph.add_conditional_edges(START, _stored, [state.value for state in WAITING])
    return graph.compile()


def _stored(work: Work) -> str:
    return work["turn"].conversation.state


def _goto(work: Work) -> str:
    return work["goto"]


def _node(at: State, act: Act) -> Node:
    async def node(state: Work, *, runtime: Runtime[Deps]) -> Work:
        turn = state["turn"]
        step = await act(turn, runtime.context)
        if step.target is None:
            return {"turn": turn, "goto": END}
        turn.path.append({"from": at.value, "to": step.target.value, "on": step.on or label(at, step.target)})
        turn.conversation.state = step.target.value
        await runtime.context.listener.on_state(step.target.value)
        return {"turn": turn, "goto": step.target.value}

    return node
