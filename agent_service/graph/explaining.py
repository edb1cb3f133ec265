"""Words by a model for an answer, a denial or a summary: heard sentence by sentence, the template wherever they fail.

What a model says may be sent if it claims only facts of the turn (``claim_check``), repeats what its sources say
(``grounding``) and turns none of them round (``permission``). It is asked once a turn at most, never for somebody who
pressed a button, said yes or no, or asked for a human (``design.md``, The change, 1 and Language model).
"""

from agent_service.conversation.claim_check import unsupported
from agent_service.conversation.claims import claims
from agent_service.conversation.facts import Facts
from agent_service.conversation.grounding import SHARE, familiar, plain
from agent_service.conversation.model_budget import NO_ANSWER
from agent_service.conversation.permission import refuses, strays, turned_round
from agent_service.conversation.ports import Wording
from agent_service.conversation.turn import Deps
from agent_service.conversation.two_readings import PLAIN
from agent_service.graph.work import Turn

SLOW_MS = 2_000
DENIAL_SHARE, SENTENCE_SHARE = 0.4, 0.25
"""Of a denial so many words come from its sources, and of each of its sentences: reasons are short, so that the words
that join them weigh more; what it may claim and allow is held to them besides."""
_FIGURES = frozenset({"money", "percent", "number", "date", "day", "size"})
"""Kinds of claims that a denial must not leave out."""


async def say_worded(turn: Turn, deps: Deps, wording: Wording) -> None:
    """Say the template in a model's words, streamed as they pass, or as it is."""
    words = await worded(turn, deps, wording, aloud=True)
    turn.said.append(words or wording.template)
    if words is not None:
        turn.told = len(turn.said)


async def worded(turn: Turn, deps: Deps, wording: Wording, *, aloud: bool = False) -> str | None:
    """A model's words for the template, None where it has none that may be sent; ``aloud``: the customer hears them."""
    if not may_word(turn, deps):
        return None
    turn.worded = True
    ear = _Ear(turn, deps, wording, aloud=aloud)
    explanation = await deps.explainer.explain(wording, ear.hear)
    turn.model_calls += explanation.model_calls
    turn.prompts += explanation.prompts
    if explanation.text is not None and ear.whole():
        await ear.tell()
        return explanation.text
    turn.replaced += explanation.text is not None or ear.refused
    turn.withdrawn = turn.withdrawn or ear.told > 0
    return None


def may_word(turn: Turn, deps: Deps) -> bool:
    """Within the budget, once, and not where the model has failed or dawdled this turn, or the customer was plain: they
    have waited enough."""
    was_plain = turn.inbound.action is not None or turn.reading.intent in PLAIN
    slow = sum(call["duration_ms"] for call in turn.model_calls) > SLOW_MS
    let_down = any(call["stop_reason"] == NO_ANSWER for call in turn.model_calls)
    return not (turn.worded or was_plain or slow or let_down) and deps.budget.covers(turn.conversation.spent)


class _Ear:
    """Hears a model out. Every sentence is judged with all before it; it is passed on once they are grounded, too."""

    def __init__(self, turn: Turn, deps: Deps, wording: Wording, *, aloud: bool) -> None:
        self._turn = turn
        self._deps = deps
        self._wording = wording
        self._aloud = aloud
        self._sources = [wording.template, wording.question, *wording.sources]
        self._facts = Facts(set(turn.facts.known), set(turn.facts.names))
        self._facts.learn_words(wording.template)
        self._heard: list[str] = []
        self.told = 0
        self.refused = False

    @property
    def _text(self) -> str:
        return " ".join(self._heard)

    async def hear(self, sentence: str) -> bool:
        """``Hear``: whether the text may stand with this sentence in it."""
        self._heard.append(sentence)
        self.refused = not self._repeats() and (not self._sound(self._text) or self._foreign(sentence))
        if not self.refused and self._aloud and self._familiar():
            await self.tell()
        return not self.refused

    def whole(self) -> bool:
        """Whether all that was heard may be sent."""
        return not self.refused and self._familiar() and self._complete()

    async def tell(self) -> None:
        """Pass on what is not passed on yet, after what was said in this turn before."""
        if not self._aloud:
            return
        await self._turn.tell(self._deps.listener)
        for sentence in self._heard[self.told :]:
            await self._deps.listener.on_sentence(sentence)
        self.told = len(self._heard)

    def _repeats(self) -> bool:
        """Whether it is the template so far, word for word."""
        return " ".join(self._wording.template.split()).startswith(" ".join(self._text.split()))

    def _familiar(self) -> bool:
        return familiar(self._text, self._sources, DENIAL_SHARE if self._wording.kind == "denial" else SHARE)

    def _foreign(self, sentence: str) -> bool:
        """A denial has no sentence of its own."""
        return self._wording.kind == "denial" and not familiar(sentence, self._sources, SENTENCE_SHARE)

    def _sound(self, text: str) -> bool:
        if unsupported(text, self._facts) or not plain(text):
            return False
        sources = [self._wording.template, *self._wording.sources]
        if self._wording.kind == "denial":
            return not strays(text, sources)
        return self._wording.kind == "summary" or not turned_round(text, sources)

    def _complete(self) -> bool:
        """A denial says no, and names every figure of its reasons."""
        if self._wording.kind != "denial":
            return True
        said = {(claim.kind, claim.value) for claim in claims(self._text)}
        needed = {(claim.kind, claim.value) for claim in claims(self._wording.template) if claim.kind in _FIGURES}
        return needed <= said and (refuses(self._text) or not refuses(self._wording.template))
