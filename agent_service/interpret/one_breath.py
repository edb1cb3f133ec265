"""Goods that are named in one breath: "the hoodies in M" are one thing, "the hoodies and the M" are two."""

from collections.abc import Sequence

from agent_service.interpret.clauses import Placed
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import intersect, same_kind


def in_one_breath(placed: Sequence[Placed]) -> list[Ref]:
    """What the phrases name, a size or colour after "in" as part of the goods before it."""
    told: list[Ref] = []
    for one in placed:
        ref = one.phrase.ref
        inside = one.relation == "in" and ref.attribute_only
        if told and inside and told[-1].products and not same_kind(told[-1], ref):
            told[-1] = intersect(told[-1], ref)
        elif ref.describes or ref.other:
            told.append(ref)
    return told
