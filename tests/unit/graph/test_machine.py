"""The built graph is the table of the design, no more and no less."""

from agent_service.conversation.states import WAITING, State
from agent_service.conversation.transitions import edges, to_human
from agent_service.graph.build import NODES, build


def test_the_built_graph_has_exactly_the_arrows_of_the_table_and_the_generated_ones() -> None:
    drawn = build().get_graph()
    built = {(edge.source, edge.target) for edge in drawn.edges}
    ends = {(state.value, "__end__") for state in WAITING}
    starts = {("__start__", state.value) for state in WAITING}
    assert built == {(a.value, b.value) for a, b in edges()} | ends | starts


def test_only_edges_to_a_human_are_generated() -> None:
    assert {target for _, target in to_human()} == {State.ESCALATE}
    reached = {source for source, target in edges() if target is State.ESCALATE}
    assert reached == set(State) - {State.ESCALATE}


def test_every_state_has_a_node_in_a_file_of_its_own() -> None:
    assert set(NODES) == set(State)
    assert len({act.__module__ for act in NODES.values()}) == len(State)
